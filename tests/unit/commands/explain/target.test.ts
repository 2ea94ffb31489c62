import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { offsetIn, targetOf } from '../../../../src/commands/explain/target.ts'
import { temporaryFolder } from '../../../setup/tree.ts'

const root = temporaryFolder()
mkdirSync(join(root, 'src'))
writeFileSync(join(root, 'src/app.ts'), '')

test.each([
  ['src/app.ts', undefined, undefined],
  ['./src/app.ts:3', 3, undefined],
  ['src/app.ts:3:7', 3, 7],
  ['src/app.ts:3:', 3, undefined],
  ['src/app.ts(3,7)', 3, 7],
  ['src/app.ts(3,7):', 3, 7],
  ['src/app.ts#L3', 3, undefined],
  ['src/app.ts#L3-L9', 3, undefined],
  ['src/app.ts#L3C7-L9C2', 3, 7],
  ['src\\app.ts:3', 3, undefined],
  ['src/../src/app.ts:3', 3, undefined],
])('%s', (typed, line, column) => {
  expect(targetOf(typed, root, [root])).toEqual({ path: 'src/app.ts', line, column })
  expect(targetOf(join(root, typed), root, ['/'])).toEqual({ path: 'src/app.ts', line, column })
})

test('a path starts in the first folder that has such a file, and is else taken from the last', () => {
  expect(targetOf('app.ts:3', root, [root, join(root, 'src')]).path).toBe('src/app.ts')
  expect(targetOf('src/app.ts:3', root, [root, join(root, 'src')]).path).toBe('src/app.ts')
  expect(targetOf('src/none.ts:3', root, [root]).path).toBe('src/none.ts')
  expect(targetOf('../none.ts', root, [root]).path).toBe('../none.ts')
})

test('the offset of a place: without a column of the first character that says something', () => {
  const text = 'one\n  two\n\nlast'
  expect(offsetIn(text, { line: 1, column: undefined })).toBe(0)
  expect(offsetIn(text, { line: 2, column: undefined })).toBe(6)
  expect(offsetIn(text, { line: 2, column: 1 })).toBe(4)
  expect(offsetIn(text, { line: 2, column: 99 })).toBe(9)
  expect(offsetIn(text, { line: 3, column: undefined })).toBe(10)
  expect(offsetIn(text, { line: 5, column: undefined })).toBeUndefined()
  expect(offsetIn(text, { line: 0, column: undefined })).toBeUndefined()
})
