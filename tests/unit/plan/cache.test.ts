import { expect, test } from 'vitest'
import { readTemplates } from '../../../src/package.ts'
import { generateFiles } from '../../../src/pipeline.ts'

const templates = await readTemplates()

/** All ways in which rows are written, of what answers are kept of. */
const LIBRARY = `
ashlar: 1
name: library
auth: { user: reader, identifier: email }
defaults: { access: signedIn }
resources:
  reader:
    fields: { email: email unique, password: secret }
  shelf:
    fields: { name: string }
  book:
    cache: 5m
    softDelete: true
    versioned: true
    fields:
      title: string
      shelf: ref shelf onDelete(cascade)
      state: { enum: [draft, out], default: draft, moves: { draft: [out] } }
      lent: datetime? readonly
    operations: [list, get, create, update, delete, bulkCreate, bulkUpdate]
    actions:
      publish: { post: "/{id}/publish", access: signedIn, response: book }
  tag:
    cache: 5m
    fields: { book: ref book, text: string }
  page:
    cache: 5m
    fields: { tag: ref tag? onDelete(set null), text: string }
`

function generated(text: string): ReadonlyMap<string, string> {
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  return new Map(files.map((file) => [file.path, file.text]))
}

/** What stands behind each execution of a statement that writes, to the end of its function. */
function writesIn(queries: string): Map<string, string[]> {
  const statements = [...queries.matchAll(/^const (\w+) = (?:prepared|scoped|restricted)\([\s\S]*?\n\n/gm)]
  const writing = statements.filter(([text]) => /\.(?:insert|update|delete)\(/.test(text)).map(([, name = '']) => name)
  return new Map(
    writing.map((name) => {
      const calls = [...queries.matchAll(new RegExp(`(?<![.\\w])${name}\\(`, 'g'))]
      return [name, calls.map(({ index }) => queries.slice(index, queries.indexOf('\n}\n', index)))]
    }),
  )
}

/** The same with code around every write of a book. */
const HOOKED = LIBRARY.replace(
  '    softDelete: true',
  '    hooks: [beforeCreate, afterUpdate, afterDelete]\n    softDelete: true',
)

test.each([
  ['books', LIBRARY],
  ['tags', LIBRARY],
  ['pages', LIBRARY],
  ['books', HOOKED],
])('every statement that writes %s says so', (many, text) => {
  const writes = writesIn(generated(text).get(`src/resources/${many}/${many}.queries.ts`) ?? '')
  const all = [
    'insert',
    'change',
    'removeByKey',
    ...(many === 'books' ? ['moveStateByKey', 'setByKey', 'restoreByKey'] : []),
  ]
  expect([...writes.keys()].toSorted()).toEqual(all.toSorted())
  for (const [name, places] of writes) {
    expect(places, name).not.toEqual([])
    for (const place of places) expect(place, name).toContain(`await rowsChanged('${many}'`)
  }
})

test('what PostgreSQL deletes or empties by itself is said by whoever deletes', () => {
  const of = (many: string) => generated(LIBRARY).get(`src/resources/${many}/${many}.queries.ts`) ?? ''
  expect(of('shelves')).toContain("if (rows.length > 0) await rowsChanged('books')")
  expect(of('tags')).toContain("if (rows.length > 0) await rowsChanged('tags', 'pages')")
  // What is only marked takes nothing along.
  expect(of('books')).toContain("if (rows.length > 0) await rowsChanged('books')\n")
  expect(of('readers')).not.toContain('rowsChanged')
})

test('a service without a cache has nothing of it', () => {
  const files = generated(LIBRARY.replaceAll('    cache: 5m\n', ''))
  expect([...files.keys()].filter((path) => /cache|changes\.ts|redis/.test(path))).toEqual([])
  for (const [path, text] of files) expect(text, path).not.toMatch(/rowsChanged|lru-cache|withCache|\bCache\b(?!-)/)
})
