import { describe, expect, test } from 'vitest'
import { mergeStructure } from '../../../src/merge/merge-structure.ts'
import { sameTokens } from '../../../src/merge/structure/tokens.ts'
import { withLineEndsOf } from '../../../src/merge/text.ts'

// A `§` here is a `$` there: in a plain string linters take one for a mistake.
const text = (written: string): string => written.replaceAll('§', '$')

const merged = (base: string, yours: string, next: string, importers?: ReadonlyMap<string, string>): string => {
  const result = mergeStructure({ path: 'a.ts', base, yours, next }, importers)
  return 'text' in result ? result.text : `conflict: ${result.conflict}`
}

describe('bytes that the merge does not touch stay', () => {
  test.each([
    ['a byte order mark', 'a()\n', '\uFEFFmine()\na()\n', 'a()\nb()\n', '\uFEFFmine()\na()\nb()\n'],
    ['no newline at the end', 'a()\n\nc()\n', 'a()\n\nc()', 'a()\nb()\n\nc()\n', 'a()\nb()\n\nc()'],
    [
      'white space behind a unit that you only formatted',
      'f({ a: 1 })\n',
      'f( {a : 1} )  \n\n\n',
      'f({ a: 1, b: 2 })\n',
      'f({ a: 1, b: 2 })  \n\n\n',
    ],
    ['a shebang', '#!/usr/bin/env node\na()\n', '#!/usr/bin/env node\nmine()\na()\n', 'b()\n', 'mine()\nb()\n'],
    ['a comment at the end', 'a()\n', 'a()\n// mine\n', 'a()\nb()\n', 'a()\nb()\n// mine\n'],
  ])('%s', (_, base, yours, next, expected) => {
    expect(merged(base, yours, next)).toBe(expected)
  })

  test('line ends of lines that stay', () => {
    expect(withLineEndsOf('a\r\nb\nc\r\n', 'a\nnew\nb\nc\n')).toBe('a\r\nnew\r\nb\nc\r\n')
    expect(withLineEndsOf('a\nb\r\nc\n', 'a\nb\nnew')).toBe('a\nb\r\nnew')
    expect(withLineEndsOf('a\nb\n', 'a\r\nb\n')).toBe('a\nb\n')
  })
})

describe('units', () => {
  test.each([
    [
      'members of a class',
      'class A {\n  a() {}\n}\n',
      'class A {\n  a() {}\n\n  mine() {}\n}\n',
      'class A {\n  a() {}\n\n  b() {}\n}\n',
      'class A {\n  a() {}\n\n  b() {}\n\n  mine() {}\n}\n',
    ],
    [
      'an empty class',
      'class A {}\n',
      '/** Mine. */\nclass A {}\n',
      'class A {\n  b() {}\n}\n',
      '/** Mine. */\nclass A {\n  b() {}\n}\n',
    ],
    [
      'a class that extends',
      'class A extends B({}) {\n  a = 1\n}\n',
      'class A extends B({ mine: 1 }) {\n  a = 1\n}\n',
      'class A extends B({}) {\n  a = 2\n}\n',
      'class A extends B({ mine: 1 }) {\n  a = 2\n}\n',
    ],
    [
      'members of an interface',
      'interface A {\n  a: string\n}\n',
      'interface A {\n  a: string\n  mine: string\n}\n',
      'interface A {\n  a: string | null\n}\n',
      'interface A {\n  a: string | null\n  mine: string\n}\n',
    ],
    [
      'parameters',
      'function f(a: A) {}\n',
      'function f(a: A, mine: B) {}\n',
      'function f(a: C) {}\n',
      'function f(a: C, mine: B) {}\n',
    ],
    [
      'clauses of a switch',
      "switch (a) {\n  case 'a':\n    b()\n}\n",
      "switch (a) {\n  case 'a':\n    b()\n  case 'mine':\n    m()\n}\n",
      "switch (a) {\n  case 'a':\n    b(1)\n}\n",
      "switch (a) {\n  case 'a':\n    b(1)\n  case 'mine':\n    m()\n}\n",
    ],
    [
      'what a pattern takes out',
      'const { a } = f()\n',
      'const { a, mine } = f()\n',
      'const { a, b } = f()\n',
      'const { a, b, mine } = f()\n',
    ],
    [
      'a comma that was missing',
      'f({\n  a: 1\n})\n',
      'f({\n  a: 1,\n  mine: 1\n})\n',
      'f({\n  a: 1,\n  b: 2,\n})\n',
      'f({\n  a: 1,\n  b: 2,\n  mine: 1\n})\n',
    ],
    [
      'an object that was empty',
      'f({})\ng()\n',
      'f({})\ng()\nmine()\n',
      'f({ a: 1 })\ng()\n',
      'f({ a: 1 })\ng()\nmine()\n',
    ],
    [
      'statements that differ in nothing',
      'a()\na()\n',
      'a()\na()\nmine()\n',
      'a()\na()\na()\n',
      'a()\na()\na()\nmine()\n',
    ],
    [
      'a statement that has no name',
      'if (a) x()\n',
      'if (a) x() // mine\n',
      'if (a && b) x()\n',
      'if (a && b) x() // mine\n',
    ],
    ['the same one changed twice', 'if (a) x()\n', 'if (a || mine) x()\n', 'if (a && b) x()\n', 'conflict: '],
    [
      'code in a template',
      'f(`§{g({ a: 1 })} x`)\n',
      'f(`§{g({ a: 1, mine: 2 })} x`)\n',
      'f(`§{g({ a: 2 })} x`)\n',
      'f(`§{g({ a: 2, mine: 2 })} x`)\n',
    ],
    [
      'a value and a type of one name',
      'const A = 1\ntype A = number\n',
      'const A = 1\ntype A = number\nmine()\n',
      'const A = 2\ntype A = string\n',
      'const A = 2\ntype A = string\nmine()\n',
    ],
    ['both took it out', 'a()\nb()\nc()\n', 'a()\nc()\nmine()\n', 'a()\nc(1)\n', 'a()\nc(1)\nmine()\n'],
    [
      'one that you wrote into',
      'a()\nb({ x: 1 })\nc()\n',
      'a()\nb({ x: 1, mine: 1 })\nc()\n',
      'a()\nc()\n',
      'conflict: you edited',
    ],
  ])('%s', (_, base, yours, next, expected) => {
    const result = merged(text(base), text(yours), text(next))
    if (expected.startsWith('conflict: ')) expect(result).toContain(expected)
    else expect(result).toBe(text(expected))
  })
})

describe('what is no result', () => {
  test('a file of yours with a syntax error', () => {
    expect(merged('a()\n', 'a(\n', 'b()\n')).toBe('conflict: it has a syntax error, so it cannot be merged')
  })

  test.each([
    ['an import', 'a()\n', "import { eq } from './mine'\na()\n", "import { eq } from 'drizzle-orm'\na()\n"],
    ['a variable', 'f()\n', 'const { b } = m()\nf()\n', 'f()\nconst b = 1\n'],
    [
      'one in a function',
      'function f() {\n  g()\n}\n',
      'function f() {\n  const [a] = m()\n  g()\n}\n',
      'function f() {\n  g()\n  const a = 1\n}\n',
    ],
  ])('one that declares something twice: %s', (_, base, yours, next) => {
    expect(merged(base, yours, next)).toMatch(/^conflict: merged, it would declare `(eq|b|a)` twice$/)
  })

  test('one that no longer exports what others import', () => {
    const base = 'export const a = 1\nexport const b = 1\n'
    const next = 'export const a = 2\nexport const b = 1\n'
    const importers = new Map([['b', 'src/other.ts']])
    expect(merged(base, 'export const a = 1\n', next, importers)).toBe(
      'conflict: merged, it would not export `b`, which src/other.ts imports',
    )
    expect(merged(base, 'export const a = 1\n', next)).toBe('export const a = 2\n')
  })
})

describe('tokens', () => {
  test.each([
    ['white space between them', 'f( a,b )', 'f(a, b)', true],
    ['white space in a string', "'a b'", "'a  b'", false],
    ['white space in a template', '`a §{b} c`', '`a §{ b } c`', true],
    ['white space in the text of a template', '`a §{b} c`', '`a §{b}  c`', false],
    ['white space in a regular expression', 'f(/a b/)', 'f(/a  b/)', false],
    ['a division', 'a / b / c', 'a/b/c', true],
    ['a comment', 'a // b', 'a // c', false],
    ['a semicolon', 'a;', 'a', false],
    ['braces in a template', '`§{{ a: { b } }.a} x`', '`§{ {a: {b}}.a } x`', true],
  ])('%s', (_, a, b, same) => {
    expect(sameTokens(text(a), text(b))).toBe(same)
  })
})
