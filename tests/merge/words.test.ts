import { expect, test } from 'vitest'
import { mapThree } from '../../src/merge/three.ts'
import { standsElsewhere } from './json-places.ts'
import { mergedByWords } from './merged-by-words.ts'
import { isBack } from './two-steps.ts'
import { codeWords } from './words.ts'

test('white space in a regular expression is part of it, and a slash that divides is none', () => {
  expect(codeWords('.regex(/^[/ ]\\d{1,  9}$/u, 1)')).toEqual(['.', 'regex', '(', '/^[/ ]\\d{1,  9}$/u', '1', ')'])
  expect(codeWords('a / 2 + b(c) / 2')).toEqual(['a', '/', '2', '+', 'b', '(', 'c', ')', '/', '2'])
})

test('words that both took out, and one wrote elsewhere, say nothing', () => {
  const [base, next] = ['role: enum(roles), more: date()', 'phone: text(), role: enum(roles), more: date()']
  const yours = base.replace('roles', '')
  const words = (texts: { yours: string; base: string; next: string }) => mergedByWords(mapThree(texts, codeWords))
  expect(words({ base, yours, next })).toBe(codeWords(next.replace('roles', '')).join('\n'))
  const old = 'role: z.enum(roles).optional(), added: datetime().nullable().optional() })'
  const moved = 'phone: text(0, 30).nullable().optional(), role: z.enum(roles).optional() })'
  expect(words({ base: old, yours: old.replace('roles', ''), next: moved })).toBe(undefined)
})

test('a word of JSON stands in the keys that are around it', () => {
  const text = JSON.stringify({ paths: { '/lines': { get: [1, { ref: 'mine' }] } } })
  expect(standsElsewhere('mine', text, text.replace('[1,', '['))).toBe(false)
  expect(standsElsewhere('mine', text, text.replace('/lines', '/extras'))).toBe(true)
  expect(standsElsewhere('mine', text, text.replace('mine', ''))).toBe(true)
})

test('what is made back is what it was, but for what both took out', () => {
  const base = '{ "slug": "sample", "name": "text", "type": "null" }'
  const yours = base.replace(', "name": "text"', '').replace('"null"', '"mine"')
  const both = { base, yours, next: base.replace(', "name": "text"', '') }
  expect(isBack(both, yours)).toBe(true)
  expect(isBack(both, base.replace('"null"', '"mine"'))).toBe(true)
  expect(isBack(both, base)).toBe(false)
  expect(isBack(both, yours.replace('"mine"', '"other"'))).toBe(false)
  expect(isBack({ ...both, next: base.replace('"slug": "sample"', '') }, base.replace('"null"', '"mine"'))).toBe(false)
})
