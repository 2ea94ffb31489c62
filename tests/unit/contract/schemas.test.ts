import { describe, expect, test } from 'vitest'
import { compareApis } from '../../../src/contract/compare-apis.ts'
import type { JsonObject } from '../../../src/contract/document.ts'
import { changesBetween, documentOf } from './api.ts'

const map = (properties: JsonObject, more: JsonObject = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...more,
})
const TEXT = { type: 'string' }
const INT = { type: 'integer' }

const requests = (before: JsonObject, after: JsonObject) => changesBetween({ request: before }, { request: after })
const responses = (before: JsonObject, after: JsonObject) => changesBetween({ response: before }, { response: after })

describe('properties of a request', () => {
  const without = map({ a: TEXT }, { required: ['a'] })

  test('one more may be given, or has to be', () => {
    expect(requests(without, map({ a: TEXT, b: INT }, { required: ['a'] }))).toEqual(['compatible added request b'])
    expect(requests(without, map({ a: TEXT, b: INT }, { required: ['a', 'b'] }))).toEqual([
      'breaking addedRequired request b',
    ])
  })

  test('one less is refused from then on, but for a body that takes any', () => {
    const both = map({ a: TEXT, b: INT }, { required: ['a'] })
    expect(requests(both, without)).toEqual(['breaking removed request b'])
    const open = { additionalProperties: true }
    expect(requests({ ...both, ...open }, { ...without, ...open })).toEqual(['mayBreak removed request b'])
  })

  test('one that has to be given now, or no longer', () => {
    expect(requests(map({ a: TEXT }), without)).toEqual(['breaking required request a'])
    expect(requests(without, map({ a: TEXT }))).toEqual(['compatible optional request a'])
  })

  test('those without a name', () => {
    const [open, closed] = [{ type: 'object' }, { type: 'object', additionalProperties: false }]
    expect(requests(open, closed)).toEqual(['breaking closed request'])
    expect(requests(closed, open)).toEqual(['compatible opened request'])
    expect(requests({ ...open, additionalProperties: TEXT }, { ...open, additionalProperties: INT })).toEqual([
      'breaking type request * string>integer',
    ])
    expect(requests(open, { ...open, additionalProperties: TEXT })).toEqual(['breaking type request * anything>string'])
  })
})

describe('properties of a response', () => {
  const both = map({ a: TEXT, b: INT }, { required: ['a'] })

  test('one more does no harm', () => {
    expect(responses(map({ a: TEXT }), map({ a: TEXT, b: INT }, { required: ['b'] }))).toEqual([
      'compatible added response 200 b',
    ])
  })

  test('one less is missed, the more so where it was always there', () => {
    expect(responses(both, map({ b: INT }))).toEqual(['breaking removed response 200 a'])
    expect(responses(both, map({ a: TEXT }, { required: ['a'] }))).toEqual(['mayBreak removed response 200 b'])
  })

  test('one that is not always there now, or is', () => {
    expect(responses(both, map({ a: TEXT, b: INT }))).toEqual(['breaking optional response 200 a'])
    expect(responses(map({ a: TEXT, b: INT }), both)).toEqual(['compatible required response 200 a'])
  })

  test('those without a name', () => {
    const [open, closed] = [{ type: 'object' }, { type: 'object', additionalProperties: false }]
    expect(responses(open, closed)).toEqual(['compatible closed response 200'])
    expect(responses(closed, open)).toEqual(['compatible opened response 200'])
  })
})

test('what is in a list, and in that', () => {
  const rows = (price: JsonObject) => map({ data: { type: 'array', items: map({ price }) } })
  expect(responses(rows(TEXT), rows(INT))).toEqual(['breaking type response 200 data[].price string>integer'])
  expect(requests({ type: 'array' }, { type: 'array', items: TEXT })).toEqual([
    'breaking type request [] anything>string',
  ])
})

test('properties that are called as what every object has', () => {
  const hostile = JSON.parse(
    '{ "type": "object", "properties": { "constructor": {}, "__proto__": {}, "toString": {} } }',
  )
  const none = { type: 'object' }
  expect(responses(none, hostile)).toEqual(
    ['constructor', '__proto__', 'toString'].map((name) => `compatible added response 200 ${name}`),
  )
  expect(responses(hostile, hostile)).toEqual([])
})

describe('references', () => {
  const components = (schemas: JsonObject) => ({ components: { schemas } })
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

  test('are followed, and the innermost schema with a name is the one that is named', () => {
    const of = (price: JsonObject) =>
      documentOf({
        response: map({ data: ref('Product') }),
        ...components({ Product: map({ cost: ref('Cost') }), Cost: map({ price }) }),
      })
    expect(compareApis(of(TEXT), of(INT))).toEqual([
      {
        effect: 'breaking',
        kind: 'type',
        operation: 'POST /things',
        place: { in: 'response', status: '200', path: 'data.cost.price' },
        from: 'string',
        to: 'integer',
        shared: { schema: 'Cost', path: 'price' },
      },
    ])
  })

  test('to a schema of another name lead to the same changes', () => {
    const before = { request: ref('A'), ...components({ A: map({ a: TEXT }) }) }
    const after = { request: ref('B'), ...components({ B: map({ a: INT }) }) }
    expect(changesBetween(before, after)).toEqual(['breaking type request a string>integer'])
    expect(compareApis(documentOf(before), documentOf(after))[0]).not.toHaveProperty('shared')
  })

  test('to names with signs of a JSON Pointer', () => {
    const of = (schema: JsonObject) => ({
      request: { $ref: '#/components/schemas/a~1b~0c' },
      components: { schemas: { 'a/b~c': schema } },
    })
    expect(changesBetween(of(TEXT), of(INT))).toEqual(['breaking type request string>integer'])
  })

  test('in a circle come to an end, and what is in it is said once', () => {
    const of = (name: JsonObject) => ({
      response: ref('Category'),
      ...components({
        Category: map({ name, parent: { anyOf: [ref('Category'), { type: 'null' }] }, children: ref('Categories') }),
        Categories: { type: 'array', items: ref('Category') },
      }),
    })
    expect(changesBetween(of(TEXT), of(INT))).toEqual(['breaking type response 200 name string>integer'])
  })

  test('to themselves, and to nothing, are any value', () => {
    const circle = { request: ref('A'), ...components({ A: ref('A') }) }
    const allOf = { request: ref('A'), ...components({ A: { allOf: [ref('A')] } }) }
    const lost = { request: ref('A') }
    expect(changesBetween(circle, allOf)).toEqual([])
    expect(changesBetween(circle, lost)).toEqual([])
    expect(changesBetween(lost, { request: TEXT })).toEqual(['breaking type request anything>string'])
  })

  test('that may be null', () => {
    const may = { anyOf: [ref('A'), { type: 'null' }] }
    const of = (schema: JsonObject) => ({ response: map({ a: schema }), ...components({ A: map({ b: TEXT }) }) })
    expect(changesBetween(of(ref('A')), of(may))).toEqual(['breaking nullAdded response 200 a'])
    expect(changesBetween(of(may), of(ref('A')))).toEqual(['compatible nullRemoved response 200 a'])
    const older = { allOf: [ref('A')], nullable: true }
    expect(changesBetween(of(may), of(older))).toEqual([])
  })
})

describe('allOf', () => {
  const components = { schemas: { Base: map({ id: TEXT }, { required: ['id'] }) } }
  const whole = (more: JsonObject) => ({
    response: { allOf: [{ $ref: '#/components/schemas/Base' }, map(more)] },
    components,
  })

  test('is one schema of its parts', () => {
    expect(changesBetween(whole({ a: TEXT }), whole({ a: INT }))).toEqual([
      'breaking type response 200 a string>integer',
    ])
    const written = { response: map({ id: TEXT, a: TEXT }, { required: ['id'] }) }
    expect(changesBetween(whole({ a: TEXT }), written)).toEqual([])
    expect(changesBetween(written, whole({}))).toEqual(['mayBreak removed response 200 a'])
  })
})

describe.each(['oneOf', 'anyOf'])('%s', (word) => {
  const components = { schemas: { Card: map({ number: TEXT }), Cash: map({ amount: INT }) } }
  const [card, cash] = [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Cash' }]
  const of = (...variants: JsonObject[]) => ({
    request: { [word]: variants },
    response: { [word]: variants },
    components,
  })
  const bank = { type: 'string', format: 'iban' }

  test('a choice more, or less', () => {
    expect(changesBetween(of(card, cash), of(card, cash, bank))).toEqual([
      `mayBreak variantAdded response 200 >${JSON.stringify(bank)}`,
      `compatible variantAdded request >${JSON.stringify(bank)}`,
    ])
    expect(changesBetween(of(card, cash), of(card, bank))[0]).toBe('breaking variantRemoved request Cash>')
    expect(changesBetween(of(card, cash), of(cash, card))).toEqual([])
  })

  test('a choice where there was none', () => {
    expect(changesBetween(of(card), of(card, cash))).toEqual([
      'mayBreak variantAdded response 200 >Cash',
      'compatible variantAdded request >Cash',
    ])
  })

  test('null as one of several', () => {
    expect(changesBetween(of(card, cash), of(card, cash, { type: 'null' }))).toEqual([
      'breaking nullAdded response 200',
      'compatible nullAdded request',
    ])
  })

  test('what is in the choices', () => {
    const changed = {
      ...of(card, cash),
      components: { schemas: { ...components.schemas, Cash: map({ amount: TEXT }) } },
    }
    expect(changesBetween(of(card, cash), changed)).toEqual([
      'breaking type request amount integer>string',
      'breaking type response 200 amount integer>string',
    ])
  })
})
