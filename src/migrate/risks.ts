import { byCodeUnit } from '../merge/lock.ts'
import { tableName } from './drops.ts'
import { isRecord, type SchemaSnapshot } from './schema-snapshot.ts'
import { isWidening } from './widening.ts'

/** A change that may fail, or cut values, where a table has rows; an empty table takes every one of them. */
export type Risk =
  /** A new column that a row cannot be without, and nothing fills it. */
  | { readonly kind: 'unfilled'; readonly column: string }
  /** A column that may be null becomes one that may not. */
  | { readonly kind: 'required'; readonly column: string }
  /** A table or a column that is called otherwise, which what still runs of the last version does not know. */
  | { readonly kind: 'renamed'; readonly column: string; readonly to: string }
  /** A column whose new type may not hold all values of the old one, both as PostgreSQL writes them: `numeric(10, 2)`. */
  | { readonly kind: 'type'; readonly column: string; readonly from: string; readonly to: string }

/** What may go wrong with the rows of tables that exist already, sorted by column: `books.published`. */
export function risksBetween(previous: SchemaSnapshot, next: SchemaSnapshot): readonly Risk[] {
  const risks = Object.entries(next.tables).flatMap(([key, table]) => {
    const before = previous.tables[key]
    if (before === undefined) return []
    return Object.entries(table.columns).flatMap(([column, definition]) => {
      const name = `${tableName(table)}.${column}`
      if (Object.hasOwn(before.columns, column)) return changeRisks(name, before.columns[column], definition)
      return isUnfilled(definition) ? [{ kind: 'unfilled', column: name } as const] : []
    })
  })
  return risks.toSorted((a, b) => byCodeUnit(a.column, b.column))
}

function isUnfilled(column: unknown): boolean {
  if (!isRecord(column) || column.notNull !== true) return false
  return ['default', 'identity', 'generated'].every((source) => !Object.hasOwn(column, source))
}

function changeRisks(column: string, before: unknown, after: unknown): readonly Risk[] {
  if (!isRecord(before) || !isRecord(after)) return []
  const [from, to] = [String(before.type), String(after.type)]
  const retyped = from === to || isWidening(from, to) ? [] : [{ kind: 'type', column, from, to } as const]
  const required = before.notNull !== true && after.notNull === true
  return required ? [...retyped, { kind: 'required', column }] : retyped
}
