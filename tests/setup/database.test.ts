import postgres from 'postgres'
import { describe, expect, inject, test } from 'vitest'
import { hasPostgres, testDatabase } from './database.ts'

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  const first = testDatabase()
  const second = testDatabase()

  test("each database is there, empty, in UTF-8, and nobody else's", async () => {
    expect(new Set([first.url, second.url, inject('postgresUrl')]).size).toBe(3)
    for (const { url } of [first, second]) {
      const sql = postgres(url, { max: 1 })
      expect(await sql`select count(*)::int as tables from pg_tables where schemaname = 'public'`).toEqual([
        { tables: 0 },
      ])
      expect(await sql`show server_encoding`).toEqual([{ server_encoding: 'UTF8' }])
      await sql.end()
    }
  })
})
