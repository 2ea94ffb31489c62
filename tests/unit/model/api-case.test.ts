import { describe, expect, test } from 'vitest'
import { AshlarError } from '../../../src/errors.ts'
import { includedOf } from '../../../src/model/included.ts'
import { renamesOf } from '../../../src/model/renames.ts'
import { modelOf } from './model-of.ts'

const SNAKE = 'api: { case: snake }\n'

const LIBRARY = `
  author: { softDelete: true, fields: { fullName: string } }
  loanItem:
    key: [bookCopy, lineNumber]
    fields: { bookCopy: ref bookCopy, lineNumber: int, handedTo: many author }
  bookCopy:
    fields:
      shelfMark: string unique
      writtenBy: ref author? inverse(booksWritten)
      seeAlso: many bookCopy
      itemCount: int count(loanItems)
    indexes: [{ fields: [shelfMark], where: shelfMark = none }]
    query: { filter: [shelfMark, writtenBy, writtenBy.fullName], sort: [createdAt, shelfMark], search: [shelfMark] }`

const both = () => [modelOf(LIBRARY), modelOf(LIBRARY, SNAKE)] as const

describe('names in snake case', () => {
  test('are those of properties and parameters, wherever they stand', () => {
    const [, { resources }] = both()
    const [, , copy] = resources
    expect(copy?.fields.map(({ name, property }) => [name, property])).toEqual([
      ['id', 'id'],
      ['shelfMark', 'shelf_mark'],
      ['writtenBy', 'written_by_id'],
      ['itemCount', 'item_count'],
      ['createdAt', 'created_at'],
      ['updatedAt', 'updated_at'],
    ])
    expect(copy?.query.filters.map(({ name, way }) => [name, way])).toEqual([
      ['shelf_mark', ['shelf_mark']],
      ['written_by_id', ['written_by_id']],
      ['written_by.full_name', ['written_by_id', 'full_name']],
    ])
    expect(copy?.query).toMatchObject({
      sorts: ['created_at', 'shelf_mark'],
      search: ['shelf_mark'],
      includes: ['written_by', 'see_also'],
    })
    expect(copy?.indexes[0]).toMatchObject({ properties: ['shelf_mark'], where: { property: 'shelf_mark' } })
  })

  test('are those of links, also where they stand in a path', () => {
    const [, { resources }] = both()
    const [, item, copy] = resources
    expect(item?.links[0]?.source.map(({ property, key }) => [property, key])).toEqual([
      ['loan_item_book_copy_id', 'book_copy_id'],
      ['loan_item_line_number', 'line_number'],
    ])
    expect(copy?.links[0]?.target).toEqual({ property: 'related_id', column: 'related_id', key: 'id' })
  })

  test('lead to what can be included', () => {
    const [, service] = both()
    const copy = service.resources.find(({ names }) => names.one === 'bookCopy')
    expect(copy && includedOf(copy, service).map(({ kind, name }) => [kind, name])).toEqual([
      ['reference', 'written_by'],
      ['link', 'see_also'],
    ])
  })

  test('leave the database, the files and the variables as they are', () => {
    const [camel, snake] = both().map(({ resources }) =>
      resources.map(({ names, table, path, fields, indexes, links }) => ({
        names,
        table,
        path,
        columns: fields.map(({ column }) => column),
        indexes: indexes.map(({ name }) => name),
        links: links.map((link) => [link.table, link.names, link.source, link.target].map(withoutProperties)),
      })),
    )
    expect(snake).toEqual(camel)
    const [before, after] = both().map((service) => renamesOf(service))
    expect(after).toEqual(before)
  })
})

function withoutProperties(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part, (name, value) => (['property', 'key'].includes(name) ? undefined : value)))
}

test.each([
  ['two fields', 'userID: int column(a), userId: int', 'userId', 'userID', 'user_id'],
  ['a field and a reference', 'seenById: int column(a), seenBy: ref note', 'seenBy', 'seenById', 'seen_by_id'],
  ['a field and what is linked', 'noteID: int column(a), noteId: many note', 'noteId', 'noteID', 'note_id'],
  ['what ashlar makes and a field', 'createdAT: datetime column(a)', 'createdAT', '', ''],
  ['two relations', 'noteID: many note inverse(x), noteId: many note inverse(y)', 'noteId', 'noteID', 'note_id'],
])('%s that would have one name are a problem', (_, fields, name, other, both) => {
  const problems = problemsIn(`  note: { fields: { ${fields} } }`)
  if (other === '') expect(problems).toContain('ASH2050 ashlar makes the field `created_at` itself')
  else expect(problems).toContain(`ASH2050 \`${name}\` and \`${other}\` would both be \`${both}\` in the API`)
})

test('other sides of relations do not meet other names either', () => {
  const problems = problemsIn(`
  note: { fields: { tagID: int column(a) } }
  tag: { fields: { note: ref note inverse(tagId) } }`)
  expect(problems.filter((one) => one.startsWith('ASH2042'))).toHaveLength(1)
})

function problemsIn(resources: string): string[] {
  try {
    modelOf(resources, SNAKE)
    return []
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    return error.problems.map(({ code, message }) => `${code} ${message}`)
  }
}
