import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Remedy } from '../../../src/plan/fills.ts'
import { DATABASES } from './databases.ts'
import { migrateTo, projectFolder, schemaOf } from './project.ts'

const START = `id: integer('id').primaryKey(), title: text('title').notNull(), stock: integer('stock')`
const books = (more: string) => schemaOf({ books: `{ ${START.replace(`, stock: integer('stock')`, '')}, ${more} }` })
const STOCK = `stock: integer('stock')`
const PAGES = `pages: integer('pages')`
const EMPTY = { fills: [], values: [] }

/** A column that was let through unfilled, what is said of it then, and what a row that was there has in the end. */
const CASES: readonly (readonly [string, string, string, Remedy, number | null])[] = [
  ['a value', `${STOCK}, ${PAGES}.notNull()`, `${STOCK}, ${PAGES}.notNull()`, value('pages', '8'), 8],
  ['a default', `${STOCK}, ${PAGES}.notNull()`, `${STOCK}, ${PAGES}.notNull().default(9)`, value('pages', '9'), 9],
  ['another field', `${STOCK}, ${PAGES}.notNull()`, `${STOCK}, ${PAGES}.notNull()`, { ...of('pages'), from: 'id' }, 1],
  ['a `?`', `${STOCK}, ${PAGES}.notNull()`, `${STOCK}, ${PAGES}`, { ...of('pages'), optional: true }, null],
  ['a value, of a column that was there', `${STOCK}.notNull()`, `${STOCK}.notNull()`, value('stock', '7'), 7],
  ['a `?` again, of a column that was there', `${STOCK}.notNull()`, STOCK, { ...of('stock'), optional: true }, null],
]

function of(column: string) {
  return { table: 'books', column }
}

function value(column: string, sql: string): Remedy {
  return { ...of(column), sql }
}

/** All of them on one database, and the first on every one. */
const RUNS = DATABASES.flatMap(([name, open], at) =>
  CASES.slice(0, at === DATABASES.length - 1 ? CASES.length : 1).map((one) => [name, one[0], one, open] as const),
)

test.each(RUNS)(
  'on %s, a migration that rows make fail runs once %s is given',
  async (_, __, [___, wrong, right, remedy, expected], open) => {
    const root = projectFolder()
    const { run, migrate } = await open()
    const folder = join(root, 'migrations')
    await migrateTo(root, schemaOf({ books: `{ ${START} }` }))
    await migrate(folder)
    await run(`insert into books (id, title) values (1, 'a')`)
    const name = `books.${remedy.column}`
    await migrateTo(root, books(wrong), { allowUnfilled: [name], data: { ...EMPTY, remedies: [] } })
    await expect(migrate(folder)).rejects.toThrow()
    const data = { ...EMPTY, remedies: [remedy] }
    await migrateTo(root, books(right), { data })
    await migrate(folder)
    expect(await run(`select ${remedy.column} as is from books`)).toEqual([{ is: expected }])
    const text = () => readFileSync(join(folder, 'meta/_journal.json'), 'utf8')
    const before = text()
    // Whoever compares it with what others have may know.
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
    expect(texts.filter((sql) => sql.endsWith('\n-- ashlar:mended\n'))).not.toEqual([])
    expect(await migrateTo(root, books(right), { data })).toEqual([])
    expect(text()).toBe(before)
  },
)

test('a migration that others were written behind is left alone', async () => {
  const root = projectFolder()
  await migrateTo(root, schemaOf({ books: `{ ${START} }` }))
  await migrateTo(root, books(`${STOCK}, ${PAGES}.notNull()`), { allowUnfilled: ['books.pages'], now: 5_000 })
  await migrateTo(root, books(`${STOCK}, ${PAGES}.notNull(), more: text('more')`), { now: 9_000 })
  const path = join(root, 'migrations/0001_alter_books.sql')
  const before = readFileSync(path, 'utf8')
  const data = { ...EMPTY, remedies: [value('pages', '8')] }
  await migrateTo(root, books(`${STOCK}, ${PAGES}.notNull().default(8), more: text('more')`), { data, now: 20_000 })
  expect(readFileSync(path, 'utf8')).toBe(before)
})
