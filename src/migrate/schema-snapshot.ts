/** What ashlar reads of drizzle-kit's snapshot of a PostgreSQL schema (version 7); the rest goes through untouched. */
export interface SchemaSnapshot {
  readonly id: string
  readonly prevId: string
  readonly version: string
  readonly dialect: string
  /** By `schema.table`, with `public` for the usual schema. */
  readonly tables: Readonly<Record<string, TableSnapshot>>
  readonly [part: string]: unknown
}

/** A table of a snapshot. */
export interface TableSnapshot {
  readonly name: string
  /** Empty for the usual schema. */
  readonly schema: string
  readonly columns: Readonly<Record<string, unknown>>
  readonly [part: string]: unknown
}

/** The `prevId` of a first snapshot. */
export const ORIGIN_ID = '00000000-0000-0000-0000-000000000000'

/** Whether a parsed JSON value is a snapshot, as far as ashlar reads it. */
export function isSchemaSnapshot(value: unknown): value is SchemaSnapshot {
  if (!isRecord(value)) return false
  const { id, prevId, version, dialect, tables } = value
  if (typeof id !== 'string' || typeof prevId !== 'string' || version !== '7' || dialect !== 'postgresql') return false
  return isRecord(tables) && Object.values(tables).every((table) => isRecord(table) && isRecord(table.columns))
}

/** Whether a value is an object with string keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
