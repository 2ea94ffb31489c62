import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { JOURNAL_PATH, printJson } from '../../../src/migrate/journal.ts'
import { SWAPS_PATH, swapsDone, swapsIn } from '../../../src/migrate/swaps.ts'
import { inFreeOrder } from '../../../src/model/rename-order.ts'
import { DATABASES } from './databases.ts'
import { migrateTo, projectFolder, schemaOf } from './project.ts'

const pairs = (...texts: readonly string[]) =>
  texts.map((text) => ({ from: text.charAt(0), to: text.charAt(text.length - 1) }))
const shown = (renames: readonly { readonly from: string; readonly to: string }[]) =>
  renames.map(({ from, to }) => `${from}>${to}`)

describe('the order of renames', () => {
  test.each([
    ['none is in the way of another', ['a>x', 'b>y'], ['a', 'b'], ['a>x', 'b>y']],
    ['one takes the name that another gives up', ['a>b', 'b>c'], ['a', 'b'], ['b>c', 'a>b']],
    ['two change names', ['a>b', 'b>a'], ['a', 'b'], ['a>a_swapped', 'b>a', 'a_swapped>b']],
    ['three do', ['a>b', 'b>c', 'c>a'], ['a', 'b', 'c'], ['a>a_swapped', 'c>a', 'b>c', 'a_swapped>b']],
    [
      'the name for the time between is taken',
      ['a>b', 'b>a'],
      ['a', 'b', 'a_swapped'],
      ['a>a_swapped_swapped', 'b>a', 'a_swapped_swapped>b'],
    ],
  ])('where %s', (_, renames, names, steps) => {
    expect(shown(inFreeOrder(pairs(...renames), names))).toEqual(steps)
  })
})

const BODY = `{ id: integer('id').primaryKey(), first: text('first').unique('books_first_key'), second: text('second'), stock: integer('stock') },
  (t) => [index('books_first_idx').on(t.first, t.id), index('books_second_idx').on(t.second, t.stock),
    check('books_first_check', sql\`\${t.first} <> ''\`), check('books_second_check', sql\`\${t.second} <> 'x'\`)]`
/** The same columns, of which each has the constraints and indexes of the other. */
const SWAPPED = BODY.replace(`.unique('books_first_key')`, '')
  .replace(`second: text('second')`, `second: text('second').unique('books_second_key')`)
  .replace('.on(t.first, t.id)', '.on(t.first, t.stock)')
  .replace('.on(t.second, t.stock)', '.on(t.second, t.id)')
  .replace(`t.first} <> ''`, `t.first} <> 'x'`)
  .replace(`t.second} <> 'x'`, `t.second} <> ''`)
const columns = pairs('f>s', 's>f').map(({ from, to }) => ({ table: 'books', from: long(from), to: long(to) }))
const renames = { tables: [], columns }

function long(letter: string): string {
  return letter === 'f' ? 'first' : 'second'
}

test.each(DATABASES)('on %s, two columns change names, once, with their constraints and indexes', async (_, open) => {
  const root = projectFolder()
  const { run, migrate } = await open()
  const folder = join(root, 'migrations')
  const step = async (body: string, more: object = {}) => {
    const migrations = await migrateTo(root, schemaOf({ books: body }), more)
    await migrate(folder)
    return migrations
  }
  const row = async () => (await run('select * from books'))[0]
  await step(BODY)
  await run(`insert into books values (1, 'a', 'b', 3)`)
  const [swap, ...more] = await step(SWAPPED, { renames })
  expect(more).toEqual([])
  expect(swap?.statements).toEqual([
    'ALTER TABLE "books" RENAME COLUMN "first" TO "first_swapped";',
    'ALTER TABLE "books" RENAME COLUMN "second" TO "first";',
    'ALTER TABLE "books" RENAME COLUMN "first_swapped" TO "second";',
    'ALTER TABLE "books" RENAME CONSTRAINT "books_first_check" TO "books_first_check_swapped";',
    'ALTER TABLE "books" RENAME CONSTRAINT "books_second_check" TO "books_first_check";',
    'ALTER TABLE "books" RENAME CONSTRAINT "books_first_check_swapped" TO "books_second_check";',
    'ALTER TABLE "books" RENAME CONSTRAINT "books_first_key" TO "books_second_key";',
    'ALTER INDEX "books_first_idx" RENAME TO "books_first_idx_swapped";',
    'ALTER INDEX "books_second_idx" RENAME TO "books_first_idx";',
    'ALTER INDEX "books_first_idx_swapped" RENAME TO "books_second_idx";',
  ])
  expect(await row()).toEqual({ id: 1, first: 'b', second: 'a', stock: 3 })
  expect(readFileSync(join(root, '.ashlar/swaps.json'), 'utf8')).toBe(
    '[\n  "books.first<second",\n  "books.second<first"\n]\n',
  )
  // The description still says so, and something else changes.
  await step(SWAPPED.replace('stock:', `more: text('more'), stock:`), { renames })
  expect(await row()).toMatchObject({ first: 'b', second: 'a' })
  // It says so no longer; then they change names back.
  await step(SWAPPED.replace('stock:', `more: text('more'), stock:`))
  expect(readFileSync(join(root, '.ashlar/swaps.json'), 'utf8')).toBe('[]\n')
  await step(BODY.replace('stock:', `more: text('more'), stock:`), { renames })
  expect(await row()).toMatchObject({ first: 'a', second: 'b' })
})

const TABLE = (name: string, more = '') =>
  `{ id: integer('id').primaryKey(), title: text('title'), serial: integer('serial').generatedAlwaysAsIdentity() }${more.replaceAll('$', name)}`
const INDEXED = `, (t) => [index('$_title_idx').on(t.title)]`

test.each(DATABASES)(
  'on %s, tables change names, and what one gives up is not in the way of the other',
  async (_, open) => {
    const root = projectFolder()
    const { run, migrate } = await open()
    const step = async (tables: Record<string, string>, more: object = {}) => {
      const migrations = await migrateTo(root, schemaOf(tables), more)
      await migrate(join(root, 'migrations'))
      return migrations.flatMap(({ statements }) => statements)
    }
    await step({ books: TABLE('books', INDEXED), pens: TABLE('pens', INDEXED) })
    await run(`insert into books (id, title) values (1, 'a book')`)
    await run(`insert into pens (id, title) values (1, 'a pen')`)
    const tables = [
      { from: 'books', to: 'pens' },
      { from: 'pens', to: 'books' },
    ]
    const after = { books: TABLE('books', INDEXED), pens: TABLE('pens') }
    const statements = await step(after, { renames: { tables, columns: [], circles: ['book<pen', 'pen<book'] } })
    expect(statements).toContain('ALTER INDEX "books_title_idx" RENAME TO "books_title_idx_going";')
    expect(statements).toContain('DROP INDEX "books_title_idx_going";')
    expect(await run('select title, serial from books')).toEqual([{ title: 'a pen', serial: 1 }])
    expect(await run('select title, serial from pens')).toEqual([{ title: 'a book', serial: 1 }])
    const names = await run(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind <> 't' order by 1`,
    )
    expect(names.map((row) => (row as { name: string }).name)).toEqual([
      'books',
      'books_pkey',
      'books_serial_seq',
      'books_title_idx',
      'pens',
      'pens_pkey',
      'pens_serial_seq',
    ])
    // It was done, and the description still says so.
    expect(await step(after, { renames: { tables: [], columns: [], circles: ['book<pen', 'pen<book'] } })).toEqual([])
  },
)

describe('what was swapped', () => {
  const swaps = swapsIn(renames)
  const read = (files: Record<string, string>) => (path: string) => files[path]
  const list = printJson({
    version: '7',
    dialect: 'postgresql',
    entries: [{ idx: 0, version: '7', when: 1, tag: '0000_rename', breakpoints: true }],
  })
  const migrated = {
    [JOURNAL_PATH]: list,
    'migrations/0000_rename.sql': 'ALTER TABLE "books" RENAME COLUMN "first" TO "first_swapped";\n',
  }

  test('is known where git made one file of two', () => {
    const [one = '', other = ''] = swaps
    const text = `<<<<<<< HEAD\n["${one}"]\n=======\n["${other}"]\n>>>>>>> theirs\n`
    expect(swapsDone(read({ [SWAPS_PATH]: text }), renames)).toEqual([one, other])
  })

  test('is not guessed where the file is gone or broken', () => {
    expect(swapsDone(read({}), renames)).toEqual([])
    expect(swapsDone(read(migrated), { tables: [], columns: [] })).toEqual([])
    for (const files of [migrated, { ...migrated, [SWAPS_PATH]: '{' }, { [SWAPS_PATH]: '[1]' }])
      expect(() => swapsDone(read(files), renames)).toThrow('is gone or broken')
  })
})
