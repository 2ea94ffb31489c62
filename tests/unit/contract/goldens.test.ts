import { describe, expect, test } from 'vitest'
import { compareApis } from '../../../src/contract/compare-apis.ts'
import { type JsonObject, list, object } from '../../../src/contract/document.ts'
import { operationsOf } from '../../../src/contract/operations.ts'
import { comparePermissions } from '../../../src/contract/permissions.ts'
import { describe as describeSource } from '../../../src/pipeline.ts'
import { openapiDocument } from '../../../src/plan/views/openapi.ts'
import { expectedOutcome, goldenCases } from '../../golden/cases.ts'

const goldens = goldenCases().map((golden) => {
  const document = expectedOutcome(golden).get('docs/openapi.json') ?? '{}'
  return { name: golden.name, golden, document: JSON.parse(document) as JsonObject }
})

describe.each(goldens)('the document of $name', ({ golden, document }) => {
  test('has operations, and none of them differs from itself', () => {
    expect(operationsOf(document).length).toBeGreaterThan(3)
    expect(compareApis(document, structuredClone(document))).toEqual([])
    expect(comparePermissions(document, document).changes).toEqual([])
  })

  test('is the same API in OpenAPI 3.0 and in 3.1', () => {
    const service = describeSource({ file: 'ashlar.yaml', text: golden.text })
    const of = (openapi: '3.0' | '3.1') => openapiDocument({ ...service, api: { ...service.api, openapi } })
    expect(compareApis(of('3.0'), of('3.1'))).toEqual([])
    expect(compareApis(of('3.1'), of('3.0'))).toEqual([])
  })
})

describe.each(goldens.filter(({ name }) => ['kinds', 'minimal', 'samples', 'shop'].includes(name)))(
  'of $name',
  ({ document }) => {
    test('each operation that is taken out is missed, and by nobody who did not have it', () => {
      for (const { label } of operationsOf(document)) {
        const without = withoutOperation(document, label)
        const expected = { operation: label, place: { in: 'operation' } }
        expect(compareApis(document, without)).toEqual([{ ...expected, effect: 'breaking', kind: 'removed' }])
        expect(compareApis(without, document)).toEqual([{ ...expected, effect: 'compatible', kind: 'added' }])
      }
    })

    test('each property of a schema that is taken out is seen wherever the schema is', () => {
      const { schemas } = object(document.components)
      for (const [name, schema] of Object.entries(object(schemas))) {
        for (const property of Object.keys(object(object(schema).properties))) {
          const changes = compareApis(document, withoutProperty(document, name, property))
          expect(changes.map(({ shared, kind }) => ({ shared, kind }))).toContainEqual({
            shared: { schema: name, path: property },
            kind: 'removed',
          })
          expect(new Set(changes.map(({ shared }) => `${shared?.schema} ${shared?.path}`))).toEqual(
            new Set([`${name} ${property}`]),
          )
        }
      }
    })
  },
)

function withoutOperation(document: JsonObject, label: string): JsonObject {
  const [method = '', path = ''] = label.split(' ')
  const { [method.toLowerCase()]: _, ...rest } = object(object(document.paths)[path])
  return { ...document, paths: { ...object(document.paths), [path]: rest } }
}

function withoutProperty(document: JsonObject, name: string, property: string): JsonObject {
  const components = object(document.components)
  const schemas = object(components.schemas)
  const schema = object(schemas[name])
  const { [property]: _, ...properties } = object(schema.properties)
  const required = list(schema.required).filter((one) => one !== property)
  return {
    ...document,
    components: { ...components, schemas: { ...schemas, [name]: { ...schema, properties, required } } },
  }
}
