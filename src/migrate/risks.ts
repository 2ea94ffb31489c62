import { byCodeUnit } from '../merge/lock.ts'
import type { DataChanges } from '../plan/fills.ts'
import { becomesRequired, type ColumnChange, columnChanges } from './column-changes.ts'
import { constraintRisks } from './constraint-risks.ts'
import { tableName } from './drops.ts'
import { isThere } from './keepers.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'
import { isWidening } from './widening.ts'

/** A change that may fail, or cut values, where a table has rows; an empty table takes every one of them. */
export type Risk =
  /** A new column that a row cannot be without, and nothing fills it. */
  | { readonly kind: 'unfilled'; readonly column: string }
  /** A column that may be null becomes one that may not, and nothing fills it. */
  | { readonly kind: 'required'; readonly column: string }
  /** A table or a column that is called otherwise, which what still runs of the last version does not know. */
  | {
      readonly kind: 'renamed'
      readonly column: string
      readonly to: string /** By another one. */
      readonly taken?: true
    }
  /** A column whose new type may not hold all values of the old one, both as PostgreSQL writes them: `numeric(10, 2)`. */
  | { readonly kind: 'type'; readonly column: string; readonly from: string; readonly to: string }
  /** A column that follows from other rows, which what still runs of the version before changes without it. */
  | { readonly kind: 'kept'; readonly column: string }
  /** A condition that rows which are there may not meet. */
  | { readonly kind: 'check'; readonly column: string; readonly check: string }
  /** A column, or several, in which rows that are there may have the same. */
  | { readonly kind: 'unique'; readonly column: string }

/** What nothing is known of that is said of rows. */
export const NO_DATA: DataChanges = { fills: [], values: [] }

/** What may go wrong with the rows of tables that exist already, sorted by column: `books.published`. */
export function risksBetween(
  previous: SchemaSnapshot,
  next: SchemaSnapshot,
  data: DataChanges = NO_DATA,
): readonly Risk[] {
  const columns = columnChanges(previous, next, data).flatMap(risksOf)
  const kept = (data.kept ?? []).filter(({ table }) => isThere(previous, table))
  const stale = kept.map(({ table, column }) => ({ kind: 'kept', column: `${table}.${column}` }) as const)
  return [...columns, ...stale, ...constraintRisks(previous, next, data)].toSorted((a, b) =>
    byCodeUnit(a.column, b.column),
  )
}

function risksOf(change: ColumnChange): readonly Risk[] {
  const { table, name, before, after, fill } = change
  const column = `${tableName(table)}.${name}`
  if (before === undefined) {
    const isUnfilled = after.notNull && !after.isMade && fill === undefined
    return isUnfilled ? [{ kind: 'unfilled', column }] : []
  }
  const { type: from } = before
  const { type: to } = after
  const retyped = from === to || isWidening(from, to) ? [] : [{ kind: 'type', column, from, to } as const]
  const isOpen = becomesRequired(change) && fill === undefined
  return isOpen ? [...retyped, { kind: 'required', column }] : retyped
}
