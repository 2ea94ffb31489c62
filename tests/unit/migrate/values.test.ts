import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { enumValuesIn } from '../../../src/migrate/enum-values.ts'
import { DATABASES } from './databases.ts'
import { migrateTo, projectFolder, schemaOf } from './project.ts'

const books = (values: readonly string[]) =>
  schemaOf({
    books: `{ id: integer('id').primaryKey(), state: text('state').notNull().default('${values[0]}') },
      (t) => [check('books_state_check', sql\`\${t.state} in (${values.map((value) => `'${value}'`).join(', ')})\`)]`,
  })

const renamed = (from: string, to: string) => ({
  data: { fills: [], values: [{ table: 'books', column: 'state', from, to }] },
})

test('the values of an enum are read from its check, whatever is in them', () => {
  const value = `"a ""b"" c"."the state" in ('a', 'b''c', '), (', '"')`
  const table = { name: '', schema: '', columns: {}, checkConstraints: { one: { name: 'one', value } } }
  expect([...enumValuesIn(table)]).toEqual([['the state', ['a', "b'c", '), (', '"']]])
  const other = { ...table, checkConstraints: { one: { name: 'one', value: `${value} or true` } } }
  expect([...enumValuesIn(other)]).toEqual([])
})

describe.each(DATABASES)('on %s', (_, open) => {
  test('a value gets another name in every row, and is no loss', async () => {
    const root = projectFolder()
    const { run, migrate } = await open()
    const folder = join(root, 'migrations')
    await migrateTo(root, books(['draft', 'published']))
    await migrate(folder)
    await run(`insert into books values (1, 'draft'), (2, 'published')`)
    const migrations = await migrateTo(root, books(['draft', 'live']), renamed('published', 'live'))
    expect(migrations.map(({ tag }) => tag)).toEqual(['0001_alter_books', '0002_fill_books_state'])
    await migrate(folder)
    expect(await run('select state from books order by id')).toEqual([{ state: 'draft' }, { state: 'live' }])
    await expect(run(`insert into books values (3, 'published')`)).rejects.toThrow('books_state_check')
    expect(await migrateTo(root, books(['draft', 'live']), renamed('published', 'live'))).toEqual([])
  })

  test('a value goes where it is named and no row holds it', async () => {
    const root = projectFolder()
    const { run, migrate } = await open()
    const folder = join(root, 'migrations')
    await migrateTo(root, books(['draft', 'live', 'old']))
    await migrate(folder)
    await run(`insert into books values (1, 'draft'), (2, 'old')`)
    await expect(migrateTo(root, books(['draft', 'live']))).rejects.toMatchObject({
      exitCode: 1,
      problems: [
        {
          code: 'ASH3142',
          message: 'the value `books.state.old` is no longer described, and the migration fails where a row holds it',
          hint: 'put it back, say what takes its place, as in `renamedValues: { old: … }`, or that no row holds it: ashlar generate --allow-drop books.state.old',
        },
      ],
    })
    const migrations = await migrateTo(root, books(['draft', 'live']), { allowDrop: ['books.state.old'] })
    expect(migrations.flatMap(({ drops }) => drops)).toEqual([{ kind: 'value', name: 'books.state.old' }])
    await expect(migrate(folder)).rejects.toThrow()
    await run(`update books set state = 'draft' where state = 'old'`)
    await migrate(folder)
    await expect(run(`insert into books values (3, 'old')`)).rejects.toThrow('books_state_check')
  })
})

test('a value that is new is no loss', async () => {
  const root = projectFolder()
  await migrateTo(root, books(['draft']))
  const migrations = await migrateTo(root, books(['draft', 'live']))
  expect(migrations.flatMap(({ drops }) => drops)).toEqual([])
  expect(migrations.map(({ statements }) => statements)).toEqual([
    [
      'ALTER TABLE "books" DROP CONSTRAINT "books_state_check";',
      `ALTER TABLE "books" ADD CONSTRAINT "books_state_check" CHECK ("books"."state" in ('draft', 'live')) NOT VALID;`,
    ],
    ['ALTER TABLE "books" VALIDATE CONSTRAINT "books_state_check";'],
  ])
})
