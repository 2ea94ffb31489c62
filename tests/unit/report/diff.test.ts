import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import { expect, test } from 'vitest'
import { paintedDiff, unifiedDiff } from '../../../src/report/diff.ts'
import { temporaryFolder } from '../../setup/tree.ts'

test('a change names both sides and shows the lines', () => {
  expect(unifiedDiff({ path: 'src/a.ts', before: 'one\ntwo\n', after: 'one\n2\n' })).toBe(
    '--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+2',
  )
})

test.each([
  ['a new file', undefined, 'one\n', '--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+one'],
  ['a file that goes', 'one\n', undefined, '--- a/a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-one'],
])('%s', (_what, before, after, diff) => {
  expect(unifiedDiff({ path: 'a', before, after })).toBe(diff)
})

test('git applies it', () => {
  const folder = temporaryFolder()
  const before = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')
  const after = before.replace('line 3\n', 'line three\n').replace('line 30', 'line thirty')
  writeFileSync(join(folder, 'a'), `${before}\n`)
  const patch = unifiedDiff({ path: 'a', before: `${before}\n`, after: `${after}\n` })
  execFileSync('git', ['apply', '-'], { cwd: folder, input: `${patch}\n` })
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(`${after}\n`)
})

test('for a terminal it has colours of our own and no escape of the file', () => {
  const painted = paintedDiff({ path: 'a', before: '', after: '\u001b[8mhidden\n' }, pc.createColors(true))
  expect(painted).toContain('\u001b[32m+\\u001b[8mhidden\u001b[39m')
})
