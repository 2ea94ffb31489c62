import { describe, expect, test } from 'vitest'
import { mergeStructure } from '../../../src/merge/merge-structure.ts'

function merged(base: string, yours: string, next: string): string {
  const result = mergeStructure({ path: 'a.ts', base, yours, next })
  return 'text' in result ? result.text : `conflict: ${result.conflict}`
}

const object = (...members: readonly string[]): string => `f({\n${members.map((one) => `  ${one},\n`).join('')}})\n`

describe('what is generated in another order', () => {
  test.each([
    ['goes there', ['a: 1', 'b: 2', 'mine'], ['b: 2', 'a: 1', 'mine']],
    ['goes around what you edited', ['a: 1', 'b: 3'], ['b: 3', 'a: 1']],
    ['stays where you edited each', ['a: 2', 'b: 3'], ['a: 2', 'b: 3']],
    ['stays where you have an order of your own', ['c: 3', 'a: 1', 'b: 2', 'mine'], ['c: 3', 'a: 1', 'b: 2', 'mine']],
    ['stays beside what you spread', ['a: 1', '...mine', 'b: 2'], ['a: 1', '...mine', 'b: 2']],
  ])('%s', (_, yours, expected) => {
    const [base, next] = [object('a: 1', 'b: 2', 'c: 3'), object('b: 2', 'a: 1', 'c: 3')]
    const has = (one: string): boolean => yours.includes(one)
    const rest = has('c: 3') ? [] : ['c: 3']
    expect(merged(base, object(...yours, ...rest), next)).toBe(object(...expected, ...rest))
  })

  test('takes its comments along', () => {
    const base = object('// One.\n  a: 1', 'b: 2', 'c: 3')
    const next = object('b: 2', 'c: 3', '// One.\n  a: 1')
    expect(merged(base, base.replace('2', '4'), next)).toBe(next.replace('2', '4'))
  })

  test('stays where what you wrote reads it: that is no conflict', () => {
    const [base, next] = ['const a = 1\nconst b = 2\n', 'const b = 2\nconst a = 1\n']
    const yours = 'const a = 1\nmine(a)\nconst b = 2\n'
    expect(merged(base, yours, next)).toBe('const b = 2\nconst a = 1\nmine(a)\n')
    const between = 'const a = 1\nconst b = a\n'
    expect(merged(base, between, next)).toBe(between)
  })

  test('does not move what does something where it stands', () => {
    const [base, next] = ['a()\nb()\nconst c = 1\n', 'b()\na()\nconst c = 1\n']
    expect(merged(base, `${base}mine()\n`, next)).toBe(`${base}mine()\n`)
  })
})

test('an assignment with less in it is the same one', () => {
  const base = 'async function f() {\n  a.one = await g({ of: [1, 2, 3], with: { many: true, words: 9 } })\n  h()\n}\n'
  const next = base.replace('  h()', '  a.two = await g({})\n  h()')
  const yours = base.replace('of: [1, 2, 3], with: { many: true, words: 9 }', '')
  expect(merged(base, yours, next)).toBe(
    'async function f() {\n  a.one = await g({  })\n  a.two = await g({})\n  h()\n}\n',
  )
})
