import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDescription } from '../../../src/spec/parse.ts'

const plain = (field: string) => ({ field, lower: false })

const parse = (text: string) => parseDescription({ file: 'a.yaml', text })
const fieldOf = (field: string) =>
  parse(`ashlar: 1\nname: shop\nresources:\n  note:\n    fields:\n      it: ${field}\n`).spec.resources.note?.fields.it

test('a whole description in its normal form', () => {
  const text = readFileSync(new URL('whole.yaml', import.meta.url), 'utf8')
  const { spec, file } = parse(text)
  expect(file).toBe('a.yaml')
  expect(spec).toMatchObject({
    name: 'shop',
    description: 'A shop.\nWith two lines.\n',
    api: { basePath: '/api/v1', pageSize: { default: 10, max: 50 } },
    defaults: { timestamps: false },
  })
  expect(Object.keys(spec.resources)).toEqual(['product', 'orderLine'])
  const { fields, ...product } = spec.resources.product ?? { fields: {} }
  expect(product).toEqual({
    description: 'Something sold.',
    plural: 'productList',
    table: 'stuff',
    path: 'things',
    key: ['sku'],
    timestamps: true,
    indexes: [
      { fields: [plain('title'), plain('price')], unique: false },
      { fields: [plain('createdAt')], unique: false },
    ],
    operations: ['list', 'get'],
  })
  expect(Object.keys(fields)).toEqual(['sku', 'title', 'price'])
  expect(fields.title?.description).toBe('What it is called.')
  expect(spec.resources.orderLine?.key).toEqual(['order', 'product'])
})

describe('both forms of a field mean the same', () => {
  test.each([
    ['string(1..20)?', '{ type: string, min: 1, max: 20, optional: true }'],
    ['string(..30)[] = []', '{ type: string, max: 30, array: true, default: [] }'],
    ['decimal(10, 2) min(0)', '{ type: decimal, precision: 10, scale: 2, min: 0 }'],
    ['enum(a, b) = a', '{ enum: [a, b], default: a }'],
    ['int unique min(1) max(9) = 3', '{ type: int, unique: true, min: 1, max: 9, default: 3 }'],
    ['bigint generated', '{ type: bigint, generated: true }'],
    ['datetime = now', '{ type: datetime, default: now }'],
    ['string = "now"', '{ type: string, default: now }'],
    ['json = {"a":[1]}', '{ type: json, default: { a: [1] } }'],
    ['json backfill(title)', '{ type: json, backfill: { from: title } }'],
    ['json backfill({"from": "title"})', '{ type: json, backfill: { value: { from: title } } }'],
    ['json backfill({"value": 1})', '{ type: json, backfill: { value: { value: 1 } } }'],
    ['json backfill({"from": 1})', '{ type: json, backfill: { from: 1 } }'],
    ['int backfill(0)', '{ type: int, backfill: { value: 0 } }'],
    [
      'ref user? column(x) inverse(ys) onDelete(set null)',
      '{ ref: user, optional: true, column: x, inverse: ys, onDelete: set null }',
    ],
    [
      'text readonly immutable internal index',
      '{ type: text, readonly: true, immutable: true, internal: true, index: true }',
    ],
    ['int', '{ type: int, unique: false, optional: false }'],
  ])('%s', (short, object) => {
    expect(fieldOf(object)).toEqual(fieldOf(`'${short}'`))
  })
})

test('line ends in a description are of one kind', () => {
  expect(
    parse('{ ashlar: 1, name: a, description: "a\\r\\nb\\rc\\Nd", resources: { n: { fields: {} } } }').spec.description,
  ).toBe('a\nb\nc\nd')
})

test('names that every object has are names like others to look up', () => {
  const { spec } = parse('ashlar: 1\nname: a\nresources:\n  note:\n    fields:\n')
  expect(spec.resources.toString).toBeUndefined()
  expect(spec.resources.note?.fields).toEqual({})
})

describe('places', () => {
  const description = parse(
    [
      'ashlar: 1',
      'name: shop',
      'resources:',
      '  order:',
      '    key: [id]',
      '    fields:',
      '      id: int',
      '      customer: ref customer? column(cust) onDelete(set null)',
      '      quoted: "ref  customer"',
      '      escaped: "ref\\x20customer"',
      '      object: { ref: customer, column: c }',
    ].join('\n'),
  )
  const order = ['resources', 'order']
  const at = (...path: (string | number)[]): string => {
    const { line, column } = description.locate([...order, ...path])
    return `${line}:${column}`
  }

  test.each([
    ['a flow list', ['key'], '5:10'],
    ['an item', ['key', 0], '5:11'],
    ['a block map, at its key', ['fields'], '6:5'],
    ['a short form', ['fields', 'customer'], '8:17'],
    ['a target in a short form', ['fields', 'customer', 'ref'], '8:21'],
    ['an argument', ['fields', 'customer', 'column'], '8:38'],
    ['a later modifier', ['fields', 'customer', 'onDelete'], '8:53'],
    ['a part of a quoted short form', ['fields', 'quoted', 'ref'], '9:21'],
    ['a part behind an escape, at the start', ['fields', 'escaped', 'ref'], '10:16'],
    ['a key of the object form', ['fields', 'object', 'column'], '11:40'],
    ['what is not there, at what is around it', ['fields', 'customer', 'inverse'], '8:17'],
    ['what is not there at all', ['indexes', 3], '4:3'],
  ])('%s', (_what, path, expected) => {
    expect(at(...path)).toBe(expected)
  })

  test('of keys', () => {
    expect(description.locateKey([...order, 'fields', 'customer'])).toEqual({ file: 'a.yaml', line: 8, column: 7 })
  })
})
