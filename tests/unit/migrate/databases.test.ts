import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrateTo, projectFolder, schemaOf } from './project.ts'

interface Database {
  readonly run: (sql: string) => Promise<readonly unknown[]>
  /** Runs what is pending, with drizzle's own migrator. */
  readonly migrate: (folder: string) => Promise<void>
}

async function pglite(): Promise<Database> {
  const client = await PGlite.create()
  onTestFinished(() => client.close())
  const db = drizzlePglite(client)
  return {
    run: async (sql) => (await client.query(sql)).rows,
    migrate: (migrationsFolder) => migratePglite(db, { migrationsFolder }),
  }
}

async function postgresql(): Promise<Database> {
  const name = `ashlar_migrate_${process.pid}`
  const admin = postgres(SERVER, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const client = postgres(SERVER, { database: name, max: 1, onnotice: () => {} })
  onTestFinished(async () => {
    await client.end()
    await admin.unsafe(`drop database ${name}`)
    await admin.end()
  })
  const db = drizzlePostgres(client)
  return { run: (sql) => client.unsafe(sql), migrate: (migrationsFolder) => migratePostgres(db, { migrationsFolder }) }
}

const SERVER = inject('postgresUrl')

const KEY = `id: integer('id').primaryKey()`
const COLUMNS = `select table_name || '.' || column_name as name from information_schema.columns
  where table_schema = 'public' order by table_name, ordinal_position`

/** A schema as it grows and changes, what may be dropped on the way, and the columns that are there then. */
const CHAIN = [
  { tables: { products: `{ ${KEY}, name: text('name').notNull() }` }, columns: ['products.id', 'products.name'] },
  {
    tables: {
      products: `{ ${KEY}, name: text('name').notNull() }`,
      reviews: `{ ${KEY}, stars: integer('stars').default(5), body: varchar('body', { length: 80 }) }`,
    },
    columns: ['products.id', 'products.name', 'reviews.id', 'reviews.stars', 'reviews.body'],
  },
  {
    tables: {
      products: `{ ${KEY}, name: text('name').notNull(), price: integer('price').default(0).notNull() }`,
      reviews: `{ ${KEY}, rating: integer('rating'), body: varchar('body', { length: 200 }) }`,
    },
    allowDrop: ['reviews.stars'],
    columns: ['products.id', 'products.name', 'products.price', 'reviews.id', 'reviews.body', 'reviews.rating'],
  },
  {
    tables: {
      products: `{ ${KEY}, name: text('name').notNull(), price: integer('price').default(0).notNull() }`,
      tags: `{ a: integer('a').notNull(), b: integer('b').notNull() }, (t) => [primaryKey({ columns: [t.a, t.b] })]`,
    },
    allowDrop: ['reviews'],
    columns: ['products.id', 'products.name', 'products.price', 'tags.a', 'tags.b'],
  },
]

test.each([
  ['PGlite', pglite] as const,
  // A machine that has no PostgreSQL, and cannot start one, has PGlite all the same.
  ...(SERVER === '' ? [] : [['PostgreSQL', postgresql] as const]),
])('on %s, every step of a chain of migrations runs, once, and the rows stay', async (_, open) => {
  const root = projectFolder()
  const { run, migrate } = await open()
  for (const { tables, allowDrop = [], columns } of CHAIN) {
    const migrations = await migrateTo(root, schemaOf(tables), { allowDrop })
    expect(migrations.length).toBeGreaterThan(0)
    await migrate(join(root, 'migrations'))
    await migrate(join(root, 'migrations'))
    const found = await run(COLUMNS)
    expect(found.map((row) => (row as { readonly name: string }).name)).toEqual(columns)
    await run(`insert into products (id, name) values (1, 'stone') on conflict do nothing`)
  }
  expect(await run('select id, name, price from products')).toEqual([{ id: 1, name: 'stone', price: 0 }])
  expect(await run('select count(*)::int as applied from drizzle.__drizzle_migrations')).toEqual([{ applied: 6 }])
})
