import type { DataChanges } from '../plan/fills.ts'
import { columnIn } from './column.ts'
import { tableName } from './drops.ts'
import { enumValuesIn } from './enum-values.ts'
import { keyOf } from './keys.ts'
import { partOf } from './named-parts.ts'
import type { Risk } from './risks.ts'
import type { SchemaSnapshot, TableSnapshot } from './schema-snapshot.ts'

/** Checks and unique constraints that rows which are there may not meet. */
export function constraintRisks(previous: SchemaSnapshot, next: SchemaSnapshot, data: DataChanges): readonly Risk[] {
  return Object.entries(next.tables).flatMap(([key, table]) => {
    const before = previous.tables[key]
    return before === undefined
      ? []
      : [...checkRisks(before, table), ...uniqueRisks(before, table, data), ...keyRisks(before, table)]
  })
}

function checkRisks(before: TableSnapshot, table: TableSnapshot): readonly Risk[] {
  const old = Object.values(partOf(before, 'checkConstraints')).map(({ value }) => String(value))
  const held = enumValuesIn(before)
  const enums = enumValuesIn(table)
  return Object.values(partOf(table, 'checkConstraints')).flatMap(({ value }): readonly Risk[] => {
    const condition = String(value)
    const column = Object.keys(before.columns).find((name) => condition.includes(`."${name}"`))
    if (column === undefined || old.some((one) => implies(one, condition))) return []
    // Values of an enum that go are a loss, which has to be named.
    if (held.has(column) && enums.has(column)) return []
    return [{ kind: 'check', column: `${tableName(table)}.${column}`, check: condition }]
  })
}

function uniqueRisks(before: TableSnapshot, table: TableSnapshot, { fills }: DataChanges): readonly Risk[] {
  const columnsOf = (columns: unknown): readonly string[] => (Array.isArray(columns) ? columns.map(String) : [])
  const old = Object.values(partOf(before, 'uniqueConstraints')).map(({ columns }) => columnsOf(columns).join())
  const hasValues = (column: string): boolean =>
    Object.hasOwn(before.columns, column) || fills.some((one) => one.table === table.name && one.column === column)
  return Object.values(partOf(table, 'uniqueConstraints')).flatMap(({ columns }): readonly Risk[] => {
    const names = columnsOf(columns)
    if (old.includes(names.join()) || !names.every(hasValues)) return []
    return [{ kind: 'unique', column: `${tableName(table)}.${names.join(', ')}` }]
  })
}

/** A key that is the old one and more is as unique as that; one that the database makes is unique. */
function keyRisks(before: TableSnapshot, table: TableSnapshot): readonly Risk[] {
  const [old, key] = [keyOf(before)?.columns ?? [], keyOf(table)?.columns ?? []]
  const isMade = key.some((name) => {
    const column = Object.hasOwn(before.columns, name) ? undefined : columnIn(table, name)
    return column?.isMade === true || (column?.type === 'uuid' && key.length === 1)
  })
  const isWider = old.length > 0 && old.every((name) => key.includes(name))
  const isUnique = Object.values(partOf(before, 'uniqueConstraints')).some(
    ({ columns }) => Array.isArray(columns) && columns.every((name) => key.includes(String(name))),
  )
  if (key.length === 0 || isMade || isWider || isUnique) return []
  return [{ kind: 'unique', column: `${tableName(table)}.${key.join(', ')}` }]
}

/** Whether what meets one condition meets the other: the same one, or a bound that lets more in. */
function implies(one: string, other: string): boolean {
  if (one === other) return true
  const [before, after] = [boundsIn(one), boundsIn(other)]
  if (before === undefined || after === undefined || before.column !== after.column) return false
  return after.min <= before.min && after.max >= before.max
}

/** `"products"."stock" >= 0 and "products"."stock" <= 9`, as bounds are generated. */
const BOUND = /^("(?:[^"]|"")+"\."(?:[^"]|"")+") (>=|<=) (-?[\d.]+(?:e[+-]?\d+)?)$/

function boundsIn(condition: string) {
  const parts = condition.split(' and ').map((part) => BOUND.exec(part))
  const [column] = new Set(parts.map((part) => part?.[1]))
  if (column === undefined || parts.some((part) => part?.[1] !== column)) return undefined
  const boundOf = (sign: string, none: number) => Number(parts.find((part) => part?.[2] === sign)?.[3] ?? none)
  return { column, min: boundOf('>=', Number.NEGATIVE_INFINITY), max: boundOf('<=', Number.POSITIVE_INFINITY) }
}
