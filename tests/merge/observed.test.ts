import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'

/** What went wrong in the merges of other generators, and where it is shown that it does not here. */
const OBSERVED: readonly (readonly [what: string, file: string, name?: string])[] = [
  ['M1 no edits: the result is what is generated', 'tests/merge/laws.test.ts', 'where only one side changed a file'],
  ['M2 nothing generated anew: the bytes are yours', 'tests/merge/laws.test.ts', 'where only one side changed a file'],
  ['M3 edits apart are both kept', 'tests/merge/stories/03-own-route'],
  ['M4 the same edit of both is there once', 'tests/merge/stories/07-same-import-of-both'],
  ['M5 two steps are as good as one', 'tests/merge/laws.test.ts', 'in two steps as in one'],
  ['M6 a new field appears', 'tests/merge/stories/10-column-of-both'],
  ['M7 a conflict leaves the file as it was', 'tests/unit/commands/resolve.test.ts', 'leaves the file as it was'],
  ['M8 what is current is told by the file, not by its base', 'tests/unit/merge/decide.test.ts'],
  ['M9 a base that is lost or changed is refused', 'tests/unit/project/regenerate.test.ts', 'tampered with'],
  ['M10 what was deleted stays deleted', 'tests/unit/commands/generate.test.ts', 'what the user deleted stays deleted'],
  [
    'M11 what is no longer wanted goes, or is kept and named',
    'tests/unit/project/regenerate.test.ts',
    'keeps what was edited',
  ],
  ['M12 edits follow a file that moves', 'tests/unit/merge/changes.test.ts', 'move the merged text'],
  ['M13 markers that are text', 'tests/merge/stories/57-markers-that-are-text'],
  ['M14 line ends', 'tests/unit/project/regenerate.test.ts', 'a checkout with CRLF'],
  ['M14 mixed line ends', 'tests/unit/merge/structure.test.ts', 'line ends of lines that stay'],
  ['M14 a byte order mark, no last newline', 'tests/merge/stories/56-byte-order-mark-and-no-last-newline'],
  ['M14 a large file', 'tests/unit/merge/structure.test.ts', 'large lists take no long time'],
  ['M14 what is no text', 'tests/unit/project/regenerate.test.ts', 'not UTF-8'],
  ['M15 a file that was formatted', 'tests/merge/stories/43-whole-file-formatted-by-prettier'],
  ['M16 links are not followed', 'tests/unit/project/regenerate.test.ts', 'does not follow links'],
  ['M17 an open conflict stays one', 'tests/unit/project/regenerate.test.ts', 'stays a conflict'],
  ['M18 two runs at once', 'tests/unit/project/run-lock.test.ts', 'a living process keeps its lock'],
  ['M18 the lock of a dead process', 'tests/unit/project/run-lock.test.ts', 'the lock of a dead process is taken over'],
  ['M19 executable bits', 'tests/unit/merge/changes.test.ts', 'is restored when it was lost'],
  ['M20 letters of all languages', 'tests/merge/stories/58-letters-of-all-languages'],
  ['M21 text that merges and does not compile: names', 'tests/merge/stories/49-constant-renamed-and-used-anew'],
  ['orval: the guards of handlers stay', 'tests/merge/stories/02-orval-guards-of-handlers'],
]

test.each(OBSERVED.map(([what, file, name = '']) => [what, file, name] as const))('%s', (_, file, name) => {
  const path = join(packageRoot, file)
  expect(existsSync(path)).toBe(true)
  if (name !== '') expect(readFileSync(path, 'utf8')).toContain(name)
})

test('each of the 21 is there', () => {
  const numbers = new Set(OBSERVED.map(([what]) => Number(/^M(\d+)/.exec(what)?.[1] ?? 0)))
  expect([...numbers].filter((number) => number > 0).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 21 }, (__, at) => at + 1),
  )
})
