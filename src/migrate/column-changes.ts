import type { DataChanges, Fill } from '../plan/fills.ts'
import { type Column, columnIn } from './column.ts'
import { enumValuesIn } from './enum-values.ts'
import { keyOf } from './keys.ts'
import type { SchemaSnapshot, TableSnapshot } from './schema-snapshot.ts'

/** What has to be done about the rows of a column, beyond what the column is. */
export interface ColumnChange {
  /** The key of its table in the snapshots. */
  readonly key: string
  readonly table: TableSnapshot
  readonly name: string
  /** Undefined where the column is new. */
  readonly before: Column | undefined
  readonly after: Column
  /** What rows without a value get. */
  readonly fill: FillOf | undefined
  /** Values of an enum that rows may hold, each with the one that takes its place. */
  readonly values: readonly (readonly [from: string, to: string])[]
}

/** An expression that is the same for all rows, another column, or an expression for each. */
export type FillOf = { readonly sql: string } | { readonly from: string } | { readonly each: string }

/** The columns of tables that are there already and may have rows. */
export function columnChanges(
  previous: SchemaSnapshot,
  next: SchemaSnapshot,
  data: DataChanges,
): readonly ColumnChange[] {
  return Object.entries(next.tables).flatMap(([key, table]) => {
    const old = previous.tables[key]
    if (old === undefined) return []
    const values = enumValuesIn(old)
    const keyColumns = keyOf(table)?.columns ?? []
    return Object.keys(table.columns).flatMap((name): readonly ColumnChange[] => {
      const [before, after] = [columnIn(old, name), columnIn(table, name)]
      if (after === undefined) return []
      const isOf = (one: { readonly table: string; readonly column: string }) =>
        one.column === name && one.table === table.name && table.schema === ''
      const held = values.get(name) ?? []
      const renamed = data.values.filter((one) => isOf(one) && held.includes(one.from))
      const fill = fillOf(data.fills.find(isOf), after) ?? madeKey(after, name, keyColumns)
      return [{ key, table, name, before, after, fill, values: renamed.map(({ from, to }) => [from, to] as const) }]
    })
  })
}

/** A default fills as well where nothing else is said: it is what a row gets that says nothing. */
function fillOf(fill: Fill | undefined, after: Column): FillOf | undefined {
  if (fill !== undefined) {
    if ('each' in fill) return { each: fill.each }
    return 'sql' in fill ? { sql: fill.sql } : { from: fill.from }
  }
  return after.default === undefined ? undefined : { sql: after.default }
}

/** What identifies rows and has no meaning, the database can make. */
function madeKey({ type, isMade }: Column, name: string, key: readonly string[]): FillOf | undefined {
  const isAlone = key.length === 1 && key[0] === name
  return isAlone && type === 'uuid' && !isMade ? { sql: 'gen_random_uuid()' } : undefined
}

/** Whether it comes with a value for all rows, which the database then only notes. */
export function isFilledAtOnce({ before, after, fill }: ColumnChange): boolean {
  return before === undefined && !after.isMade && fill !== undefined && 'sql' in fill
}

/** Whether rows are filled by a statement of its own. */
export function isFilledLater({ before, after, fill }: ColumnChange): boolean {
  if (fill === undefined || after.isMade) return false
  return before === undefined ? !('sql' in fill) : !before.notNull && after.notNull
}

/** Whether the column must not be null any more, and rows may still have nothing in it. */
export function becomesRequired({ before, after, fill }: ColumnChange): boolean {
  if (!after.notNull || after.isMade) return false
  return before === undefined ? fill !== undefined && !('sql' in fill) : !before.notNull
}

/** Whether the type is another one. */
export function isRetyped({ before, after }: ColumnChange): boolean {
  return before !== undefined && before.type !== after.type
}
