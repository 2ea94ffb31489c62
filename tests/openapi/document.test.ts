import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { documents, type OpenapiDocument } from './documents.ts'

// Schemas of 3.0 are no JSON Schemas: there Redocly's `no-invalid-schema-examples` looks at the examples.
const newest = documents.filter(({ document }) => document.openapi === '3.1.0')

describe.each(newest)('the document of $name', ({ document }) => {
  test('has examples, all of which its own schemas take', () => {
    const examples = examplesIn(document)
    expect(examples.length).toBeGreaterThan(20)
    expect(examples.flatMap((example) => complaints(document, example))).toEqual([])
  })

  test('gives every body an example', () => {
    const { schemas = {} } = document.components
    const bodies = Object.entries(schemas).filter(([name]) => !['InvalidValue', 'Problem'].includes(name))
    expect(bodies.filter(([, schema]) => !('examples' in schema)).map(([name]) => name)).toEqual([])
  })

  test('says nothing twice that a component could say once', () => {
    const objects = objectsIn(document.paths).filter((value) => 'content' in value || 'in' in value)
    const texts = objects.map((value) => JSON.stringify(value))
    expect(texts.filter((text, position) => texts.indexOf(text) !== position)).toEqual([])
  })

  test('has problems for every operation, and an operationId of its own', () => {
    const operations = Object.values(document.paths).flatMap((item) =>
      Object.entries(item).flatMap(([method, operation]) => (method === 'parameters' ? [] : [Object(operation)])),
    )
    expect(operations.filter(({ responses }) => !('default' in responses && '500' in responses))).toEqual([])
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })
})

interface Example {
  readonly at: string
  readonly value: unknown
}

/** Every example of a schema and of a media type, each with the pointer of the schema that it is of. */
function examplesIn(value: unknown, at = '#'): Example[] {
  if (typeof value !== 'object' || value === null) return []
  const { examples, schema } = Object(value)
  const ofSchema = Array.isArray(examples) ? examples.map((example) => ({ at, value: example })) : []
  const named = schema !== undefined && examples !== undefined ? Object.values(Object(examples)) : []
  const ofMedia = named.map((example) => ({ at: `${at}/schema`, value: Object(example).value }))
  const inner = Object.entries(value).filter(([key]) => key !== 'examples' && key !== 'example')
  return [...ofSchema, ...ofMedia, ...inner.flatMap(([key, one]) => examplesIn(one, `${at}/${escaped(key)}`))]
}

function complaints(document: OpenapiDocument, { at, value }: Example): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { decimal: true, float: true } })
  formats.default(ajv)
  ajv.addSchema(document, 'document')
  const valid = ajv.validate({ $ref: `document${encodeURI(at)}` }, value)
  return valid ? [] : [`${at}: ${JSON.stringify(value)} ${ajv.errorsText()}`]
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
