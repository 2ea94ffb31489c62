import { byCodeUnit } from '../merge/lock.ts'
import type { DataChanges } from '../plan/fills.ts'
import { enumValuesIn } from './enum-values.ts'
import type { SchemaSnapshot, TableSnapshot } from './schema-snapshot.ts'

/** A table or column whose data goes, or a value of an enum that no row may hold any more. */
export interface Drop {
  readonly kind: 'table' | 'column' | 'value'
  /** As `--allow-drop` takes it: `products`, `products.old_name`, or `products.currency.GBP`. */
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

/** Values that enums have in `previous` and no longer in `next`, and that no other takes the place of. */
export function valuesBetween(
  previous: SchemaSnapshot,
  next: SchemaSnapshot,
  { values: renamed }: DataChanges,
): readonly Drop[] {
  const drops = Object.entries(next.tables).flatMap(([key, table]): readonly Drop[] => {
    const before = previous.tables[key]
    const held = before === undefined ? new Map<string, readonly string[]>() : enumValuesIn(before)
    return [...enumValuesIn(table)].flatMap(([column, values]) =>
      (held.get(column) ?? [])
        .filter((value) => !values.includes(value))
        .filter(
          (value) => !renamed.some((one) => one.table === table.name && one.column === column && one.from === value),
        )
        .map((value) => ({ kind: 'value', name: `${tableName(table)}.${column}.${value}` })),
    )
  })
  return drops.toSorted((a, b) => byCodeUnit(a.name, b.name))
}

/** `products`, or `audit.products` in a schema of its own. */
export function tableName({ name, schema }: TableSnapshot): string {
  return schema === '' ? name : `${schema}.${name}`
}
