import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { inject, onTestFinished } from 'vitest'

/** A database that is gone after the test. */
export interface Database {
  /** Where it is a server. */
  readonly url?: string
  readonly run: (sql: string) => Promise<readonly unknown[]>
  /** As drizzle sees it. */
  readonly db: unknown
  /** Runs what is pending, with drizzle's own migrator. */
  readonly migrate: (folder: string) => Promise<void>
}

async function pglite(): Promise<Database> {
  const client = await PGlite.create()
  onTestFinished(() => client.close())
  const db = drizzlePglite(client)
  return {
    run: async (sql) => (await client.query(sql)).rows,
    db,
    migrate: (migrationsFolder) => migratePglite(db, { migrationsFolder }),
  }
}

async function postgresql(): Promise<Database> {
  opened += 1
  const name = `ashlar_migrate_${process.pid}_${opened}`
  const admin = postgres(SERVER, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const client = postgres(SERVER, { database: name, max: 1, onnotice: () => {} })
  onTestFinished(async () => {
    await client.end()
    await admin.unsafe(`drop database ${name}`)
    await admin.end()
  })
  const db = drizzlePostgres(client)
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  return {
    url: url.href,
    run: (sql) => client.unsafe(sql),
    db,
    migrate: (migrationsFolder) => migratePostgres(db, { migrationsFolder }),
  }
}

const SERVER = inject('postgresUrl')

let opened = 0

/** By their names; a machine that has no PostgreSQL, and cannot start one, has PGlite all the same. */
export const DATABASES = [['PGlite', pglite] as const, ...(SERVER === '' ? [] : [['PostgreSQL', postgresql] as const])]
