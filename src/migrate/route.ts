import type { DataChanges } from '../plan/fills.ts'
import { type Column, withColumn } from './column.ts'
import {
  becomesRequired,
  type ColumnChange,
  columnChanges,
  isFilledAtOnce,
  isFilledLater,
  isRetyped,
} from './column-changes.ts'
import { type KeyChange, keyChanges, keyOf, lettingGo, withKeyOf, withoutNulls } from './keys.ts'
import { midOf } from './mid.ts'
import { type Parts, partOf } from './named-parts.ts'
import type { SchemaSnapshot, TableSnapshot } from './schema-snapshot.ts'

/**
 * The schemas on the way from one to another, each of which leads to the next by statements of one kind. What only makes
 * room comes first, what needs rows that are in order later, what takes away at the end.
 */
export interface Route {
  readonly previous: SchemaSnapshot
  /** With everything new, and the constraints that both have. */
  readonly wide: SchemaSnapshot
  /** With the types and defaults that are wanted. */
  readonly altered: SchemaSnapshot
  /** With the constraints that rows need not be changed for. */
  readonly open: SchemaSnapshot
  /** With rows that are filled, and nothing null that must not be. */
  readonly settled: SchemaSnapshot
  /** With all indexes. */
  readonly indexed: SchemaSnapshot
  /** With the primary keys that are wanted; until here tables have those that they had. */
  readonly keyed: SchemaSnapshot
  /** Without what only the previous one had. */
  readonly next: SchemaSnapshot
  /** What is done about rows on the way. */
  readonly changes: readonly ColumnChange[]
  /** Tables that get other keys. */
  readonly keys: readonly KeyChange[]
}

/** The way between two schemas of which what is called otherwise was renamed before. */
export function routeBetween(previous: SchemaSnapshot, next: SchemaSnapshot, data: DataChanges): Route {
  const changes = columnChanges(previous, next, data)
  const keys = keyChanges(previous, next)
  const { indexed, keyed } = aroundKeys(previous, next, keys)
  const old = mapTables(previous, (key, table) => withoutRetyped(table, key, changes))
  const settled = mapTables(indexed, (key, table) =>
    withoutNew(table, old.tables[key], ['indexes', 'uniqueConstraints']),
  )
  const open = mapTables(settled, (key, table) =>
    loosened(withoutMapped(table, old.tables[key], changesOf(key, changes)), changesOf(key, changes)),
  )
  const narrow = (key: string, table: TableSnapshot) =>
    withoutNew(withoutRetyped(table, key, changes), old.tables[key], ['checkConstraints', 'foreignKeys'])
  const altered = mapTables(open, narrow)
  const wide = mapTables(altered, (key, table) => asBefore(table, changesOf(key, changes)))
  return { previous, wide, altered, open, settled, indexed, keyed, next, changes, keys }
}

/** Everything that is new, and what goes, with the keys of before and with those that are wanted. */
function aroundKeys(previous: SchemaSnapshot, next: SchemaSnapshot, keys: readonly KeyChange[]) {
  const mid = midOf(previous, next)
  const isRekeyed = (key: string): boolean => keys.some((one) => one.key === key)
  const keyedLike = ({ tables }: SchemaSnapshot) =>
    mapTables(mid, (key, table) => {
      const [old, model] = [previous.tables[key], tables[key]]
      if (next.tables[key] === undefined) return lettingGo(table, keys)
      if (!isRekeyed(key) || old === undefined || model === undefined) return table
      return withoutNulls(withKeyOf(table, model), keyOf(old)?.columns ?? [])
    })
  return { indexed: keyedLike(previous), keyed: keyedLike(next) }
}

function changesOf(key: string, changes: readonly ColumnChange[]): readonly ColumnChange[] {
  return changes.filter((change) => change.key === key)
}

function mapTables(
  snapshot: SchemaSnapshot,
  change: (key: string, table: TableSnapshot) => TableSnapshot,
): SchemaSnapshot {
  const tables = Object.entries(snapshot.tables).map(([key, table]) => [key, change(key, table)] as const)
  return { ...snapshot, tables: Object.fromEntries(tables) }
}

/** A table that was there, without the parts that are new or other ones; a new table with all of them. */
function withoutNew(table: TableSnapshot, before: TableSnapshot | undefined, parts: readonly Parts[]): TableSnapshot {
  if (before === undefined) return table
  const kept = parts.map((part) => {
    const old = partOf(before, part)
    const same = Object.entries(partOf(table, part)).filter(([name, value]) => isSame(old[name], value))
    return [part, Object.fromEntries(same)] as const
  })
  return { ...table, ...Object.fromEntries(kept) }
}

/** PostgreSQL holds foreign keys against each statement that changes a type: they are taken away and come again. */
function withoutRetyped(table: TableSnapshot, key: string, changes: readonly ColumnChange[]): TableSnapshot {
  const retyped = changes.filter(isRetyped)
  const isTouched = (name: unknown, columns: unknown) =>
    Array.isArray(columns) && retyped.some((one) => one.table.name === name && columns.includes(one.name))
  const kept = Object.entries(partOf(table, 'foreignKeys')).filter(
    ([, { tableFrom, columnsFrom, tableTo, columnsTo }]) =>
      !isTouched(tableFrom, columnsFrom) && !isTouched(tableTo, columnsTo),
  )
  const enums = changesOf(key, retyped).map(({ name }) => name)
  const checks = Object.entries(partOf(table, 'checkConstraints')).filter(
    ([, { value }]) => !enums.some((name) => String(value).includes(`"${name}"`)),
  )
  return { ...table, foreignKeys: Object.fromEntries(kept), checkConstraints: Object.fromEntries(checks) }
}

/** A check that rows fail until their values are replaced waits for that. */
function withoutMapped(
  table: TableSnapshot,
  before: TableSnapshot | undefined,
  changes: readonly ColumnChange[],
): TableSnapshot {
  const mapped = changes.filter(({ values }) => values.length > 0).map(({ name }) => name)
  if (mapped.length === 0) return table
  const old = before === undefined ? {} : partOf(before, 'checkConstraints')
  const checks = Object.entries(partOf(table, 'checkConstraints')).filter(
    ([name, check]) =>
      isSame(old[name], check) || !mapped.some((column) => String(check.value).includes(`"${column}"`)),
  )
  return { ...table, checkConstraints: Object.fromEntries(checks) }
}

/** With columns that may be null until their rows are filled. */
function loosened(table: TableSnapshot, changes: readonly ColumnChange[]): TableSnapshot {
  return changes
    .filter(becomesRequired)
    .reduce((result, { name }) => withColumn(result, name, { notNull: false }), table)
}

/** With the types that there were; and with defaults that are there only to fill the rows of a new column. */
function asBefore(table: TableSnapshot, changes: readonly ColumnChange[]): TableSnapshot {
  return changes.reduce((result, change) => {
    const { name, before, fill } = change
    if (before !== undefined) {
      return isRetyped(change) ? withColumn(result, name, retyping(change, before)) : result
    }
    if (isFilledAtOnce(change))
      return withColumn(result, name, { default: fill && 'sql' in fill ? fill.sql : undefined })
    return isFilledLater(change) ? withColumn(result, name, { default: undefined }) : result
  }, table)
}

/** What the statement that changes a type brings along: a sequence of whole numbers as well, with how far it may count. */
function retyping({ after }: ColumnChange, { type, default: value, identity }: Column) {
  const hasSequence = identity !== undefined && after.identity !== undefined
  return { type, default: value, ...(hasSequence && { identity }) }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
