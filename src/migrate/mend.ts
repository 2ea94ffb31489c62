import { requiredName } from '../model/naming.ts'
import type { DataChanges, Fill, Remedy } from '../plan/fills.ts'
import { type ReadText, readHistory, sqlPath } from './journal.ts'
import { printSql, readSql } from './sql-file.ts'
import { quoted } from './sql-name.ts'

/** A migration that rows make fail, with what the description says of its columns now. */
export interface Mended {
  readonly path: string
  readonly text: string
  /** `products.weight` */
  readonly columns: readonly string[]
}

/**
 * A column that became required though nothing filled it makes its migration fail where there are rows, and no later one
 * can help. So the migrations that were written last are mended once the description says what those rows get, or that they
 * may be without. The schema after them is the same, so a database that has run them already needs nothing.
 */
export function mendedMigrations(read: ReadText, { remedies = [] }: DataChanges): readonly Mended[] {
  if (remedies.length === 0) return []
  return lastWritten(read).flatMap((path) => {
    const { statements, isOnline } = readSql(read(path) ?? '')
    const stuck = remedies.filter((remedy) => isStuck(remedy, statements))
    if (stuck.length === 0) return []
    const columns = stuck.map(({ table, column }) => `${table}.${column}`)
    return [
      { path, text: printSql({ statements: stuck.reduce(remedied, statements), isOnline, isMended: true }), columns },
    ]
  })
}

/** Those of one run have times one after the other. */
function lastWritten(read: ReadText): readonly string[] {
  const { entries } = readHistory(read).journal
  const isFirst = (at: number) => entries[at - 1]?.when !== (entries[at]?.when ?? 0) - 1
  const first = entries.reduce((found, _, at) => (isFirst(at) ? at : found), 0)
  return entries.slice(first).map(({ tag }) => sqlPath(tag))
}

function isStuck(remedy: Remedy, statements: readonly string[]): boolean {
  const { requires, fills } = statementsOf(remedy)
  if (statements.some((statement) => withoutNotNull(statement, remedy) !== undefined)) return true
  return statements.includes(requires) && !statements.some((statement) => statement.startsWith(fills))
}

function remedied(statements: readonly string[], remedy: Remedy): readonly string[] {
  const { requires, fills } = statementsOf(remedy)
  if (!statements.includes(requires)) return statements.flatMap((statement) => filling(statement, remedy))
  if ('optional' in remedy) return statements.filter((statement) => !isAbout(remedy, statement))
  return [`${fills}${valueIn(remedy)} WHERE ${quoted(remedy.column)} IS NULL;`, ...statements]
}

function valueIn(fill: Fill): string {
  if ('each' in fill) return fill.each
  return 'sql' in fill ? fill.sql : quoted(fill.from)
}

function filling(statement: string, remedy: Remedy): readonly string[] {
  const plain = withoutNotNull(statement, remedy)
  if (plain === undefined) return [statement]
  const { alter, requires, fills } = statementsOf(remedy)
  const column = quoted(remedy.column)
  if ('optional' in remedy) return [`${plain};`]
  if (!('sql' in remedy)) return [`${plain};`, `${fills}${valueIn(remedy)} WHERE ${column} IS NULL;`, requires]
  return [`${plain} DEFAULT ${remedy.sql} NOT NULL;`, `${alter} ALTER COLUMN ${column} DROP DEFAULT;`]
}

/** A statement that adds the column, required and without a value, and what of it is left without that. */
function withoutNotNull(statement: string, remedy: Remedy): string | undefined {
  const { adds } = statementsOf(remedy)
  const end = ' NOT NULL;'
  const isFilled = / DEFAULT | GENERATED /.test(statement)
  return statement.startsWith(adds) && statement.endsWith(end) && !isFilled
    ? statement.slice(0, -end.length)
    : undefined
}

/** Whether all that it does is to make the column required. */
function isAbout({ table, column }: Remedy, statement: string): boolean {
  return (
    statement === statementsOf({ table, column, optional: true }).requires ||
    (statement.includes(' CONSTRAINT ') && statement.includes(quoted(requiredName(table, column))))
  )
}

function statementsOf({ table, column }: Remedy) {
  const alter = `ALTER TABLE ${quoted(table)}`
  return {
    alter,
    adds: `${alter} ADD COLUMN ${quoted(column)} `,
    requires: `${alter} ALTER COLUMN ${quoted(column)} SET NOT NULL;`,
    fills: `UPDATE ${quoted(table)} SET ${quoted(column)} = `,
  }
}
