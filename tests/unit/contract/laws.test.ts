import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/contract/document.ts'
import { changesBetween } from './api.ts'

const NAMES = ['a', 'b', 'c']

const bound = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })

const textSchema = fc
  .record({ low: bound, high: bound, pattern: fc.constantFrom(undefined, '^x*$', '^[xy]+$', '^[^\\x00]*$') })
  .map(({ low, high, pattern }) => defined({ type: 'string', minLength: low, maxLength: high, pattern }))
const numberSchema = fc
  .record({ type: fc.constantFrom('integer', 'number'), low: bound, high: bound })
  .map(({ type, low, high }) => defined({ type, minimum: low, maximum: high }))
const enumSchema = fc
  .uniqueArray(fc.constantFrom('', 'x', 'y', 'xy'), { minLength: 1 })
  .map((values): JsonObject => ({ type: 'string', enum: values }))
const plainSchema = fc.oneof(textSchema, numberSchema, enumSchema, fc.constant<JsonObject>({}))
const nullableSchema = fc
  .tuple(plainSchema, fc.boolean())
  .map(([schema, nullable]) => (nullable ? { anyOf: [schema, { type: 'null' }] } : schema))
const listSchema = fc
  .record({ items: plainSchema, low: bound, high: bound, unique: fc.constantFrom(undefined, true) })
  .map(({ items, low, high, unique }) =>
    defined({ type: 'array', items, minItems: low, maxItems: high, uniqueItems: unique }),
  )
const valueSchema: fc.Arbitrary<JsonObject> = fc.oneof(nullableSchema, listSchema)
const objectSchema = fc
  .record({
    properties: fc.dictionary(fc.constantFrom(...NAMES), valueSchema),
    required: fc.subarray(NAMES),
    extra: fc.constantFrom(undefined, false),
  })
  .map(({ properties, required, extra }) =>
    defined({
      type: 'object',
      properties,
      required: required.filter((name) => Object.hasOwn(properties, name)),
      additionalProperties: extra,
    }),
  )

const scalar = fc.constantFrom<unknown>('', 'x', 'xx', 'y', 'xy', 'xyxy', 0, 1, 2.5, 3, 4, null, true)
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }))
const body = fc.dictionary(fc.constantFrom(...NAMES, 'd'), value)

function defined(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([, word]) => word !== undefined))
}

const ajv = new Ajv2020({ strict: false })

/** Two schemas, the second often a small change of the first, so that both say yes to much the same. */
const schemas = fc.oneof(
  fc.tuple(objectSchema, objectSchema),
  fc
    .tuple(objectSchema, fc.constantFrom(...NAMES), valueSchema)
    .map(([schema, name, other]): [JsonObject, JsonObject] => {
      const properties = { ...Object(schema.properties), [name]: other }
      return [schema, { ...schema, properties }]
    }),
)

const harm = (changes: readonly string[]) => changes.filter((change) => !change.startsWith('compatible'))

test('a request that was valid and is not any more is announced', () => {
  let found = 0
  const law = fc.property(schemas, fc.array(body, { minLength: 20, maxLength: 20 }), ([before, after], bodies) => {
    const [old, next] = [ajv.compile(before), ajv.compile(after)]
    const refused = bodies.find((one) => old(one) && !next(one))
    if (refused === undefined) return
    found += 1
    const said = harm(changesBetween({ request: before }, { request: after }))
    if (said.length === 0) throw new Error(`${JSON.stringify(refused)} is refused, and nothing is said`)
  })
  fc.assert(law, { numRuns: 2_000, seed: 7 })
  expect(found).toBeGreaterThan(100)
})

test('an answer that clients do not know is announced, but for properties that they need not look at', () => {
  let found = 0
  const law = fc.property(schemas, fc.array(body, { minLength: 20, maxLength: 20 }), ([before, after], bodies) => {
    const { additionalProperties: _, ...lenient } = before
    const [old, next] = [ajv.compile(lenient), ajv.compile(after)]
    const unknown = bodies.find((one) => next(one) && !old(one))
    if (unknown === undefined) return
    found += 1
    const said = harm(changesBetween({ response: before }, { response: after }))
    if (said.length === 0) throw new Error(`${JSON.stringify(unknown)} is answered, and nothing is said`)
  })
  fc.assert(law, { numRuns: 2_000, seed: 7 })
  expect(found).toBeGreaterThan(100)
})

test('a schema does not differ from itself', () => {
  fc.assert(
    fc.property(objectSchema, (schema) => {
      const api = { request: schema, response: schema }
      expect(changesBetween(api, structuredClone(api))).toEqual([])
    }),
    { numRuns: 500, seed: 7 },
  )
})
