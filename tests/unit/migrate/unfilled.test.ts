import { describe, expect, test } from 'vitest'
import { ORIGIN_ID, type SchemaSnapshot } from '../../../src/migrate/schema-snapshot.ts'
import { unfilledColumns } from '../../../src/migrate/unfilled.ts'

const schema = (columns: Record<string, object>, table = 'books'): SchemaSnapshot => ({
  id: 'b',
  prevId: ORIGIN_ID,
  version: '7',
  dialect: 'postgresql',
  tables: { [`public.${table}`]: { name: table, schema: '', columns } },
})

const id = { name: 'id', type: 'uuid', primaryKey: true, notNull: true }
const required = { name: 'pages', type: 'integer', primaryKey: false, notNull: true }

describe('unfilledColumns', () => {
  test('names a required column that comes to a table without a value for its rows', () => {
    expect(unfilledColumns(schema({ id }), schema({ id, pages: required }))).toEqual(['books.pages'])
  })

  test.each([
    ['may be null', { ...required, notNull: false }],
    ['has a default', { ...required, default: 0 }],
    ['is an identity', { ...required, identity: { type: 'always' } }],
    ['is computed', { ...required, generated: { as: '1' } }],
  ])('not one that %s', (_, pages) => {
    expect(unfilledColumns(schema({ id }), schema({ id, pages }))).toEqual([])
  })

  test('nor one that was there, nor one of a new table', () => {
    expect(unfilledColumns(schema({ id, pages: required }), schema({ id, pages: required }))).toEqual([])
    expect(unfilledColumns(schema({ id }), schema({ id, pages: required }, 'films'))).toEqual([])
  })
})
