import { describe, expect, test } from 'vitest'
import { mergeStructure } from '../../../src/merge/merge-structure.ts'
import { mergeYaml } from '../../../src/merge/merge-yaml.ts'
import { sameCode } from '../../../src/merge/structure/code.ts'
import { withLineEndsOf } from '../../../src/merge/text.ts'

// A `§` here is a `$` there: in a plain string linters take one for a mistake.
const text = (written: string): string => written.replaceAll('§', '$')

const merged = (base: string, yours: string, next: string, importers = new Map<string, string>()): string => {
  const result = mergeStructure({ path: 'a.ts', base, yours, next }, { importers, has: () => true })
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
      'f( {a : 1, b: 2} )  \n\n\n',
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
    ['a function and an import', 'z()\n', "import { b } from 'm'\nz()\n", 'function b() {}\nz()\n'],
    ['a type and an import', 'z()\n', "import type { b } from 'm'\nz()\n", 'type b = 1\nz()\n'],
    [
      'a property and an accessor',
      'class A {}\n',
      'class A {\n  get b() {\n    return 1\n  }\n}\n',
      'class A {\n  b = 2\n}\n',
    ],
    ['an export', 'z()\n', 'z()\nexport { b }\n', 'export const b = 1\nz()\n'],
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
    ['semicolons, quotes, last commas', 'f({ a: "b", }); g();', "f({ a: 'b' })\ng()", true],
    ['quotes in a string', `f("it's")`, `f('it\\'s')`, true],
    ['brackets around a parameter', 'f(a => b)', 'f((a) => b)', true],
    ['a semicolon before what would go on', 'a;\n(b)', 'a\n(b)', false],
    ['a semicolon that is a statement', 'if (a);\nb()', 'if (a)\nb()', false],
    ['semicolons of a loop', 'for (a; b;) c()', 'for (a b) c()', false],
    ['a semicolon behind a method that is called like a loop', "a.for('b');\nc()", "a.for('b')\nc()", true],
    ['a last comma of types', 'type A<B, C,> = f<B, C,>', 'type A<B, C> = f<B, C>', true],
    ['a return that ends with its line', 'return\nb()', 'return b()', false],
    ['a return without a value', 'return;\nb()', 'return\nb()', true],
    ['holes of an array', 'f([,])', 'f([])', false],
    ['a type of several', 'type A =\n  | b\n  | c', 'type A = b | c', true],
    ['lines of a comment', '  /**\n   * a\n   */', '/**\n * a\n */', true],
    ['braces in a template', '`§{{ a: { b } }.a} x`', '`§{ {a: {b}}.a } x`', true],
  ])('%s', (_, a, b, same) => {
    expect(sameCode(text(a), text(b))).toBe(same)
  })
})

describe('what a stranger broke it with', () => {
  test.each([
    [
      'a comment before what is inserted',
      'type A = { a: string }\n',
      'type A = {\n  a: string // mine\n}\n',
      'type A = { a: string; b: string }\n',
      'type A = {\n  a: string // mine\n b: string\n}\n',
    ],
    ['the first statement goes', 'a()\nb()\n', 'a()\nmine() // x\nb()\n', 'b()\n', '\nmine() // x\nb()\n'],
    ['a bracket that would go on', 'a()\n', 'a()\n;[1].forEach(mine)\n', 'a()\nb()\n', 'conflict: '],
    [
      'what stood before is wrapped',
      'function f() {\n  const o = find()\n  return ok(o)\n}\n',
      'function f() {\n  try {\n    const o = find()\n    return ok(o)\n  } catch {\n    return no()\n  }\n}\n',
      'function f() {\n  const o = find()\n  audit(o)\n  return ok(o)\n}\n',
      'conflict: ',
    ],
    [
      'a type import above',
      "import { B } from 'x'\n",
      "import type { A } from 'x'\nimport { B } from 'x'\n",
      "import { B, C } from 'x'\n",
      "import type { A } from 'x'\nimport { B, C } from 'x'\n",
    ],
    [
      'an import that only has types now',
      "import { A } from 'x'\n",
      "import { A, m } from 'x'\nm()\n",
      "import type { A } from 'x'\n",
      "import type { A } from 'x'\nimport { m } from 'x'\nm()\n",
    ],
    [
      'a directive',
      'z()\n',
      "'use client'\nz()\n",
      "import x from 'x'\nz()\n",
      "'use client'\nimport x from 'x'\nz()\n",
    ],
    ['a place of a tuple', 'f([0, 0])\n', 'f([0, 1])\n', 'f([2, 0])\n', 'conflict: '],
    ['a value that both replaced', "f(['ES2022'])\n", "f(['ES2023'])\n", "f(['ES2024'])\n", 'conflict: '],
    [
      'a call taken out among others',
      'seed(a, 1)\nseed(a, 2)\n',
      'seed(a, 1)\n',
      'seed(a, 0)\nseed(a, 1)\nseed(a, 2)\n',
      'seed(a, 0)\nseed(a, 1)\n',
    ],
    ['a rest', 'const { a } = f()\n', 'const { a, m } = f()\n', 'const { a, ...r } = f()\n', 'conflict: '],
    [
      'a comment before a comma',
      'f({\n  a: 1,\n  b: 2,\n})\n',
      'f({\n  a: 1 /* mine */,\n  b: 2,\n})\n',
      'f({\n  b: 2,\n})\n',
      'conflict: ',
    ],
    [
      'white space in a template with code',
      'f(`§{g(() => { return x })} a  b`)\n',
      'f(`§{g(() => { return mine })} a  b`)\n',
      'f(`§{g(() => { return x })} a b`)\n',
      'f(`§{g(() => { return mine })} a b`)\n',
    ],
    ['text of a template', 'f(`§{a} b  c`)\n', 'f(`§{a} b c`)\n', 'f(`§{a} b   c`)\n', 'conflict: '],
    ['a template with more code in it', 'f(`§{a} b`)\n', 'f(`§{mine} b`)\n', 'f(`§{a} §{b}`)\n', 'conflict: '],
    ['the same call twice', 'z()\n', 'z()\nx()\n', 'z()\nx()\nx()\n', 'z()\nx()\nx()\n'],
    [
      'a comment at the end that is generated before something now',
      'a()\n// sec\n',
      'a(1)\n// sec\n',
      'a()\n// sec\nb()\n',
      'a(1)\n// sec\nb()\n',
    ],
    [
      'a comment at the end that both wrote behind',
      'a()\n// sec\n',
      'a()\n// sec\nm()\n',
      'a()\n// sec\nb()\n',
      'a()\nb()\n// sec\nm()\n',
    ],
    [
      'a default import taken out',
      "import a from 'x'\nz()\n",
      'z()\n',
      "import b from 'x'\nz()\nq(b)\n",
      "import b from 'x'\nz()\nq(b)\n",
    ],
    [
      'a named import taken out, no header',
      "import { a } from 'x'\nz()\n",
      'z()\n',
      "import { a, c } from 'x'\nz()\n",
      "import { c } from 'x'\nz()\n",
    ],
    [
      'members on one line',
      'type A = { a: string }\n',
      'type A = { a: string; m: string }\n',
      'type A = { a: string; b: string }\n',
      'type A = { a: string; b: string; m: string }\n',
    ],
  ])('%s', (_, base, yours, next, expected) => {
    const result = merged(text(base), text(yours), text(next))
    if (expected.startsWith('conflict: ')) expect(result).toMatch(/^conflict: ./)
    else expect(result).toBe(text(expected))
  })

  test.each([
    ['{"d":{"a":"1","z":"1"}}', '{"d":{"a":"1","m":"1","z":"1"}}', '{"d":{"a":"1"}}', { d: { a: '1', m: '1' } }],
    ['{"a":1,"b":2}', '{"a":1}', '{"c":3}', { c: 3 }],
    ['{"a":1,"b":2}', '{"a":1,"b":2,"m":3}', '{"a":1,"c":4}', { a: 1, c: 4, m: 3 }],
    ['{"a":1,"b":2}', '{"a":1, "b":2}', '{"a":1,"c":4}', { a: 1, c: 4 }],
  ])('JSON: %s | %s | %s', (base, yours, next, expected) => {
    const result = mergeStructure({ path: 'a.json', base, yours, next })
    expect('text' in result && JSON.parse(result.text)).toEqual(expected)
  })

  test.each([
    ['an empty line first', 'a: 1\n', '\na: 1\n', 'a: 2\n', '\na: 2\n'],
    ['indented otherwise', 'on:\n  - a\n', 'on:\n- a\n- mine\n', 'on:\n  - a\n  - b\n', undefined],
    ['an alias of what goes', 'a: &x\n  k: 1\nb: 1\n', 'a: &x\n  k: 1\nb: 1\nmine: *x\n', 'b: 1\n', undefined],
    [
      'a step taken out that has another version now',
      's:\n  - uses: c@v4\n  - run: x\n',
      's:\n  - run: x\n',
      's:\n  - uses: c@v5\n  - run: x\n',
      's:\n  - run: x\n',
    ],
  ])('YAML: %s', (_, base, yours, next, expected) => {
    const result = mergeYaml({ path: 'a.yaml', base, yours, next })
    expect('text' in result ? result.text : undefined).toBe(expected)
  })

  test('large lists take no long time', () => {
    const numbers = (from: number): string =>
      JSON.stringify(
        Array.from({ length: 4_000 }, (_, at) => `${from} ${at}`),
        undefined,
        1,
      )
    expect(mergeStructure({ path: 'a.json', base: numbers(1), yours: numbers(2), next: numbers(3) })).toHaveProperty(
      'conflict',
    )
  }, 10_000)
})

describe('what is handed to something else than before', () => {
  const base = 'export const Patch = z.strictObject({\n  title: text(),\n  stock: int(),\n})\n'
  const more = base.replace('  stock: int(),\n', '  stock: int(),\n  weight: int(),\n')
  const less = base.replace('  title: text(),\n', '')

  test.each([
    'New.omit({ sku: true }).partial()',
    'New.pick({ title: true, stock: true })',
    "asPatch({ title: 'Patch' })",
  ])('%s is not given what belongs to the generated call', (mine) => {
    const yours = `export const Patch = ${mine}\n`
    for (const next of [more, less]) {
      expect(mergeStructure({ path: 'x.ts', base, yours, next })).toHaveProperty('conflict')
    }
  })
})
