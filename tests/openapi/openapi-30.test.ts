import { describe, expect, test } from 'vitest'
import { asOpenapi30 } from '../../src/plan/views/openapi-30.ts'
import { olderDocuments } from './documents.ts'

describe.each(olderDocuments)('the document of $name', ({ document }) => {
  test('says so, and has nothing that 3.0 does not know', () => {
    expect(document.openapi).toBe('3.0.4')
    const schemas = schemasIn(document)
    expect(schemas.length).toBeGreaterThan(50)
    const newer = schemas.filter(({ type, examples, contentEncoding }) => {
      return Array.isArray(type) || examples !== undefined || contentEncoding !== undefined
    })
    expect(newer).toEqual([])
  })
})

test('null, examples and bytes are said in the older way; names of properties and examples are data', () => {
  const schema = {
    type: 'object',
    properties: {
      examples: { type: ['string', 'null'], contentEncoding: 'base64' },
      schema: { type: ['integer', 'null'] },
    },
    additionalProperties: { enum: ['a', null], type: ['string', 'null'] },
    examples: [{ examples: null, schema: { type: ['x'] } }],
  }
  const info = { title: 'x', license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' } }
  expect(asOpenapi30({ openapi: '3.1.0', info, components: { schemas: { A: schema } } })).toEqual({
    openapi: '3.0.4',
    info: { title: 'x', license: { name: 'Proprietary', url: 'urn:spdx:LicenseRef-Proprietary' } },
    components: {
      schemas: {
        A: {
          type: 'object',
          properties: {
            examples: { type: 'string', nullable: true, format: 'byte' },
            schema: { type: 'integer', nullable: true },
          },
          additionalProperties: { enum: ['a', null], type: 'string', nullable: true },
          example: { examples: null, schema: { type: ['x'] } },
        },
      },
    },
  })
})

function schemasIn(value: unknown, isSchema = false): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([key, one]) => {
    if (isSchema && key === 'properties') return Object.values(Object(one)).flatMap((field) => schemasIn(field, true))
    if (key === 'schemas') return Object.values(Object(one)).flatMap((schema) => schemasIn(schema, true))
    return key === 'example' || key === 'examples' ? [] : schemasIn(one, key === 'schema' || key === 'items')
  })
  return isSchema ? [Object(value), ...inner] : inner
}
