import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { without } from '../../../src/spec/cut.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { refusedParts, withoutRefused } from '../../../src/spec/refused.ts'
import { problemsOf } from './problems-of.ts'

const example = (name: string) => ({
  file: 'ashlar.yaml',
  text: readFileSync(new URL(`../../golden/${name}/ashlar.yaml`, import.meta.url), 'utf8'),
})

describe.each(['shop', 'northwind'])('%s', (name) => {
  const source = example(name)

  test('nothing but words of the language is refused', () => {
    const problems = problemsOf(() => parseDescription(source))
    expect(problems.map((line) => line.split(' ')[1])).toEqual(problems.map(() => 'ASH1090'))
    expect(problems).toHaveLength(refusedParts(source).length)
  })

  test('parses without the refused parts, which are then none', () => {
    const text = withoutRefused(source)
    expect(problemsOf(() => parseDescription({ ...source, text }))).toEqual([])
    expect(refusedParts({ ...source, text })).toEqual([])
  })

  test('each part can be cut alone, and is then the only one that is gone', () => {
    const parts = refusedParts(source)
    for (const part of parts) {
      const rest = refusedParts({ ...source, text: without(source.text, [part]) })
      expect(rest.length, part.path.join('.')).toBe(parts.length - 1)
    }
  })
})

test('shop keeps what stands beside the refused parts', () => {
  const text = withoutRefused(example('shop'))
  const { resources } = parseDescription({ file: 'a.yaml', text }).spec
  expect(Object.keys(resources)).toEqual(['customer', 'category', 'product', 'order', 'orderLine'])
  expect(Object.keys(resources.customer?.fields ?? {})).toEqual(['email', 'name', 'phone', 'role'])
  expect(resources.customer?.fields.role?.default).toEqual({ value: 'customer' })
  expect(resources.order?.fields.customer).toMatchObject({
    type: { kind: 'ref', resource: 'customer' },
    onDelete: 'restrict',
  })
  expect(resources.order?.fields.status).toMatchObject({ type: { kind: 'enum' }, default: { value: 'draft' } })
  expect(resources.order?.fields.total?.type).toEqual({ kind: 'decimal', precision: 12, scale: 2 })
  expect(resources.product?.operations).toEqual(['list', 'get', 'create', 'update', 'delete'])
  expect(resources.product?.indexes).toEqual([['published', 'createdAt']])
  expect(resources.orderLine).toMatchObject({ key: ['order', 'product'], path: 'lines' })
  expect(text).toContain('# The greenfield example')
})

describe('what is cut', () => {
  const TOP = 'ashlar: 1\nname: shop\nresources:\n  note:\n'
  test.each([
    [
      'a key with its lines',
      'fields:\n      a: int\n    access:\n      list: public\n      get: [a,\n        b]\n    path: n',
      'fields:\n      a: int\n    path: n',
    ],
    [
      'a key with a comment on its line',
      'fields: { a: int }\n    cache: 5m # long\n    # stays',
      'fields: { a: int }\n    # stays',
    ],
    ['the last key', 'fields: { a: int }\n    cache: 5m', 'fields: { a: int }'],
    [
      'a key with a block text',
      'fields: { a: int }\n    query: |\n      x\n      y\n    path: n',
      'fields: { a: int }\n    path: n',
    ],
    ['a key without a value', 'access:\n    fields: { a: int }', 'fields: { a: int }'],
    ['the first key of a flow map', 'fields: { p: secret, a: int }', 'fields: { a: int }'],
    ['the last key of a flow map', 'fields: { a: int, p: { type: secret } }', 'fields: { a: int }'],
    ['the only key of a flow map', 'fields: { p: { many: note } }', 'fields: {  }'],
    ['the only field', 'fields:\n      p: secret', 'fields:'],
    ['a modifier', 'fields: { a: int read(b) unique }', 'fields: { a: int unique }'],
    ['a modifier in quotes', 'fields: { a: "int read(b, c) = 1" }', 'fields: { a: "int = 1" }'],
    [
      'a field with a modifier behind an escape',
      'fields:\n      a: "int\\x20read(b)"\n      c: int',
      'fields:\n      c: int',
    ],
    ['the shape of a json field', 'fields: { a: "json({ b: int })?" }', 'fields: { a: "json?" }'],
    [
      'a key of the object form',
      'fields: { a: { type: int, read: [b], unique: true } }',
      'fields: { a: { type: int, unique: true } }',
    ],
    ['all operations', 'operations: [bulkCreate, bulkUpdate]\n    fields: { a: int }', 'fields: { a: int }'],
    [
      'an operation with a dash',
      'operations:\n      - list\n      - bulkCreate\n      - get\n    fields: { a: int }',
      'operations:\n      - list\n      - get\n    fields: { a: int }',
    ],
    [
      'an index that is a map',
      'indexes:\n      - [a]\n      - { on: [a], where: b }\n    fields: { a: int }',
      'indexes:\n      - [a]\n    fields: { a: int }',
    ],
  ])('%s', (_what, before, after) => {
    for (const eol of ['\n', '\r\n']) {
      const ended = (body: string): string => `${TOP}    ${body}\n`.replaceAll(/ +\n$/g, '\n').replaceAll('\n', eol)
      const source = { file: 'a.yaml', text: ended(before) }
      expect(withoutRefused(source)).toBe(ended(after))
      expect(problemsOf(() => parseDescription({ ...source, text: withoutRefused(source) }))).toEqual([])
    }
  })
})

test('a part says what it is, where it stands, and hides nothing else', () => {
  const source = {
    file: 'a.yaml',
    text: 'ashlar: 1\nname: shop\nauth: { foo: 1 }\nresources:\n  note:\n    fields:\n      a: it read(b)\n',
  }
  expect(refusedParts(source)).toEqual([
    { path: ['auth'], where: { file: 'a.yaml', line: 3, column: 1 }, start: 21, end: 38 },
    {
      path: ['resources', 'note', 'fields', 'a', 'read'],
      where: { file: 'a.yaml', line: 7, column: 13 },
      start: 80,
      end: 88,
    },
  ])
  expect(problemsOf(() => parseDescription(source)).map((line) => line.split(' ')[1])).toEqual([
    'ASH1090',
    'ASH1041',
    'ASH1090',
  ])
})
