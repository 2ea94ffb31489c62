import { expect, test } from 'vitest'
import { mergeStructure } from '../../../src/merge/merge-structure.ts'

const SECTION = '// All of these mark rows.\n\n'

test.each([
  ['with the statement below it', `${SECTION}a()\nb()\n`, 'b()\n', `${SECTION}n()\na()\nb()\n`, 'n()\nb()\n'],
  ['alone', `${SECTION}a()\nb()\n`, 'a()\nb()\n', `${SECTION}n()\na()\nb()\n`, 'n()\na()\nb()\n'],
  ['above something that stood there', `${SECTION}a()\nb()\n`, 'b()\n', `${SECTION}b()\n`, 'b()\n'],
  [
    'above something of which you changed the comment',
    `${SECTION}a()\n\n// Of b.\nb()\n`,
    '// Mine of b.\nb()\n',
    `${SECTION}// Of b.\nb()\n`,
    '// Mine of b.\nb()\n',
  ],
  [
    'in a block, with indents of your own',
    'function f() {\n  // All of these mark rows.\n\n  a()\n  b()\n}\n',
    'function f() {\n    b()\n}\n',
    'function f() {\n  // All of these mark rows.\n\n  // New.\n  n()\n  a()\n  b()\n}\n',
    'function f() {\n  // New.\n  n()\n    b()\n}\n',
  ],
])('a comment on all below it that you took out %s stays out', (_, base, yours, next, expected) => {
  expect(merged(base, yours, next)).toBe(expected)
})

test.each([
  [
    'on all below it that is there still',
    `${SECTION}a()\nb()\n`,
    `${SECTION}a()\nmine()\n`,
    `${SECTION}n()\na()\nb()\n`,
    '// All of these mark rows.\nn()\na()\nmine()\n',
  ],
  [
    'on all below it that is new',
    'a()\nb()\n',
    'b()\n',
    `${SECTION}n()\na()\nb()\n`,
    '// All of these mark rows.\nn()\nb()\n',
  ],
  [
    'on a new statement alone',
    '// Once.\na()\nb()\n',
    'b()\n',
    '// Once.\nn()\n// Once.\na()\nb()\n',
    '// Once.\nn()\nb()\n',
  ],
])('a comment %s comes', (_, base, yours, next, expected) => {
  expect(merged(base, yours, next)).toBe(expected)
})

/** Without empty lines, and behind an import, because a comment that a file begins with is one on the file. */
function merged(...texts: readonly [base: string, yours: string, next: string]): string {
  const [base, yours, next] = texts.map((text) => `import 'x'\n\n${text}`) as [string, string, string]
  const result = mergeStructure({ path: 'a.ts', base, yours, next })
  if ('conflict' in result) return result.conflict
  return result.text.replace("import 'x'\n", '').replaceAll(/^\n/gm, '')
}
