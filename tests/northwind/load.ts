import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import type { RunningService } from './running.ts'

/** How many rows northwind.sql has for each table; what is referred to comes first. */
export const ROWS: Readonly<Record<string, number>> = {
  categories: 8,
  suppliers: 29,
  products: 77,
  customers: 91,
  customer_demographics: 0,
  customer_customer_demo: 0,
  employees: 9,
  region: 4,
  territories: 53,
  employee_territories: 49,
  shippers: 6,
  orders: 830,
  order_details: 2155,
  us_states: 51,
}

const DUMP = readFileSync(join(packageRoot, 'tests/fixtures/northwind/northwind.sql'), 'utf8')

/** The INSERT statements of northwind.sql, one a row, as they stand there. */
export const INSERTS: readonly string[] = DUMP.split('\n').filter((line) => line.startsWith('INSERT INTO '))

/**
 * Runs every INSERT by plain SQL, table by table. A row that refers to one of its own table which is not there yet
 * waits for the next round; a round that brings nothing forward fails with what the database said.
 */
export async function loadNorthwind({ query }: Pick<RunningService, 'query'>): Promise<void> {
  for (const table of Object.keys(ROWS)) {
    let waiting = INSERTS.filter((statement) => statement.startsWith(`INSERT INTO ${table} VALUES`))
    while (waiting.length > 0) waiting = await insertRound(query, waiting)
  }
}

/** Gives back the statements that were too early. */
async function insertRound(query: RunningService['query'], statements: readonly string[]): Promise<string[]> {
  const early: string[] = []
  let refusal: unknown
  for (const statement of statements) {
    try {
      await query(statement)
    } catch (error) {
      if (sqlState(error) !== FOREIGN_KEY_VIOLATION) throw error
      refusal = error
      early.push(statement)
    }
  }
  if (early.length === statements.length) throw refusal
  return early
}

const FOREIGN_KEY_VIOLATION = '23503'

function sqlState(error: unknown): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}
