import { describe, expect, test } from 'vitest'
import { mergeStructure } from '../../../src/merge/merge-structure.ts'

// What merges as a text and would mean something that neither side wrote; found by somebody who tried to break the merge.

const inFunction = (...lines: string[]): string =>
  ['function f() {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n')

type Case = readonly [what: string, base: string, yours: string, next: string]

describe('is a conflict', () => {
  test.each<Case>([
    [
      'a semicolon before a bracket',
      'const a = 1\nb(a)\n',
      'const a = 1;\n[1].map(b);\nb(a);\n',
      'const a = 2\nb(a)\n',
    ],
    [
      'one at the start of a line',
      'const a = 1\nb(a)\n',
      'const a = 1\n;(c as D).a = a\nb(a)\n',
      'const a = 2\nb(a)\n',
    ],
    ['one behind what goes', 'const a = b\nc()\n', 'const a = b\nc()\n;[1].map(b)\n', 'const a = b\n'],
    ['one in a class', 'class A {\n  a = 1\n}\n', 'class A {\n  a = 1;\n  [k] = 2\n}\n', 'class A {\n  a = 3\n}\n'],
    [
      'arguments in another order',
      'f({ a: 1 }, { b: 1 })\n',
      'f({ b: 1 }, { a: 1 })\n',
      'f({ a: 1, c: 1 }, { b: 1 })\n',
    ],
    [
      'handlers in another order',
      "r.get('/', log, limit, may, h)\n",
      "r.get('/', may, log, limit, h)\n",
      "r.get('/', log, check, limit, may, h)\n",
    ],
    [
      'parameters in another order',
      'function pay(from: A, to: A) {\n  send(from, to)\n}\npay(a, b)\n',
      'function pay(to: A, from: A) {\n  send(from, to)\n}\npay(b, a)\n',
      'function pay(from: A, to: A, note: A) {\n  send(from, to, note)\n}\npay(a, b, c)\n',
    ],
    [
      'branches the other way round',
      'if (ok) {\n  save(x)\n} else {\n  fail(x)\n}\n',
      'if (!ok) {\n  fail(x)\n} else {\n  save(x)\n}\n',
      'if (ok) {\n  log(x)\n  save(x)\n} else {\n  fail(x)\n}\n',
    ],
    [
      'values the other way round',
      'const r = a\n  ? next({ ...a, n })\n  : first({ n })\n',
      'const r = !a\n  ? first({ n })\n  : next({ ...a, n })\n',
      'const r = a\n  ? next({ ...a, back: a.back, n })\n  : first({ n })\n',
    ],
    [
      'a block that you wrote anew',
      inFunction('if (a) {', '  x()', '}'),
      inFunction('if (!a) {', '  return', '}', 'x()'),
      inFunction('if (a) {', '  n()', '  x()', '}'),
    ],
    ['rows of values', "run(['-e', 'A'])\n", "run(['-e', 'A', '-e', 'B'])\n", "run(['-e', 'A', '-e', 'C'])\n"],
    [
      'a chain in something else',
      'const q = a.b(c).d(e)\n',
      'const q = retry(() => a.b(c).d(e))\n',
      'const q = a.b(c).d(e).f()\n',
    ],
    [
      'a chain in something else that goes',
      'const q = a.b(c).d(e)\n',
      'const q = traced(a.b(c).d(e))\n',
      'const q = a.b(c)\n',
    ],
    [
      'a route of both',
      inFunction("r.get('/', list)"),
      inFunction("r.get('/', list)", "r.get('/:id', (c) => mine(c))"),
      inFunction("r.get('/', list)", "r.get('/:id', (c) => get(c))"),
    ],
    [
      'a function of both',
      'a()\n',
      'a()\nfunction total(xs: X[]) {\n  return xs.length\n}\n',
      'a()\nfunction total(xs: X[]) {\n  return xs.reduce(sum)\n}\n',
    ],
    ['a return of both', inFunction('a()'), inFunction('a()', 'return 1'), inFunction('a()', 'return 2')],
    ['a return before what is yours', inFunction('a()'), inFunction('a()', 'mine()'), inFunction('a()', 'return r')],
    [
      'a guard behind middleware that you moved',
      inFunction('app.use(a)', 'app.use(b)', "app.get('/', h)"),
      inFunction('app.use(a)', "app.get('/', h)", 'app.use(b)'),
      inFunction('app.use(a)', 'app.use(b)', 'app.use(guard)', "app.get('/', h)"),
    ],
    [
      'a route that would be asked before yours',
      inFunction("r.get('/', list)"),
      inFunction("r.get('/', list)", "r.get('/search', search)"),
      inFunction("r.get('/', list)", "r.get('/:id', get)"),
    ],
    [
      'another order of middleware',
      inFunction('app.use(a)', 'app.use(b)'),
      inFunction('app.use(a)', 'app.use(b)', 'mine()'),
      inFunction('app.use(b)', 'app.use(a)'),
    ],
    ['another order of values', "const v = ['a', 'b']\n", "const v = ['a', 'b', 'm']\n", "const v = ['b', 'a']\n"],
    [
      'another order of what is spread',
      'const o = {\n  ...a,\n  ...b,\n}\n',
      'const o = {\n  ...a,\n  ...b,\n  m: 1,\n}\n',
      'const o = {\n  ...b,\n  ...a,\n}\n',
    ],
    [
      'a name that is another one now',
      'const limit = 5\nfunction f() {\n  a()\n}\n',
      'const limit = 5\nfunction f() {\n  a()\n  mine(limit)\n}\n',
      'const limit = 5\nfunction f() {\n  const limit = q()\n  a(limit)\n}\n',
    ],
    [
      'a name that goes before one of the file',
      'const now = 1\nfunction f() {\n  const now = a()\n  use(now)\n}\nuse(now)\n',
      'const now = 1\nfunction f() {\n  const now = a()\n  use(now)\n  mine(now)\n}\nuse(now)\n',
      'const now = 1\nfunction f() {\n  use(1)\n}\nuse(now)\n',
    ],
    [
      'what you moved, and goes',
      inFunction('const row = g()', 'audit(row)', 'return row'),
      inFunction('try {', '  const row = g()', '  audit(row)', '  return row', '} catch (e) {', '  return e', '}'),
      inFunction('const row = g()', 'return row'),
    ],
    [
      'what you moved, and changes',
      inFunction('save(x)', 'b()'),
      inFunction('if (on) save(x)', 'b()'),
      inFunction('save(x, 1)', 'b()'),
    ],
    [
      'a statement that you wrote otherwise, and that changed',
      inFunction('a()', "expect(one.two.three.map((error) => error.pointer)).toEqual(['a'])", 'b()'),
      inFunction('a()', "expect().toEqual(['a'])", 'b()'),
      inFunction('a()', "expect(one.two.three.map((error) => error.pointer)).toEqual(['a', 'b'])", 'b()'),
    ],
    [
      'a key of both, written otherwise',
      'const o = {\n  a: 1,\n}\n',
      'const o = {\n  a: 1,\n  get b() {\n    return 1\n  },\n}\n',
      'const o = {\n  a: 1,\n  b: 2,\n}\n',
    ],
  ])('%s', (_, base, yours, next) => {
    expect(mergeStructure({ path: 'a.ts', base, yours, next })).toMatchObject({ conflict: expect.stringMatching(/./) })
  })
})

describe('finds the one that is meant', () => {
  test.each<readonly [...Case, merged: string]>([
    [
      'of arguments of which one went',
      'f({ a: 1 }, { b: 1 })\n',
      'f({ b: 1 }, { m: 1 })\n',
      'f({ a: 1 }, { b: 1, z: 1 })\n',
      'f({ b: 1, z: 1 }, { m: 1 })\n',
    ],
    [
      'of calls that are the same',
      'a()\nflush()\nb()\n',
      'flush()\na()\nflush()\nb()\n',
      'a()\nflush(true)\nb()\n',
      'flush()\na()\nflush(true)\nb()\n',
    ],
    ['of those that go', 'a()\nflush()\nb()\n', 'flush()\na()\nflush()\nb()\n', 'a()\nb()\n', 'flush()\na()\nb()\n'],
    [
      'order of parameters, where yours is as it was',
      'function pay(from: A, to: A) {\n  send(from, to)\n}\npay(a, b)\n',
      'function pay(from: A, to: A) {\n  log(from)\n  send(from, to)\n}\npay(a, b)\n',
      'function pay(to: A, from: A) {\n  send(from, to)\n}\npay(b, a)\n',
      'function pay(to: A, from: A) {\n  log(from)\n  send(from, to)\n}\npay(b, a)\n',
    ],
    [
      'place of imports behind those that run first',
      "import { a } from './a.ts'\na()\n",
      "import './instrument.ts'\nimport { a } from './a.ts'\na()\n",
      "import { s } from 's'\nimport { a } from './a.ts'\ns(a())\n",
      "import './instrument.ts'\nimport { s } from 's'\nimport { a } from './a.ts'\ns(a())\n",
    ],
    [
      'place behind the comment of a bracket',
      inFunction('a()'),
      'function f() { // eslint-disable-line complexity\n  a()\n}\n',
      inFunction('z()', 'a()'),
      'function f() { // eslint-disable-line complexity\n  z()\n  a()\n}\n',
    ],
    [
      'statement of a comment behind the header',
      "// Generated.\nimport { a } from 'a'\na()\n",
      "// Generated.\n/* mine */ import { a } from 'a'\na()\n",
      "// Generated.\nimport { s } from 's'\nimport { a } from 'a'\na(s)\n",
      "// Generated.\nimport { s } from 's'\n/* mine */ import { a } from 'a'\na(s)\n",
    ],
    ['space before a first argument', 'f(a, b)\n', 'f(a, mine(b))\n', 'f(z, a, b)\n', 'f(z, a, mine(b))\n'],
    [
      'space before a comment',
      "import { a } from 'a'\na()\n",
      "import { a } from 'a'\na(1)\n",
      "import { a } from 'a' // why\na()\n",
      "import { a } from 'a' // why\na(1)\n",
    ],
    [
      'line of a link behind a comment',
      'z.a().b(1)\n',
      'z\n  .a() // mine\n  .b(1)\n',
      'z.a().c(3).b(1)\n',
      'z\n  .a() // mine\n.c(3)\n  .b(1)\n',
    ],
  ])('%s', (_, base, yours, next, merged) => {
    expect(mergeStructure({ path: 'a.ts', base, yours, next })).toMatchObject({ text: merged })
  })
})

test('what is nested too deeply is a conflict, not an error', () => {
  const sum = Array.from({ length: 6_000 }, (_, at) => `'x${at}'`).join(' +\n')
  const texts = { base: `const a = ${sum}\n`, yours: `const a = ${sum}\nmine()\n`, next: `const a = ${sum}\nb()\n` }
  expect(mergeStructure({ path: 'a.ts', ...texts })).toEqual({ conflict: 'it is nested too deeply to be merged' })
})
