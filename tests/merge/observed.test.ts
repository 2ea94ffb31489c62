import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'

/** What went wrong in other tools that regenerate, and where it is proved that it does not here: a story, or a test by its title. */
const OBSERVED: readonly (readonly [what: string, ...proofs: (readonly [file: string, title?: string])[]])[] = [
  ['M1 no edits give the fresh tree', ['trees.test.ts', 'function unedited']],
  ['M2 no change gives the bytes of the user', ['trees.test.ts', 'function unchanged']],
  ['M3 disjoint edits are both kept', ['trees.test.ts', 'function kept'], ['stories/10-column-of-both']],
  ['M4 the same edit on both sides is kept once', ['stories/07-same-import-of-both'], ['stories/52-unique-of-both']],
  ['M5 two steps are as one', ['trees.test.ts', 'function twoSteps']],
  ['M6 what is new appears where nobody edited', ['trees.test.ts', 'was not edited, and is not new']],
  [
    'M7 a conflict is exit code 1, and the file is as it was',
    ['../unit/commands/resolve.test.ts', 'leaves the file as it was, and puts the three texts beside the project'],
  ],
  ['M8 new is held against what stands there', ['../unit/merge/decide.test.ts', 'the truth table']],
  [
    'M9 a base that is lost or changed is refused, and `adopt` is offered',
    ['../unit/project/regenerate.test.ts', 'when its base is missing or tampered with'],
    ['../unit/commands/adopt/adopt.test.ts', 'ASH3104'],
  ],
  [
    'M10 what the user deleted stays deleted',
    ['../unit/commands/generate.test.ts', 'what the user deleted stays deleted'],
  ],
  [
    'M11 of a resource that is gone, what was edited stays',
    ['../unit/commands/remove-resource.test.ts', 'code and table go, and what was edited stays'],
  ],
  [
    'M12 edits follow a rename that is said, and no other',
    ['../unit/commands/rename.test.ts', 'by hand, with `renamedFrom`, it is the same'],
    ['../unit/commands/rename.test.ts', 'without `renamedFrom` it is another resource'],
  ],
  [
    'M13 signs of a conflict in a text are text',
    ['stories/65-signs-of-a-conflict-in-a-text'],
    ['../unit/commands/markers.test.ts', 'a text that speaks of conflict markers is a text'],
  ],
  [
    'M14 CRLF, mixed line ends, a byte order mark, no last newline, no text at all',
    ['../unit/project/regenerate.test.ts', 'a checkout with CRLF is current'],
    ['../unit/merge/changes.test.ts', 'an update keeps those of the disk'],
    ['../unit/merge/changes.test.ts', 'a file that is not UTF-8 counts as edited'],
    ['stories/64-byte-order-mark-and-no-last-newline'],
  ],
  [
    'M15 what is only formatted is no edit',
    ['../unit/commands/formatter.test.ts', 'what is only formatted is no edit'],
  ],
  ['M16 links, folders and devices in the way', ['../unit/project/writer.test.ts', 'confinement']],
  [
    'M17 an open conflict stays one',
    ['../unit/project/regenerate.test.ts', 'and stays a conflict'],
    ['../unit/commands/markers.test.ts', 'what somebody has begun to settle is left alone'],
  ],
  [
    'M18 of two runs at once one waits or is told; the lock of a dead one is taken over',
    ['../unit/project/run-lock.test.ts', 'a living process keeps its lock, and is named'],
    ['../unit/project/run-lock.test.ts', 'the lock of a dead process is taken over'],
  ],
  ['M19 the executable bit', ['../unit/merge/changes.test.ts', 'is restored when it was lost, on an edited file too']],
  ['M20 letters of the world', ['stories/66-letters-of-the-world']],
  [
    'M21 a clean merge that does not compile',
    [
      '../unit/commands/check-types.test.ts',
      'counts errors in edited files, in files as generated, and in others apart',
    ],
  ],
  ['orval, which took the guards out of 66 handlers', ['stories/02-orval-guards-of-handlers']],
]

for (const [what, ...proofs] of OBSERVED) {
  test(what, () => {
    for (const [file, title] of proofs) {
      const path = join(packageRoot, 'tests/merge', file)
      if (title === undefined) expect(existsSync(path), file).toBe(true)
      else expect(readFileSync(path, 'utf8'), file).toContain(title)
    }
  })
}
