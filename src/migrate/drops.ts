import { byCodeUnit } from '../merge/lock.ts'
import type { SchemaSnapshot, TableSnapshot } from './schema-snapshot.ts'

/** A table or column whose data goes. */
export interface Drop {
  readonly kind: 'table' | 'column'
  /** As `--allow-drop` takes it: `products`, or `products.old_name`. */
  readonly name: string
}

/** What is in `previous` and no longer in `next`, sorted by name. */
export function dropsBetween(previous: SchemaSnapshot, next: SchemaSnapshot): readonly Drop[] {
  const drops = Object.entries(previous.tables).flatMap(([key, table]): readonly Drop[] => {
    const kept = next.tables[key]
    if (kept === undefined) return [{ kind: 'table', name: tableName(table) }]
    return Object.keys(table.columns)
      .filter((column) => !Object.hasOwn(kept.columns, column))
      .map((column) => ({ kind: 'column', name: `${tableName(table)}.${column}` }))
  })
  return drops.toSorted((a, b) => byCodeUnit(a.name, b.name))
}

/** `products`, or `audit.products` in a schema of its own. */
export function tableName({ name, schema }: TableSnapshot): string {
  return schema === '' ? name : `${schema}.${name}`
}
