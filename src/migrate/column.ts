import { isRecord, type TableSnapshot } from './schema-snapshot.ts'

/** A column of a snapshot, as far as it decides what becomes of rows. */
export interface Column {
  readonly type: string
  readonly notNull: boolean
  /** As SQL; undefined where the database has none. */
  readonly default: string | undefined
  /** Whether the database makes the value in another way. */
  readonly isMade: boolean
  /** Its sequence; undefined where there is none. */
  readonly identity: unknown
}

/** The column of that name; undefined where there is none. */
export function columnIn(table: TableSnapshot | undefined, name: string): Column | undefined {
  const column = table !== undefined && Object.hasOwn(table.columns, name) ? table.columns[name] : undefined
  if (!isRecord(column)) return undefined
  return {
    type: String(column.type),
    notNull: column.notNull === true,
    // drizzle-kit leaves out what there is not by undefined.
    default: column.default === undefined ? undefined : String(column.default),
    identity: column.identity,
    isMade: column.identity !== undefined || column.generated !== undefined,
  }
}

/** The table with other properties of one column; `undefined` takes a property away. */
export function withColumn(
  table: TableSnapshot,
  name: string,
  changes: Partial<Pick<Column, 'type' | 'notNull' | 'default' | 'identity'>>,
): TableSnapshot {
  const column = table.columns[name]
  if (!isRecord(column)) return table
  const changed = Object.entries({ ...column, ...changes }).filter(([, value]) => value !== undefined)
  return { ...table, columns: { ...table.columns, [name]: Object.fromEntries(changed) } }
}
