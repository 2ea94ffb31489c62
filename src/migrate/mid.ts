import { isRecord, type SchemaSnapshot, type TableSnapshot } from './schema-snapshot.ts'

const PARTS = ['enums', 'sequences', 'views', 'schemas', 'roles', 'policies'] as const

/**
 * The schema between two others: everything that `next` has, and what only `previous` has. The way there only adds
 * and alters, the way from there only drops; so drizzle-kit never sees a drop beside an addition, and never asks
 * whether the two are a rename.
 */
export function midOf(previous: SchemaSnapshot, next: SchemaSnapshot): SchemaSnapshot {
  const parts = PARTS.map((part) => [part, { ...recordOf(previous[part]), ...recordOf(next[part]) }] as const)
  return { ...next, ...Object.fromEntries(parts), tables: tablesBetween(previous.tables, next.tables) }
}

function tablesBetween(
  previous: SchemaSnapshot['tables'],
  next: SchemaSnapshot['tables'],
): Readonly<Record<string, TableSnapshot>> {
  const tables: Record<string, TableSnapshot> = { ...next }
  for (const [key, table] of Object.entries(previous)) {
    const kept = next[key]
    tables[key] = kept === undefined ? table : { ...kept, columns: { ...kept.columns, ...onlyIn(table, kept) } }
  }
  return tables
}

function onlyIn(table: TableSnapshot, other: TableSnapshot): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(table.columns).filter(([name]) => !Object.hasOwn(other.columns, name)))
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}
