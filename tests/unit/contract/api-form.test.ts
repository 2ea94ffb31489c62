import { describe, expect, test } from 'vitest'
import { compareApis } from '../../../src/contract/compare-apis.ts'
import type { Service } from '../../../src/model/model.ts'
import { openapiDocument } from '../../../src/plan/views/openapi.ts'
import { modelOf } from '../model/model-of.ts'
import { short } from './api.ts'

const BOOKS = `  book:
    operations: [list, get, create]
    fields: { pageCount: int, author: ref author? }
    query: { filter: [pageCount], sort: [pageCount] }
  author: { fields: { name: string }, operations: [list] }`

const described = (apiCase: Service['api']['case']) => modelOf(BOOKS, `api: { case: ${apiCase} }\n`)
const service = described('camel')

function changesTo(api: Partial<Service['api']>, from: Partial<Service['api']> = {}): string[] {
  const of = (more: Partial<Service['api']>) => openapiDocument({ ...service, api: { ...service.api, ...more } })
  return compareApis(of(from), of(api)).map((change) => `${change.operation}: ${short(change)}`)
}

describe('another envelope', () => {
  test('breaks whoever reads answers', () => {
    const changes = changesTo({ envelope: 'none' })
    expect(changes).toContain('GET /books: breaking type response 200 object>array')
    expect(changes).toContain('GET /authors: breaking type response 200 object>array')
    expect(changes).toContain('GET /books/{id}: breaking removed response 200 data')
    expect(changes).toContain('POST /books: breaking removed response 201 data')
  })

  test('and so does the way back', () => {
    const changes = changesTo({}, { envelope: 'none' })
    expect(changes).toContain('GET /books: breaking type response 200 array>object')
    expect(changes).toContain('GET /books: breaking removed responseHeader 200 link')
    expect(changes).toContain('GET /books: breaking removed responseHeader 200 x-total-count')
    expect(changes).toContain('GET /books/{id}: breaking removed response 200 id')
  })
})

test('names in another case break whoever uses them', () => {
  const changes = compareApis(openapiDocument(described('camel')), openapiDocument(described('snake'))).map(short)
  expect(changes).toContain('breaking removed request pageCount')
  expect(changes).toContain('breaking removed response 200 data.pageCount')
  expect(changes).toContain('breaking removed response 200 data[].createdAt')
  expect(changes).toContain('breaking removed query pageCount[gte]')
  expect(changes.filter((one) => one.includes('nextCursor') && one.startsWith('breaking'))).not.toEqual([])
})
