import { isRecord, type TableSnapshot } from './schema-snapshot.ts'

/** What a table of a snapshot has by name, besides its columns. */
export type Parts = 'foreignKeys' | 'indexes' | 'uniqueConstraints' | 'checkConstraints' | 'compositePrimaryKeys'

/** A part of a table by the names in it; empty where there is none. */
export function partOf(table: TableSnapshot, part: Parts): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const value = table[part]
  return isRecord(value) ? (value as Readonly<Record<string, Readonly<Record<string, unknown>>>>) : {}
}
