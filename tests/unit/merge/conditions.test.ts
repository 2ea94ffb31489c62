import { expect, test } from 'vitest'
import { mergeStructure } from '../../../src/merge/merge-structure.ts'

const merged = (base: string, yours: string, next: string): string => {
  const result = mergeStructure({ path: 'a.ts', base: `${base}\n`, yours: `${yours}\n`, next: `${next}\n` })
  return 'text' in result ? result.text.trimEnd() : `conflict: ${result.conflict}`
}

test.each([
  ['at both ends', 'q(and(a, b))', 'q(and(a, b, mine))', 'q(and(n, a, b))', 'q(and(n, a, b, mine))'],
  ['in one place', 'q(and(a, b))', 'q(and(mine, a, b))', 'q(and(n, a, b))', 'q(and(n, mine, a, b))'],
  ['the same one', 'q(and(a, b))', 'q(and(a, n, b))', 'q(and(a, b, n))', 'q(and(a, n, b))'],
  ['of an or', 'q(or(a, b))', 'q(or(a, b, mine))', 'q(or(a, b, n))', 'q(or(a, b, n, mine))'],
  ['beside one that goes', 'q(and(a, old, b))', 'q(and(a, old, b, mine))', 'q(and(a, b))', 'q(and(a, b, mine))'],
  ['beside one that you took out', 'q(and(a, old, b))', 'q(and(a, b))', 'q(and(n, a, old, b))', 'q(and(n, a, b))'],
  [
    'beside one that you edited',
    'q(and(f(a), b))',
    'q(and(f(a, 1), b))',
    'q(and(n, f(a), b))',
    'q(and(n, f(a, 1), b))',
  ],
])('conditions that are new on both sides are both there: %s', (_, base, yours, next, expected) => {
  expect(merged(base, yours, next)).toBe(expected)
})

test.each([
  ['a call that takes them by their place', 'f(a, b)', 'f(a, b, mine)', 'f(n, a, b)'],
  ['a method of that name', 'c.and(a, b)', 'c.and(a, b, mine)', 'c.and(n, a, b)'],
  ['one that both replaced', 'q(and(f(a), b))', 'q(and(mine, b))', 'q(and(n, b))'],
  ['one that you edited and that is replaced', 'q(and(f(a), b))', 'q(and(f(a, 1), b))', 'q(and(isNull(c), b))'],
  ['an order of your own', 'q(and(a, b))', 'q(and(b, a))', 'q(and(n, a, b))'],
])('%s is a conflict', (_, base, yours, next) => {
  expect(merged(base, yours, next)).toMatch(/^conflict: both changed/)
})
