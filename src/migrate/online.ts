import type { SchemaSnapshot, TableSnapshot } from './schema-snapshot.ts'
import type { Unproven } from './settle.ts'
import { quoted, quotedTable } from './sql-name.ts'

const NAME = '"(?:[^"]|"")+"'
const CONSTRAINT = new RegExp(
  `^ALTER TABLE ((?:${NAME}\\.)?${NAME}) ADD CONSTRAINT (${NAME}) (CHECK|FOREIGN KEY|UNIQUE)`,
)

/**
 * The statements of drizzle-kit, with the constraints of tables that are there already as ones that hold for new rows
 * only: so nobody waits while all rows are read. What is still to be proven of the old ones comes with them.
 */
export function unproved(
  statements: readonly string[],
  previous: SchemaSnapshot,
): { readonly statements: readonly string[]; readonly unproven: readonly Unproven[] } {
  const found = statements.map((statement) => ({ statement, constraint: constraintIn(statement, previous) }))
  return {
    statements: found.map(({ statement, constraint }) =>
      constraint === undefined ? statement : statement.replace(/;\s*$/, ' NOT VALID;'),
    ),
    unproven: found.flatMap(({ constraint }) => (constraint === undefined ? [] : [constraint])),
  }
}

function constraintIn(statement: string, { tables }: SchemaSnapshot): Unproven | undefined {
  const [, name, constraint = '', kind] = CONSTRAINT.exec(statement) ?? []
  if (name === undefined || kind === 'UNIQUE') return undefined
  const table = Object.values(tables).find((one) => quotedTable(one) === name)
  return table === undefined ? undefined : { table, name: unquoted(constraint) }
}

/**
 * The statements of drizzle-kit that make indexes and unique constraints, as ones that the service's migrator can run
 * while the table is in use, again where it was interrupted. What a constraint needs is made as an index first.
 */
export function indexing(statements: readonly string[], { tables }: SchemaSnapshot): readonly string[] {
  return statements.flatMap((statement) => {
    const [, table = '', constraint, kind] = CONSTRAINT.exec(statement) ?? []
    if (constraint !== undefined && kind === 'UNIQUE') return unique({ statement, table, constraint })
    const [, index] = new RegExp(`^CREATE (?:UNIQUE )?INDEX (${NAME})`).exec(statement) ?? []
    return index === undefined
      ? [statement]
      : [`DROP INDEX IF EXISTS ${schemaOf(statement, tables)}${index};`, statement]
  })
}

function unique({ statement, table, constraint }: Record<'statement' | 'table' | 'constraint', string>): string[] {
  const [, nulls = '', columns] = /UNIQUE( NULLS NOT DISTINCT)?\s*(\(.*\))/.exec(statement) ?? []
  if (columns === undefined) return [statement]
  return [
    `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${constraint};`,
    `DROP INDEX IF EXISTS ${table.includes('.') ? `${table.split('.')[0]}.` : ''}${constraint};`,
    `CREATE UNIQUE INDEX ${constraint} ON ${table} USING btree ${columns}${nulls};`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${constraint} UNIQUE USING INDEX ${constraint};`,
  ]
}

/** An index is in the schema of its table. */
function schemaOf(statement: string, tables: Readonly<Record<string, TableSnapshot>>): string {
  const table = Object.values(tables).find((one) => statement.includes(` ON ${quotedTable(one)} `))
  return table === undefined || table.schema === '' ? '' : `${quoted(table.schema)}.`
}

function unquoted(name: string): string {
  return name.slice(1, -1).replaceAll('""', '"')
}
