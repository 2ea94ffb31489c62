import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'

/** Whether there is a PostgreSQL to test on; what is skipped without one is said at the end of `npm test`. */
export const hasPostgres = inject('postgresUrl') !== ''

/**
 * A database of this test file's own, made before its tests and dropped after them.
 *
 * @example
 * const database = testDatabase()
 * test('…', async () => connect(database.url))
 */
export function testDatabase(): { readonly url: string } {
  const server = inject('postgresUrl')
  if (!hasPostgres) return { url: '' }
  const name = `ashlar_test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  beforeAll(() => onServer(server, (sql) => sql.unsafe(`create database ${name} template template0 encoding 'UTF8'`)))
  afterAll(() => onServer(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)))
  return { url: url.href }
}

async function onServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
