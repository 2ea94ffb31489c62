import { describe, expect, test } from 'vitest'
import { editsBetween } from '../../../src/merge/parts/edits.ts'
import { counterpart, type PartPath, partAt, samePlace } from '../../../src/merge/parts/part.ts'
import { partsMaker } from '../../../src/merge/parts/parts-of.ts'

const keys = (path: PartPath | undefined) => path?.map(({ key }) => key)

/** The part at a text, and what it is in another version. */
function follow(path: string, [before, after]: readonly [string, string], at: string) {
  const make = partsMaker(path, [before, after])
  const [from, to] = [make(before), make(after)]
  const found = partAt(from.roots, before.indexOf(at))
  const twin = counterpart(from, found, to)
  const part = twin?.at(-1)
  return { found: keys(found), twin: keys(twin), text: part && after.slice(part.bodyStart, part.bodyStop) }
}

const CODE = `// Generated.
import { a, b } from './x'

/** A table. */
export const table = make('t', {
  // Its key.
  id: uuid(),
  name: text({ max: 3 }), // short
})

route.get('/', (c) => {
  return c.text('hi')
})
`

describe('TypeScript', () => {
  test.each([
    ['// Generated', ['the first lines']],
    ['b }', ["import from './x'", 'b']],
    ['/** A table', ['table']],
    ['// Its key', ['table', 'id']],
    ['// short', ['table', 'name']],
    ['max: 3', ['table', 'name', 'max']],
    ["return c.text('hi')", ["route.get('/')", 'return']],
  ])('the part at %s', (at, name) => {
    const make = partsMaker('a.ts', [CODE])
    expect(keys(partAt(make(CODE).roots, CODE.indexOf(at)))).toEqual(name)
  })

  test('a part is found again where it went, and not where it is gone', () => {
    const moved = CODE.replace('  name: text({ max: 3 }), // short\n', '').replace(
      '  // Its key',
      '  name: text({ max: 4 }),\n  // Its key',
    )
    expect(follow('a.ts', [CODE, moved], 'name: text')).toMatchObject({
      twin: ['table', 'name'],
      text: 'name: text({ max: 4 })',
    })
    expect(follow('a.ts', [CODE, moved], 'max: 3')).toMatchObject({ twin: ['table', 'name', 'max'], text: 'max: 4' })
    const without = CODE.replace(/export const table[\s\S]*?\n}\)\n/, '')
    expect(follow('a.ts', [CODE, without], 'max: 3').twin).toBeUndefined()
    expect(follow('a.ts', [CODE, without], 'return').twin).toEqual(["route.get('/')", 'return'])
  })

  test('white space is not said, comments are', () => {
    const make = partsMaker('a.ts', [])
    const saying = (text: string) => make(text).saying(make(text).roots[0] as PartPath[number])
    expect(saying('const a = { b: 1 }')).toBe(saying('const a   = {\n  b: 1 }\n'))
    expect(saying('const a = 1')).not.toBe(saying('const a = 1 // one'))
    expect(saying("const a = 'x  y'")).not.toBe(saying("const a = 'x y'"))
  })

  test('what has other names has its place', () => {
    const make = partsMaker('a.ts', [])
    const [from, to] = [make(CODE), make(CODE.replace('const table', 'const tables').replace('name', 'title'))]
    expect(keys(samePlace(from, partAt(from.roots, CODE.indexOf('max: 3')), to))).toEqual(['tables', 'title', 'max'])
    const more = make(`${CODE}more()\n`)
    expect(samePlace(from, partAt(from.roots, CODE.indexOf('max: 3')), more)).toBeUndefined()
  })
})

test('JSON by its members', () => {
  const text = '{\n  "scripts": { "test": "vitest", "lint": "biome" },\n  "files": ["a", "b"]\n}\n'
  const other = text.replace('"biome"', '"eslint"').replace('"files": ["a", "b"]', '"files": ["b"]')
  expect(follow('package.json', [text, other], '"lint"')).toMatchObject({
    found: ['scripts', 'lint'],
    text: '"lint": "eslint"',
  })
  expect(follow('package.json', [text, other], '"a"').twin).toBeUndefined()
  expect(partAt(partsMaker('package.json', [text])(text).roots, 0)).toEqual([])
})

const YAML =
  'name: ci\n\n# When.\non:\n  push:\njobs:\n  test:\n    steps:\n      - uses: a/b@1\n      # Ours.\n      - run: npm test\n'

test('YAML by its keys, an item of a list by its name', () => {
  const other = YAML.replace('a/b@1', 'a/b@2').replace('npm test', 'npm run test')
  expect(follow('ci.yml', [YAML, other], '# When')).toMatchObject({ found: ['on'], text: 'on:\n  push:' })
  expect(follow('ci.yml', [YAML, other], 'a/b@1')).toMatchObject({
    found: ['jobs', 'test', 'steps', 'uses: a/b'],
    text: '      - uses: a/b@2',
  })
  expect(follow('ci.yml', [YAML, other], '# Ours')).toMatchObject({
    found: ['jobs', 'test', 'steps', 'run: npm test'],
    twin: undefined,
  })
})

test('the first key of an item begins behind its dash, and says the same in another place', () => {
  const before = 'l:\n  - if: a\n    run: x\n'
  const after = 'l:\n  - with: b\n    if: a\n    run: x\n'
  expect(follow('ci.yml', [before, after], 'if: a')).toMatchObject({ found: ['l', 'run: x', 'if'], text: '    if: a' })
  expect(follow('ci.yml', [before, after], '- if').found).toEqual(['l', 'run: x'])
  const make = partsMaker('ci.yml', [before, after])
  const edits = editsBetween(make(before), make(after)).map(({ kind, path }) => `${kind} ${keys(path)?.join(' > ')}`)
  expect(edits).toEqual(['added l > run: x > with'])
})

test('everything else by lines: those that stayed, and those that became as many others', () => {
  const text = 'one\ntwo\n}\nthree\nfour\n'
  const other = 'zero\none\nTWO\n}\nfour\n'
  expect(follow('a.sh', [text, other], 'one').text).toBe('one')
  expect(follow('a.sh', [text, other], 'two').text).toBe('TWO')
  expect(follow('a.sh', [text, other], 'three').twin).toBeUndefined()
  expect(follow('a.sh', [text, other], 'four').text).toBe('four')
  expect(follow('a.sh', [text, other], '}').found).toEqual([])
})

test('texts that are no TypeScript or YAML are read by lines, all versions of them', () => {
  expect(follow('a.ts', ['const a = (\nb\n', 'const a = (\nc\n'], 'b')).toMatchObject({ found: ['b'], text: 'c' })
  expect(follow('a.yml', ['a: [\nb: 1\n', 'a: [\nb: 2\n'], 'b: 1')).toMatchObject({ found: ['b: 1'], text: 'b: 2' })
})

test('edits are the smallest parts that differ', () => {
  const make = partsMaker('a.ts', [])
  const other = CODE.replace('max: 3', 'max: 4')
    .replace("  return c.text('hi')\n", '  log()\n$&')
    .replace('import { a, b }', 'import { a }')
  const edits = editsBetween(make(CODE), make(other)).map(({ kind, path }) => `${kind} ${keys(path)?.join(' > ')}`)
  expect(edits).toEqual(["removed import from './x' > b", 'edited table > name > max', "added route.get('/') > log()"])
  expect(editsBetween(make(CODE), make(CODE))).toEqual([])
})
