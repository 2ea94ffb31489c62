import { primaryKeyName, swapName } from '../model/naming.ts'
import { tableName } from './drops.ts'
import { partOf } from './named-parts.ts'
import { isRecord, type SchemaSnapshot, type TableSnapshot } from './schema-snapshot.ts'
import { quoted, quotedTable } from './sql-name.ts'

/** The primary key of a table. */
export interface PrimaryKey {
  readonly name: string
  readonly columns: readonly string[]
}

/** A table that is there already and gets another key, or its first one, or none. */
export interface KeyChange {
  /** Of the table in the snapshots. */
  readonly key: string
  readonly table: TableSnapshot
  readonly before: PrimaryKey | undefined
  readonly after: PrimaryKey | undefined
}

/** The key of a table, of one column or several. */
export function keyOf(table: TableSnapshot): PrimaryKey | undefined {
  const [composite] = Object.values(partOf(table, 'compositePrimaryKeys'))
  if (composite !== undefined) return { name: String(composite.name), columns: columnsIn(composite.columns) }
  const single = Object.keys(table.columns).find((name) => isKey(table.columns[name]))
  return single === undefined ? undefined : { name: primaryKeyName(table.name), columns: [single] }
}

/** The tables whose key has other columns than before; that these are of another type is another matter. */
export function keyChanges(previous: SchemaSnapshot, next: SchemaSnapshot): readonly KeyChange[] {
  return Object.entries(next.tables).flatMap(([key, table]) => {
    const old = previous.tables[key]
    if (old === undefined) return []
    const [before, after] = [keyOf(old), keyOf(table)]
    return before?.columns.join() === after?.columns.join() ? [] : [{ key, table, before, after }]
  })
}

/** The table with the key of another one, whose columns it has too. */
export function withKeyOf(table: TableSnapshot, other: TableSnapshot): TableSnapshot {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    isRecord(column) ? { ...column, primaryKey: isKey(other.columns[name]) } : column,
  ])
  const keyed = { ...table, columns: Object.fromEntries(columns), compositePrimaryKeys: other.compositePrimaryKeys }
  return withoutNulls(keyed, keyOf(other)?.columns ?? [])
}

/** The table with columns that must not be null: what was in a key stays so until it is said otherwise. */
export function withoutNulls(table: TableSnapshot, names: readonly string[]): TableSnapshot {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    isRecord(column) && names.includes(name) ? { ...column, notNull: true } : column,
  ])
  return { ...table, columns: Object.fromEntries(columns) }
}

/**
 * What gives a table its new key. The index of it is made while others read and write; the keys then change places in one
 * statement, so that there is never none. Each may be run again, where a run was interrupted.
 */
export function rekey({ table, before, after }: KeyChange): readonly string[] {
  const alter = `ALTER TABLE ${quotedTable(table)}`
  const old = before ?? after
  const drop = old === undefined ? '' : `DROP CONSTRAINT IF EXISTS ${quoted(old.name)}`
  if (after === undefined) return [`${alter} ${drop};`]
  const index = quoted(swapName(after.name))
  const schema = table.schema === '' ? '' : `${quoted(table.schema)}.`
  const add = `ADD CONSTRAINT ${quoted(after.name)} PRIMARY KEY USING INDEX ${index}`
  const columns = after.columns.map(quoted).join(',')
  return [
    `DROP INDEX IF EXISTS ${schema}${index};`,
    `CREATE UNIQUE INDEX ${index} ON ${quotedTable(table)} USING btree (${columns});`,
    `${alter} ${drop}, ${add};`,
  ]
}

/** A key that changes though something refers to it, and by which columns: `notes.entry_id`. */
export interface ReferencedKey extends KeyChange {
  readonly references: readonly string[]
}

/** The keys that a foreign key is to hold to as they were, or as they shall be; one that goes holds nothing. */
export function referencedKeys(previous: SchemaSnapshot, next: SchemaSnapshot): readonly ReferencedKey[] {
  return keyChanges(previous, next).flatMap((change) => {
    const references = Object.values(next.tables).flatMap((table) =>
      Object.values(partOf(table, 'foreignKeys'))
        .filter((foreign) => refersTo(foreign, change))
        .map(({ columnsFrom }) => `${tableName(table)}.${columnsIn(columnsFrom).join(', ')}`),
    )
    return references.length === 0 ? [] : [{ ...change, references }]
  })
}

/** A table that goes, without what holds the keys of others until then. */
export function lettingGo(table: TableSnapshot, changes: readonly KeyChange[]): TableSnapshot {
  const kept = Object.entries(partOf(table, 'foreignKeys')).filter(
    ([, foreign]) => !changes.some((change) => refersTo(foreign, change)),
  )
  return { ...table, foreignKeys: Object.fromEntries(kept) }
}

function refersTo(foreign: Readonly<Record<string, unknown>>, { table, before, after }: KeyChange): boolean {
  const columns = columnsIn(foreign.columnsTo).join()
  return foreign.tableTo === table.name && [before, after].some((key) => key?.columns.join() === columns)
}

function isKey(column: unknown): boolean {
  return isRecord(column) && column.primaryKey === true
}

function columnsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
