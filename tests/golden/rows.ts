import type { Run } from '../migrations/schema.ts'
import type { Step } from './history.ts'

/** A row as JSON. */
export type Row = Readonly<Record<string, unknown>>

/** A table with the rows that were in it, by what it and its columns are called. */
export interface Rows {
  readonly table: string
  readonly key: readonly string[]
  readonly rows: readonly Row[]
}

const KEYS = `select c.relname as table, array_agg(a.attname::text order by a.attnum) as key from pg_index i
  join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
  where i.indisprimary and c.relnamespace = 'public'::regnamespace group by 1 order by 1`

/** All rows of a database. */
export async function rowsIn(run: Run): Promise<readonly Rows[]> {
  const tables = (await run(KEYS)) as readonly { readonly table: string; readonly key: readonly string[] }[]
  return Promise.all(
    tables.map(async ({ table, key }) => {
      const rows = (await run(`select to_jsonb(t) as row from "${table}" t`)) as readonly { readonly row: Row }[]
      return { table, key, rows: rows.map(({ row }) => row) }
    }),
  )
}

/**
 * What rows have to be after a step: under the names, and with the values, that the description gives them; without what may go
 * (`books`, `books.shelfmark`) and is gone.
 */
export function carried(before: readonly Rows[], step: Step, allowed: readonly string[]): readonly Rows[] {
  const isGone = (name: string): boolean => allowed.includes(name) && !step.has(name)
  return before.map((one) => renamed(one, step, isGone)).filter(({ table }) => !isGone(table))
}

function renamed({ table: old, key, rows }: Rows, step: Step, isGone: (name: string) => boolean): Rows {
  const table = step.tables.find(({ from }) => from === old)?.to ?? old
  const isOf = (one: { readonly table: string }): boolean => one.table === table
  const called = (column: string): string => step.columns.find((one) => isOf(one) && one.from === column)?.to ?? column
  const valued = (column: string, value: unknown): unknown =>
    step.values.find((one) => isOf(one) && one.column === column && one.from === value)?.to ?? value
  const cells = (row: Row) =>
    Object.entries(row)
      .map(([column, value]) => [called(column), valued(called(column), value)] as const)
      .filter(([column]) => !isGone(`${table}.${column}`))
  return { table, key: key.map(called), rows: rows.map((row) => Object.fromEntries(cells(row))) }
}

/**
 * What is wrong with rows that should be there: each with its key, the column, and both values. A column that was null may
 * have been filled since.
 */
export function lostRows(wanted: readonly Rows[], now: readonly Rows[]): readonly string[] {
  return wanted.flatMap(({ table, key, rows }) => {
    const there = now.find((one) => one.table === table)
    if (there === undefined) return [`${table} is gone`]
    const byKey = new Map(there.rows.map((row) => [keyOf(row, key), row]))
    const missing = there.rows.length === rows.length ? [] : [`${table} has ${there.rows.length} rows`]
    return [
      ...missing,
      ...rows.flatMap((row) => differences(row, byKey.get(keyOf(row, key)), `${table} ${keyOf(row, key)}`)),
    ]
  })
}

function differences(row: Row, now: Row | undefined, where: string): readonly string[] {
  if (now === undefined) return [`${where} is gone`]
  return Object.entries(row)
    .filter(([column, value]) => !Object.hasOwn(now, column) || (value !== null && shown(now[column]) !== shown(value)))
    .map(([column, value]) => `${where}: ${column} was ${shown(value)} and is ${shown(now[column])}`)
}

function keyOf(row: Row, key: readonly string[]): string {
  return key.map((column) => shown(row[column])).join()
}

/** A number is the same one as text. */
function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
