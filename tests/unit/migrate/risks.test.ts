import { describe, expect, test } from 'vitest'
import { risksBetween } from '../../../src/migrate/risks.ts'
import { ORIGIN_ID, type SchemaSnapshot } from '../../../src/migrate/schema-snapshot.ts'
import { isWidening } from '../../../src/migrate/widening.ts'

const schema = (columns: Record<string, object>, table = 'books'): SchemaSnapshot => ({
  id: 'b',
  prevId: ORIGIN_ID,
  version: '7',
  dialect: 'postgresql',
  tables: { [`public.${table}`]: { name: table, schema: '', columns } },
})

const id = { name: 'id', type: 'uuid', primaryKey: true, notNull: true }
const required = { name: 'pages', type: 'integer', primaryKey: false, notNull: true }

describe('a new column', () => {
  test('that is required comes to a table without a value for its rows', () => {
    expect(risksBetween(schema({ id }), schema({ id, pages: required }))).toEqual([
      { kind: 'unfilled', column: 'books.pages' },
    ])
  })

  test.each([
    ['may be null', { ...required, notNull: false }],
    ['has a default', { ...required, default: 0 }],
    ['is an identity', { ...required, identity: { type: 'always' } }],
    ['is computed', { ...required, generated: { as: '1' } }],
  ])('is no risk where it %s', (_, pages) => {
    expect(risksBetween(schema({ id }), schema({ id, pages }))).toEqual([])
  })

  test('is no risk where it was there, or its table is new', () => {
    expect(risksBetween(schema({ id, pages: required }), schema({ id, pages: required }))).toEqual([])
    expect(risksBetween(schema({ id, pages: required }), schema({ id, pages: required }, 'films'))).toEqual([])
  })
})

describe('a column that changes', () => {
  const optional = { ...required, notNull: false }

  test('to a type that may not hold its values, and to one that must not be null', () => {
    const total = { ...optional, name: 'total', type: 'numeric(10, 4)' }
    expect(
      risksBetween(
        schema({ total, pages: optional, id }),
        schema({ total: { ...total, type: 'numeric(10, 2)', notNull: true }, pages: { ...required, default: 0 }, id }),
      ),
    ).toEqual([
      { kind: 'type', column: 'books.total', from: 'numeric(10, 4)', to: 'numeric(10, 2)' },
      { kind: 'required', column: 'books.total' },
    ])
  })

  test('to one that must not be null is no risk where it is filled', () => {
    const data = { fills: [{ table: 'books', column: 'pages', sql: '0' }], values: [] }
    expect(risksBetween(schema({ pages: optional }), schema({ pages: required }), data)).toEqual([])
  })

  test('to a wider type, or to one that may be null, is no risk', () => {
    const bigint = { ...required, type: 'bigint', notNull: false }
    expect(risksBetween(schema({ pages: required }), schema({ pages: bigint }))).toEqual([])
  })
})

describe('a constraint', () => {
  const pages = { ...required, notNull: false }
  const constrained = (value: string | undefined, columns?: readonly string[]): SchemaSnapshot => {
    const base = schema({ id, pages })
    const table = base.tables['public.books'] ?? expect.unreachable()
    const checkConstraints = value === undefined ? {} : { c: { name: 'c', value } }
    const uniqueConstraints = columns === undefined ? {} : { u: { name: 'u', columns } }
    return { ...base, tables: { 'public.books': { ...table, checkConstraints, uniqueConstraints } } }
  }
  const from = (least: number) => `"books"."pages" >= ${least}`
  const states = (...values: readonly string[]) => `"books"."pages" in (${values.map((one) => `'${one}'`).join(', ')})`

  test.each([
    ['is new', undefined, from(0)],
    ['takes less', from(0), from(1)],
    ['has one more bound', from(0), `${from(0)} and "books"."pages" <= 9`],
    ['is that of an enum, where there was none', undefined, states('a')],
    ['is no simple one', `${from(0)} or true`, `${from(0)} or false`],
  ])('may not be met where a check %s', (_, before, check) => {
    expect(risksBetween(constrained(before), constrained(check))).toEqual([
      { kind: 'check', column: 'books.pages', check },
    ])
  })

  test.each([
    ['is the same', from(0), from(0)],
    ['takes more', from(0), from(-1)],
    ['has one bound less', `${from(0)} and "books"."pages" <= 9`, from(0)],
    ['goes', from(0), undefined],
    ['is that of an enum, whose values are told as losses', states('a', 'b'), states('a')],
  ])('is met where a check %s', (_, before, check) => {
    expect(risksBetween(constrained(before), constrained(check))).toEqual([])
  })

  test('may not be met where a column becomes unique', () => {
    const risks = [{ kind: 'unique', column: 'books.pages' }]
    expect(risksBetween(constrained(undefined), constrained(undefined, ['pages']))).toEqual(risks)
    expect(risksBetween(constrained(undefined, ['pages']), constrained(undefined, ['pages']))).toEqual([])
    expect(risksBetween(schema({ id }), constrained(undefined, ['pages']))).toEqual([])
    const data = { fills: [{ table: 'books', column: 'pages', sql: '0' }], values: [] }
    expect(risksBetween(schema({ id }), constrained(undefined, ['pages']), data)).toEqual(risks)
  })
})

describe('a widening', () => {
  test.each([
    ['varchar(80)', 'varchar(81)'],
    ['varchar(80)', 'varchar'],
    ['varchar(80)', 'text'],
    ['varchar', 'text'],
    ['varchar(80)[]', 'text[]'],
    ['smallint', 'integer'],
    ['smallint', 'bigint'],
    ['integer', 'bigint'],
    ['smallint', 'real'],
    ['smallint[]', 'integer[]'],
    ['smallint', 'double precision'],
    ['integer', 'double precision'],
    ['real', 'double precision'],
    ['numeric(10, 2)', 'numeric(12, 2)'],
    ['numeric(10)', 'numeric(12, 0)'],
    ['numeric(10, 2)', 'numeric'],
    ['varchar(8) COLLATE "C"', 'varchar(9) COLLATE "C"'],
    ['varchar(8)', 'varchar(9) COLLATE "C"'],
    ['varchar(8) COLLATE "C"', 'text'],
  ])('%s -> %s, and not the other way', (from, to) => {
    expect(isWidening(from, to)).toBe(true)
    expect(isWidening(to, from)).toBe(false)
  })

  test.each([
    ['numeric(10, 2)', 'numeric(12, 3)'],
    ['varchar(80)', 'text[]'],
    ['integer', 'real'],
    ['text', 'uuid'],
    ['timestamp (3)', 'timestamp (3) with time zone'],
  ])('is not %s -> %s, nor back', (from, to) => {
    expect(isWidening(from, to)).toBe(false)
    expect(isWidening(to, from)).toBe(false)
  })
})
