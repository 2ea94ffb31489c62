import pc from 'picocolors'
import { expect, test } from 'vitest'
import { changeDiff } from '../../../src/report/change-diff.ts'
import { changeOf, disk, wanted } from './change.ts'

const plain = pc.createColors(false)

test('an update is shown from the disk to what it becomes', () => {
  const change = changeOf({ kind: 'update', before: disk('a\n'), after: 'b\n' })
  expect(changeDiff(change, plain)).toBe('--- a/src/app.ts\n+++ b/src/app.ts\n@@ -1,1 +1,1 @@\n-a\n+b')
})

test('a conflict is shown from the edited text to the generated one, though nothing is written', () => {
  const change = changeOf({ kind: 'conflict', before: disk('mine\n'), after: 'mine\n', wanted: wanted('new\n') })
  expect(changeDiff(change, plain)).toContain('-mine\n+new')
})

test('line ends alone are no difference', () => {
  const change = changeOf({ kind: 'update', before: disk('a\r\nb\r\n'), after: 'a\nb\n' })
  expect(changeDiff(change, plain)).toBeUndefined()
})

test('a file that is not text is named instead', () => {
  const change = changeOf({ kind: 'conflict', before: disk(undefined), wanted: wanted('new\n') })
  expect(changeDiff(change, plain)).toBe('src/app.ts is not a text file: no difference can be shown')
})

test("a user's edit that stays has no difference to show", () => {
  expect(changeDiff(changeOf({ kind: 'keepEdit', before: disk('x\n'), after: 'x\n' }), plain)).toBeUndefined()
})
