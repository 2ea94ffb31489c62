import { byCodeUnit } from '../merge/lock.ts'
import { tableName } from './drops.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'

/**
 * Columns of tables that exist already which a row cannot be without and for which nothing fills the rows that are
 * there, as `books.published`: PostgreSQL refuses to add them where there are rows.
 */
export function unfilledColumns(previous: SchemaSnapshot, next: SchemaSnapshot): readonly string[] {
  const columns = Object.entries(next.tables).flatMap(([key, table]) => {
    const before = previous.tables[key]
    if (before === undefined) return []
    return Object.entries(table.columns)
      .filter(([column, definition]) => !Object.hasOwn(before.columns, column) && isUnfilled(definition))
      .map(([column]) => `${tableName(table)}.${column}`)
  })
  return columns.toSorted(byCodeUnit)
}

function isUnfilled(column: unknown): boolean {
  if (typeof column !== 'object' || column === null || !('notNull' in column) || column.notNull !== true) return false
  return ['default', 'identity', 'generated'].every((source) => !Object.hasOwn(column, source))
}
