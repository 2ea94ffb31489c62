import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'

const SHELF = `import { defineSpec, field, ref, resource } from 'create-ashlar/spec'
import { z } from 'zod'

const title = z.string().min(1).max(200) // of everything

export default defineSpec({
  ashlar: 1,
  name: 'shelf',
  resources: {
    // Who wrote it.
    author: resource({
      fields: z.object({ name: z.string().max(80) }),
    }),

    /* What people read. */
    book: resource({
      fields: z.object({
        title: field(title, { unique: true }),
        pages: z.int32().min(1).default(1), // at least one
        author: ref('author'),
      }),
      indexes: [['author', 'pages']],
    }),
    loan: resource({ fields: z.object({ book: ref('book', { onDelete: 'cascade' }) }) }),
  },
})
`

async function shelf(text = SHELF) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'shelf.spec.ts'), text)
  const args = ['new', 'shelf', '--spec', 'shelf.spec.ts', '--yes', '--no-install', '--no-git']
  expect(await ashlar(args, { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '' })
  const root = join(folder, 'shelf')
  const run = (...words: string[]) => ashlar(words, { cwd: root })
  expect(await run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
  return { root, run, spec: () => readFileSync(join(root, 'ashlar.spec.ts'), 'utf8') }
}

describe('a description in TypeScript, changed by ashlar', () => {
  test('add-resource writes it behind the others, and imports what it needs', async () => {
    const { run, spec } = await shelf()
    const { exitCode, stdout, stderr } = await run(
      'add-resource',
      'review',
      'stars:smallint min(1) max(5)',
      'body:text?',
      'book:ref',
      'price:decimal(8, 2) = "1"',
    )
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^ {2}update {4}ashlar\.spec\.ts$/m)
    expect(stdout).toMatch(/^ {2}create {4}src\/resources\/reviews\/reviews\.routes\.ts$/m)
    const expected = SHELF.replace(
      '{ defineSpec, field, ref, resource }',
      '{ defineSpec, field, ref, resource, decimal, smallint, text }',
    ).replace(
      "{ onDelete: 'cascade' }) }) }),\n",
      `{ onDelete: 'cascade' }) }) }),
    review: resource({
      fields: z.object({
        stars: smallint().min(1).max(5),
        body: text().optional(),
        book: ref('book'),
        price: field(decimal(8, 2), { default: '1' }),
      }),
    }),
`,
    )
    expect(spec()).toBe(expected)
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })

  test('remove-resource takes it out with its comments, and the way back is the same text', async () => {
    const { run, spec } = await shelf()
    expect(await run('add-resource', 'tag', 'label:string')).toMatchObject({ exitCode: 0 })
    expect(await run('remove-resource', 'tag', '--allow-drop', 'tags')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(spec()).toBe(SHELF)
    const used = await run('remove-resource', 'book')
    expect(used).toMatchObject({ exitCode: 2 })
    expect(used.stderr).toMatch(/^ashlar\.spec\.ts:\d+:\d+: `loan\.book` refers to `book`/m)
    expect(await run('remove-resource', 'loan', '--allow-drop', 'loans')).toMatchObject({ exitCode: 0 })
    expect(await run('remove-resource', 'book', '--allow-drop', 'books')).toMatchObject({ exitCode: 0 })
    expect(spec()).not.toContain('What people read')
    expect(spec()).toContain('// Who wrote it.')
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })

  test('rename knows every place, and keeps comments', async () => {
    const { root, run, spec } = await shelf()
    const routes = join(root, 'src/resources/books/books.routes.ts')
    writeFileSync(
      routes,
      readFileSync(routes, 'utf8').replace('\n  return routes', '\n  mine(books)\n\n  return routes'),
    )
    expect(await run('rename', 'book', 'volume')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await run('rename', 'volume.pages', 'sheets')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await run('rename', 'volume.author', 'writer')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await run('rename', 'volume.title', 'name')).toMatchObject({ exitCode: 0, stderr: '' })
    const expected = SHELF.replace('    book: resource({\n', "    volume: resource({\n      renamedFrom: 'book',\n")
      .replace("ref('book'", "ref('volume'")
      .replace(
        'pages: z.int32().min(1).default(1),',
        "sheets: field(z.int32().min(1).default(1), { renamedFrom: 'pages' }),",
      )
      .replace("author: ref('author')", "writer: ref('author', { renamedFrom: 'author' })")
      .replace('title: field(title, { unique', "name: field(title, { renamedFrom: 'title', unique")
      .replace("['author', 'pages']", "['writer', 'sheets']")
    expect(spec()).toBe(expected)
    expect(readFileSync(join(root, 'src/resources/volumes/volumes.routes.ts'), 'utf8')).toContain('mine(volumes)')
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })

  test('what is computed is refused, and nothing is written', async () => {
    const { root, run } = await shelf(
      SHELF.replace(
        '    loan: resource(',
        "    ...Object.fromEntries([['note', resource({ fields: z.object({ label: z.string() }) })]]),\n    loan: resource(",
      ),
    )
    const before = readTree(root)
    for (const args of [
      ['rename', 'note', 'memo'],
      ['rename', 'note.label', 'mark'],
      ['remove-resource', 'note'],
    ]) {
      const { exitCode, stderr } = await run(...args)
      expect(exitCode).toBe(2)
      expect(stderr).toContain('[ASH4006]')
    }
    expect(readTree(root)).toEqual(before)
  })
})
