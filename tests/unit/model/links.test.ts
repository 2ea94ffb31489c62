import { describe, expect, test } from 'vitest'
import { listsBelow } from '../../../src/model/linked.ts'
import { refusalsIn } from '../../../src/model/not-yet.ts'
import { renamesOf } from '../../../src/model/renames.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { modelOf } from './model-of.ts'

/** The columns of the first relation of the first resource. */
function columnsOf(resources: string): string[] {
  const [link] = modelOf(resources).resources[0]?.links ?? []
  return link === undefined ? [] : [...link.source, link.target].map(({ column }) => column)
}

describe('the columns of a join table', () => {
  test.each([
    ['two resources', '  post: { fields: { tags: many tag } }\n  tag: { fields: {} }', ['post_id', 'tag_id']],
    ['a resource and itself', '  post: { fields: { related: many post } }', ['post_id', 'related_id']],
    [
      'a key of two parts',
      '  seat: { key: [row, place], fields: { row: int, place: int, tags: many tag } }\n  tag: { fields: {} }',
      ['seat_row', 'seat_place', 'tag_id'],
    ],
    [
      'a key that is called like the other side',
      '  post: { key: tag, fields: { tag: ref tag, tags: many tag } }\n  tag: { fields: {} }',
      ['post_id', 'related_id'],
    ],
  ])('%s', (_, resources, columns) => expect(columnsOf(resources)).toEqual(columns))
})

test('what was renamed, alone or with what it links, renames tables and columns once each', () => {
  const service = modelOf(
    `  post: { renamedFrom: entry, fields: { tags: many tag renamedFrom(words), next: many post } }
  tag: { renamedFrom: word, fields: {} }`,
  )
  const { tables, columns, subjects } = renamesOf(service)
  expect(tables.filter(({ to }) => to === 'posts_tags').map(({ from }) => from)).toEqual(
    expect.arrayContaining(['entries_words', 'entries_tags', 'posts_words']),
  )
  expect(columns).toEqual([
    { table: 'posts_tags', from: 'word_id', to: 'tag_id' },
    { table: 'posts_tags', from: 'entry_id', to: 'post_id' },
    { table: 'posts_next', from: 'entry_id', to: 'post_id' },
  ])
  expect(subjects).toContainEqual({ from: 'entry.words', to: 'post.tags' })
})

test('a list stands on either side where one row can be read, and once where a link goes both ways', () => {
  const service = modelOf(`  post: { fields: { tags: many tag, near: many post symmetric } }
  tag: { operations: [list], fields: { posts: many post inverse(wanted) } }`)
  const lists = service.resources.map((resource) => listsBelow(resource, service).map(({ segment }) => segment))
  expect(lists).toEqual([['tags', 'near', 'wanted'], []])
})

test.each([
  [
    'two of one resource that change names',
    'fields: { a: many tag renamedFrom(b), b: many tag renamedFrom(a) }',
    ['renamedFrom', 'renamedFrom'],
  ],
  ['one that has a new name', 'fields: { a: many tag renamedFrom(b) }', []],
])('%s', (_, post, refused) => {
  const text = `ashlar: 1\nname: t\nresources:\n  post: { ${post} }\n  tag: { fields: {} }\n`
  const { spec } = parseDescription({ file: 'ashlar.yaml', text })
  expect(refusalsIn(spec).map(({ name }) => name)).toEqual(refused)
})

test.each([
  ['its address is that of a restore', 'softDelete: true, fields: { restore: many post }', 'ASH2004'],
  ['two lists have one address', 'fields: { near: many post inverse(likes), likes: many post }', 'ASH2042'],
  ['its table would have too long a name', `fields: { ${'a'.repeat(58)}: many post }`, 'ASH2002'],
])('refused: %s', (_, post, code) => {
  expect(() => modelOf(`  post: { ${post} }`)).toThrow(
    expect.objectContaining({ problems: expect.arrayContaining([expect.objectContaining({ code })]) }),
  )
})
