import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ashlar } from '../../setup/cli.ts'
import { installedFolder, readTree } from '../../setup/tree.ts'
import { newNotes, type TestProject } from './project.ts'

const SHELF = `ashlar: 1
name: notes

resources:
  author:
    fields:
      name: string(1..80)

  # What people read.
  book:
    fields:
      title: string(1..200) unique # on the cover
      pages: int min(1) = 1
      author: ref author onDelete(restrict)
      number: int generated
    indexes:
      - [author, pages]

  loan:
    fields:
      book: ref book
      until: date?
`

async function shelf(): Promise<
  TestProject & { read(path: string): string; edit(path: string, from: string, to: string): void }
> {
  const project = await newNotes({ installed: true })
  project.describe(SHELF)
  expect(await project.run('generate', '--allow-drop', 'notes')).toMatchObject({ exitCode: 0 })
  const read = (path: string) => readFileSync(join(project.root, path), 'utf8')
  const edit = (path: string, from: string, to: string) => {
    expect(read(path)).toContain(from)
    writeFileSync(join(project.root, path), read(path).replace(from, to))
  }
  return { ...project, read, edit }
}

/** Statements of the migrations, by their tags. */
function sqlOf(root: string): Record<string, string> {
  const tree = readTree(join(root, 'migrations'))
  return Object.fromEntries(Object.entries(tree).filter(([path]) => path.endsWith('.sql')))
}

describe('ashlar rename', () => {
  test('a resource: the description, its comments, what refers to it, the code, and edits in it', async () => {
    const project = await shelf()
    const { root, run, read, edit } = project
    const folder = 'src/resources/books'
    edit(
      `${folder}/books.routes.ts`,
      '\n  return routes',
      "\n  // mine\n  routes.use('/', tooMany(books, NewBook))\n\n  return routes",
    )
    edit(
      `${folder}/books.routes.ts`,
      "import { Hono } from 'hono'",
      "import { Hono } from 'hono'\nimport { bookHelpers } from './book-helpers.ts'",
    )
    edit(`${folder}/books.queries.ts`, 'export ', "const bookish = 'a book of books'\n\nexport ")
    edit('src/app.ts', '\nexport ', "import { bookRoutes } from './resources/books/books.routes.ts'\n\nexport ")
    writeFileSync(
      join(root, 'src/own.ts'),
      "import { books } from './resources/books/books.table.ts'\n\nexport const mine = books\n",
    )
    const { exitCode, stdout, stderr } = await run('rename', 'book', 'volume')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(
      /^ {2}move {6}src\/resources\/volumes\/volumes\.routes\.ts {2}\(from src\/resources\/books\/books\.routes\.ts/m,
    )
    expect(stdout).toContain(
      'The old name is still in files of your own:\n  src/app.ts:25\n  src/own.ts:1\n  src/own.ts:3',
    )
    expect(read('ashlar.yaml')).toBe(
      SHELF.replace('  book:\n', '  volume:\n    renamedFrom: book\n').replace('ref book', 'ref volume'),
    )
    const routes = read('src/resources/volumes/volumes.routes.ts')
    expect(routes).toContain("  // mine\n  routes.use('/', tooMany(volumes, NewVolume))")
    expect(routes).toContain("import { bookHelpers } from './book-helpers.ts'")
    expect(routes).not.toMatch(/NewBook|books\./)
    expect(read('src/resources/volumes/volumes.queries.ts')).toMatch(/bookish = '/)
    expect(await run('check')).toMatchObject({ exitCode: 0 })
    expect((await run('generate')).stdout).toMatch(/^\d+ files generated in .*: 3 kept as you edited them\.$/m)
  })

  test('the data stays: tables, columns, constraints and indexes are renamed', async () => {
    const { root, run } = await shelf()
    await run('rename', 'book', 'volume')
    await run('rename', 'volume.pages', 'volume.sheets')
    await run('rename', 'loan.book', 'item')
    expect(await run('check')).toMatchObject({ exitCode: 0 })
    const files = sqlOf(root)
    const names = Object.keys(files)
    const from = names.findIndex((name) => name.includes('rename_books'))
    expect(names.slice(from)).toEqual([
      '0003_rename_books.sql',
      '0004_rename_volumes_pages.sql',
      '0005_rename_loans_book_id.sql',
    ])
    const client = await PGlite.create()
    onTestFinished(() => client.close())
    for (const name of names.slice(0, from)) await client.exec(files[name] ?? '')
    await client.exec(`insert into authors (id, name) values ('00000000-0000-7000-8000-000000000001', 'Ursula')`)
    await client.exec(
      `insert into books (id, title, pages, author_id) values ('00000000-0000-7000-8000-000000000002', 'Rocannon', 7, '00000000-0000-7000-8000-000000000001')`,
    )
    await client.exec(
      `insert into loans (id, book_id) values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002')`,
    )
    for (const name of names.slice(from)) await client.exec(files[name] ?? '')
    const { rows } = await client.query(
      'select v.title, v.sheets, v.number from volumes v join loans l on l.item_id = v.id',
    )
    expect(rows).toEqual([{ title: 'Rocannon', sheets: 7, number: 1 }])
    expect(await schemaOf(client)).toEqual(await freshSchema(root))
  })

  test('a relation: its files move with the edits in them, and its links stay', async () => {
    const project = await shelf()
    const { root, run, read, edit } = project
    const described = (field: string) => SHELF.replace('      pages:', `      ${field}\n      pages:`)
    project.describe(described('related: many book'))
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    const before = 'src/resources/books/books-related'
    edit(`${before}.routes.ts`, '\n  return routes', '\n  // mine\n  return routes')
    const { exitCode, stderr } = await run('rename', 'book.related', 'similar')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(read('ashlar.yaml')).toContain('similar:')
    expect(readTree(root)).not.toHaveProperty(`${before}.routes.ts`)
    const routes = read('src/resources/books/books-similar.routes.ts')
    expect(routes).toContain('  // mine\n')
    expect(routes).toContain("'/books/:id/similar/:relatedId'")
    expect(Object.values(sqlOf(root)).at(-1)).toContain('ALTER TABLE "books_related" RENAME TO "books_similar"')
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })

  test('a field that others speak of: keys, indexes, short forms, quotes, defaults', async () => {
    const { run, read } = await shelf()
    expect(await run('rename', 'book.author', 'writer')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await run('rename', 'book.pages', 'sheets')).toMatchObject({ exitCode: 0, stderr: '' })
    const text = read('ashlar.yaml')
    expect(text).toContain('writer: ref author onDelete(restrict) renamedFrom(author)')
    expect(text).toContain('sheets: int min(1) renamedFrom(pages) = 1')
    expect(text).toContain('- [writer, sheets]')
  })

  test('back again leaves nothing but the note', async () => {
    const { run, read, root } = await shelf()
    const before = readTree(join(root, 'src'))
    await run('rename', 'book', 'volume')
    expect(await run('rename', 'volume', 'book')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(read('ashlar.yaml')).toBe(SHELF.replace('  book:\n', '  book:\n    renamedFrom: volume\n'))
    expect(readTree(join(root, 'src'))).toEqual(before)
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })

  test('by hand, with `renamedFrom`, it is the same', async () => {
    const [one, two] = [await shelf(), await shelf()]
    for (const { edit } of [one, two])
      edit('src/resources/books/books.routes.ts', '\n  return routes', '\n  mine(books)\n\n  return routes')
    await one.run('rename', 'book', 'volume')
    two.describe(one.read('ashlar.yaml'))
    expect(await two.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    const tree = ({ root }: TestProject) => ({ ...readTree(join(root, 'src')), ...sqlOf(root) })
    expect(tree(two)).toEqual(tree(one))
  })

  test('without `renamedFrom` it is another resource, and the data is not lost unasked', async () => {
    const { run, describe: describeAs, root } = await shelf()
    describeAs(SHELF.replace('  book:\n', '  volume:\n').replace('ref book', 'ref volume'))
    const before = readTree(root)
    const { exitCode, stderr } = await run('generate')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('ASH3142')
    expect(readTree(root)).toEqual(before)
  })

  test.each([
    [['shelf', 'board'], 'there is no resource `shelf`'],
    [['bok', 'volume'], 'did you mean `book`'],
    [['book.titel', 'name'], 'did you mean `title`'],
    [['book', 'author'], 'there is `author` already'],
    [['book.title', 'pages'], 'there is `pages` already'],
    [['book', 'Volume'], 'ASH1'],
    [['book.title', 'author.name'], 'cannot become'],
    [['book', 'volume.title'], 'cannot become'],
  ])('%j is refused, and nothing is written', async (args, message) => {
    const { root, run } = await once()
    const before = readTree(root)
    const { exitCode, stderr } = await run('rename', ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
    expect(readTree(root)).toEqual(before)
  })

  let made: ReturnType<typeof shelf> | undefined
  const once = () => {
    made ??= shelf()
    return made
  }
})

/** What a database has, but for the order of columns. */
async function schemaOf(client: PGlite): Promise<unknown[]> {
  const { rows } = await client.query(`
    select conname as name, pg_get_constraintdef(oid) as says from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select indexname, indexdef from pg_indexes where schemaname = 'public'
    union all select table_name || '.' || column_name, data_type || coalesce(column_default, '') || is_nullable
      from information_schema.columns where table_schema = 'public'
    union all select sequence_name, '' from information_schema.sequences where sequence_schema = 'public'
    order by name, says`)
  return rows
}

/** The same of one that was never migrated. */
async function freshSchema(root: string): Promise<unknown[]> {
  const folder = installedFolder()
  writeFileSync(join(folder, 'fresh.yaml'), readFileSync(join(root, 'ashlar.yaml')))
  const args = ['new', 'fresh', '--spec', 'fresh.yaml', '--yes', '--no-install', '--no-git']
  expect(await ashlar(args, { cwd: folder })).toMatchObject({ exitCode: 0 })
  expect(await ashlar(['generate'], { cwd: join(folder, 'fresh') })).toMatchObject({ exitCode: 0 })
  const client = await PGlite.create()
  onTestFinished(() => client.close())
  for (const text of Object.values(sqlOf(join(folder, 'fresh')))) await client.exec(text)
  return schemaOf(client)
}
