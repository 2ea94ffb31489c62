import { requiredName } from '../model/naming.ts'
import type { KeptColumn } from '../plan/fills.ts'
import { sqlString } from '../render/sql.ts'
import { becomesRequired, type ColumnChange, type FillOf, isFilledLater } from './column-changes.ts'
import { isThere } from './keepers.ts'
import { partOf } from './named-parts.ts'
import type { Route } from './route.ts'
import type { TableSnapshot } from './schema-snapshot.ts'
import { quoted, quotedTable } from './sql-name.ts'

/** A constraint that holds for new rows already, and not yet for those that were there. */
export interface Unproven {
  readonly table: TableSnapshot
  readonly name: string
}

/**
 * What brings the rows in order and then proves that they are. The statements are not one transaction: filling locks
 * rows only, and proving a constraint that stands already lets others read and write, where `SET NOT NULL` by itself
 * would read the whole table while nobody can use it. Each may be run again, where a run was interrupted.
 */
export function settle(
  { changes, previous, open, settled }: Route,
  unproven: readonly Unproven[],
  kept: readonly KeptColumn[] = [],
): readonly string[] {
  // A column may be filled from one whose values get other names, and summed up in another table.
  const updates = [
    ...changes.flatMap(replaced),
    ...inOrder(changes.filter(isFilledLater)).map(fill),
    ...kept.filter(({ table }) => isThere(previous, table)).map(renewed),
  ]
  const required = changes.filter(becomesRequired).map(requirement)
  const checks = Object.entries(settled.tables).flatMap(([key, table]) => waiting(table, open.tables[key]))
  const added = [...required, ...checks]
  return [
    ...updates,
    ...added.flatMap(({ add }) => add),
    // Those that came in between.
    ...(added.length > 0 ? updates : []),
    ...[...added, ...unproven].map(({ table, name }) => `${alter(table)} VALIDATE CONSTRAINT ${quoted(name)};`),
    ...required.flatMap(({ finish }) => finish),
  ]
}

/** What follows from other rows; rows that have it already are left alone. */
function renewed({ table, column, due }: KeptColumn): string {
  return `UPDATE ${quoted(table)} SET ${quoted(column)} = ${due} WHERE ${quoted(column)} IS DISTINCT FROM ${due};`
}

function fill({ table, name, fill: value }: ColumnChange): string {
  const expression = value === undefined ? 'NULL' : expressionOf(value)
  return `UPDATE ${quotedTable(table)} SET ${quoted(name)} = ${expression} WHERE ${quoted(name)} IS NULL;`
}

function expressionOf(value: FillOf): string {
  if ('each' in value) return value.each
  return 'sql' in value ? value.sql : quoted(value.from)
}

function replaced({ table, name, values }: ColumnChange): readonly string[] {
  const column = quoted(name)
  return values.map(
    ([from, to]) =>
      `UPDATE ${quotedTable(table)} SET ${column} = ${sqlString(to)} WHERE ${column} = ${sqlString(from)};`,
  )
}

/** A column that is filled from another comes after that one. */
function inOrder(fills: readonly ColumnChange[]): readonly ColumnChange[] {
  const ready = fills.filter((one) => !fills.some((other) => other.key === one.key && isSource(other, one)))
  if (ready.length === 0) return fills
  return [...ready, ...inOrder(fills.filter((one) => !ready.includes(one)))]
}

function isSource({ name }: ColumnChange, { fill: value }: ColumnChange): boolean {
  return value !== undefined && 'from' in value && value.from === name
}

/** PostgreSQL takes a proven check for a proof that nothing is null. */
function requirement({ table, name: column }: ColumnChange) {
  const name = requiredName(table.name, column)
  return {
    table,
    name,
    add: anew(table, name, `${quoted(column)} IS NOT NULL`),
    finish: [
      `${alter(table)} ALTER COLUMN ${quoted(column)} SET NOT NULL;`,
      `${alter(table)} DROP CONSTRAINT ${quoted(name)};`,
    ],
  }
}

/** Checks for which values have to be replaced first. */
function waiting(table: TableSnapshot, before: TableSnapshot | undefined) {
  const there = before === undefined ? {} : partOf(before, 'checkConstraints')
  return Object.entries(partOf(table, 'checkConstraints'))
    .filter(([name]) => !Object.hasOwn(there, name))
    .map(([name, { value }]) => ({ table, name, add: anew(table, name, String(value)) }))
}

function anew(table: TableSnapshot, name: string, condition: string): readonly string[] {
  return [
    `${alter(table)} DROP CONSTRAINT IF EXISTS ${quoted(name)};`,
    `${alter(table)} ADD CONSTRAINT ${quoted(name)} CHECK (${condition}) NOT VALID;`,
  ]
}

function alter(table: TableSnapshot): string {
  return `ALTER TABLE ${quotedTable(table)}`
}
