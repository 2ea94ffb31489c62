import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DATABASES } from './databases.ts'
import { migrateTo, projectFolder, schemaOf } from './project.ts'

const BEFORE = `{ id: integer('id').primaryKey(), title: text('title').notNull(), stock: integer('stock') }`
const columns = (more: string) =>
  schemaOf({ books: `{ id: integer('id').primaryKey(), title: text('title').notNull(), ${more} }` })
const STOCK = `stock: integer('stock')`

async function statementsTo(more: string, generation: object) {
  const root = projectFolder()
  await migrateTo(root, schemaOf({ books: BEFORE }))
  const migrations = await migrateTo(root, columns(more), generation)
  return Object.fromEntries(migrations.map(({ tag, statements }) => [tag, statements]))
}

const fill = (column: string, what: { readonly sql: string } | { readonly from: string }) => ({
  data: { fills: [{ table: 'books', column, ...what }], values: [] },
})

describe('a new required column', () => {
  test('that is filled with a value comes with it, and keeps no default', async () => {
    expect(await statementsTo(`${STOCK}, pages: integer('pages').notNull()`, fill('pages', { sql: '0' }))).toEqual({
      '0001_alter_books': [
        'ALTER TABLE "books" ADD COLUMN "pages" integer DEFAULT 0 NOT NULL;',
        'ALTER TABLE "books" ALTER COLUMN "pages" DROP DEFAULT;',
      ],
    })
  })

  test('that is filled with another value than its default has that for new rows', async () => {
    const pages = `pages: integer('pages').notNull().default(1)`
    expect(await statementsTo(`${STOCK}, ${pages}`, fill('pages', { sql: '0' }))).toEqual({
      '0001_alter_books': [
        'ALTER TABLE "books" ADD COLUMN "pages" integer DEFAULT 0 NOT NULL;',
        'ALTER TABLE "books" ALTER COLUMN "pages" SET DEFAULT 1;',
      ],
    })
  })

  test('that is filled from another column is filled first and required then, outside of a transaction', async () => {
    const update = 'UPDATE "books" SET "label" = "title" WHERE "label" IS NULL;'
    expect(await statementsTo(`${STOCK}, label: text('label').notNull()`, fill('label', { from: 'title' }))).toEqual({
      '0001_alter_books': ['ALTER TABLE "books" ADD COLUMN "label" text;'],
      '0002_require_books_label': [
        update,
        'ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_label_required";',
        'ALTER TABLE "books" ADD CONSTRAINT "books_label_required" CHECK ("label" IS NOT NULL) NOT VALID;',
        update,
        'ALTER TABLE "books" VALIDATE CONSTRAINT "books_label_required";',
        'ALTER TABLE "books" ALTER COLUMN "label" SET NOT NULL;',
        'ALTER TABLE "books" DROP CONSTRAINT "books_label_required";',
      ],
    })
  })

  test('that nothing fills is refused, until it is named', async () => {
    const pages = `${STOCK}, pages: integer('pages').notNull()`
    await expect(statementsTo(pages, {})).rejects.toMatchObject({ exitCode: 1, problems: [{ code: 'ASH3148' }] })
    expect(await statementsTo(pages, { allowUnfilled: ['books.pages'] })).toEqual({
      '0001_alter_books': ['ALTER TABLE "books" ADD COLUMN "pages" integer NOT NULL;'],
    })
  })
})

test('a column that becomes required is filled with its default where nothing else is said', async () => {
  const stock = `stock: integer('stock').notNull().default(3)`
  expect(Object.values(await statementsTo(stock, {})).map(([first]) => first)).toEqual([
    'ALTER TABLE "books" ALTER COLUMN "stock" SET DEFAULT 3;',
    'UPDATE "books" SET "stock" = 3 WHERE "stock" IS NULL;',
  ])
})

test('a column that becomes required and that nothing fills is refused', async () => {
  await expect(statementsTo(`${STOCK}.notNull()`, {})).rejects.toMatchObject({ problems: [{ code: 'ASH3148' }] })
})

test.each(DATABASES)(
  'on %s, rows that are there get what is said, also one column by way of another',
  async (_, open) => {
    const root = projectFolder()
    const { run, migrate } = await open()
    const folder = join(root, 'migrations')
    await migrateTo(root, schemaOf({ books: BEFORE }))
    await migrate(folder)
    await run(`insert into books (id, title, stock) values (1, 'a', 7), (2, 'b', null)`)
    const more = [
      `stock: integer('stock').notNull()`,
      `first: text('first').notNull()`,
      `second: text('second').notNull()`,
      `third: varchar('third', { length: 9 })`,
      `quiet: integer('quiet').notNull().default(2)`,
    ]
    const table = 'books'
    const fills = [
      { table, column: 'stock', sql: '0' },
      { table, column: 'first', from: 'second' },
      { table, column: 'second', from: 'title' },
      { table, column: 'third', sql: "'it''s'" },
      { table, column: 'quiet', sql: '1' },
    ]
    await migrateTo(root, columns(more.join()), { data: { fills, values: [] } })
    await migrate(folder)
    await run(`insert into books (id, title, stock, first, second) values (3, 'c', 1, 'x', 'y')`)
    expect(await run('select title, stock, first, second, third, quiet from books order by id')).toEqual([
      { title: 'a', stock: 7, first: 'a', second: 'a', third: "it's", quiet: 1 },
      { title: 'b', stock: 0, first: 'b', second: 'b', third: "it's", quiet: 1 },
      { title: 'c', stock: 1, first: 'x', second: 'y', third: null, quiet: 2 },
    ])
    expect(await run(`select count(*)::int as left from pg_constraint where conname like '%required'`)).toEqual([
      { left: 0 },
    ])
    await expect(run(`insert into books (id, title, first, second) values (4, 'd', 'x', 'y')`)).rejects.toThrow('stock')
  },
)
