import { expect, test } from 'vitest'
import { problemsOf } from '../spec/problems-of.ts'
import { modelOf } from './model-of.ts'

/** What is wrong when a field copies another one, in words. */
function found(target: string, source: string): string[] {
  const text = `  note: { fields: { it: ${target}, of: ref other } }\n  other: { fields: { it: ${source} } }`
  return problemsOf(() => modelOf(text)).map((line) => line.replace(/^\S+ (.*) -> .*$/, '$1'))
}

test.each([
  ['"string(..20) copy(of.it)"', '"string(..21)"', 'which may have more than 20 characters'],
  ['"string(2..20) copy(of.it)"', '"string(1..20)"', 'which may have fewer than 2 characters'],
  ['"decimal(10, 2) copy(of.it)"', '"decimal(10, 3)"', 'which may have more than 2 digits behind the point'],
  ['"decimal(10, 2) copy(of.it)"', '"decimal(11, 2)"', 'which may have more than 8 digits before the point'],
  ['"enum(a, b) copy(of.it)"', '"enum(a, c)"', 'which may be `c`'],
  ['int min(0) copy(of.it)', 'int', 'which may be less than 0'],
  ['int max(9) copy(of.it)', 'int max(10)', 'which may be greater than 9'],
  ['{ type: json, shape: { a: int }, copy: of.it }', 'json', 'which has another shape'],
  ['{ type: json, shape: { a: int }, copy: of.it }', '{ type: json, shape: { a: int? } }', 'which has another shape'],
  ['int copy(of.it)', 'text', 'which is of another type'],
])('%s of %s', (target, source, why) => {
  expect(found(target, source)).toEqual([`ASH2034 \`it\` cannot hold a copy of \`other.it\`, ${why}`])
})

test.each([
  ['"string(..20) copy(of.it)"', '"string(1..20)"'],
  ['"decimal(12, 3) copy(of.it)"', '"decimal(10, 2) min(0)"'],
  ['"enum(a, b, c) copy(of.it)"', '"enum(c, a)"'],
  ['smallint min(-32768) copy(of.it)', 'smallint'],
  ['int min(0) copy(of.it)', 'int min(1)'],
  ['json copy(of.it)', '{ type: json, shape: { a: int } }'],
  [
    '{ type: json, shape: { a: int, b: text }, copy: of.it }',
    '{ type: json, shape: { b: { type: text, description: B. }, a: int } }',
  ],
])('%s holds every %s', (target, source) => {
  expect(found(target, source)).toEqual([])
})
