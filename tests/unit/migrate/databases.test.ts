import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DATABASES } from './databases.ts'
import { migrateTo, projectFolder, schemaOf } from './project.ts'

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

test.each(DATABASES)('on %s, every step of a chain of migrations runs, once, and the rows stay', async (_, open) => {
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
