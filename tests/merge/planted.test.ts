import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mergeStructure } from '../../src/merge/merge-structure.ts'
import type { MergeText } from '../../src/merge/merge-text.ts'
import { packageRoot } from '../../src/package.ts'
import { installedFolder } from '../setup/tree.ts'
import { type Case, caseOf, targetedCaseOf, wrongWith, wrongWithOneSide } from './laws.ts'

/** Mistakes that somebody could make in the merge: what stands in a file of it, and what would stand there. */
const BUGS: readonly (readonly [name: string, file: string, from: string, to: string])[] = [
  [
    'of what both changed yours is taken',
    'structure/merge-span.ts',
    'text })\n  else merge.conflicts.push(`both',
    'text })\n  else void (`both',
  ],
  [
    'of what both changed the new one is taken',
    'structure/merge-span.ts',
    'const text = mergeLines(texts)',
    'const text = mergeLines(texts) ?? texts.next',
  ],
  ['what is generated anew is forgotten', 'structure/merge-lists.ts', '...insertions(insertion))', ')'],
  [
    'what is generated anew is there twice',
    'structure/merge-lists.ts',
    '...insertions(insertion))',
    '...insertions(insertion), ...insertions(insertion))',
  ],
  [
    'what is no longer generated stays',
    'structure/removals.ts',
    'Array.from(gone, (',
    'Array.from([...gone].slice(1), (',
  ],
  [
    'what you edited goes when it is no longer generated',
    'structure/gone.ts',
    'if (isUntouched && !isUsed)',
    "if ((isUntouched && !isUsed) || name !== '')",
  ],
  [
    'changes of the generator are not taken',
    'structure/merge-span.ts',
    'merge.splices.push({ ...span.ranges.yours, text: next })',
    "if (yours === '') merge.splices.push({ ...span.ranges.yours, text: next })",
  ],
  [
    'comments of the user go with the unit',
    'structure/gone.ts',
    '[bodyOf, leadOf, commentsBehind]',
    '[bodyOf, commentsBehind]',
  ],
  [
    'what you took out comes back',
    'structure/pairs.ts',
    'nextAdded: without(lists.next.units, inNext)',
    'nextAdded: without(lists.next.units, new Map([...inNext].filter(([unit]) => inYours.has(unit))))',
  ],
  [
    'a change of the user is taken for none',
    'structure/code.ts',
    'if (a === b) return true',
    'if (a.length === b.length) return true',
  ],
  [
    'nobody asks whether what is used is still imported',
    'merge-structure.ts',
    'return [...freeNames(merged)].filter((name) => !known.has(name))',
    'return [...known].filter(() => false)',
  ],
  [
    'what is new stands anywhere',
    'structure/places.ts',
    'const at = Math.max(behind, least, ...read)',
    'const at = Math.max(-1, least, ...read)',
  ],
  ['what goes leaves its comma', 'structure/removals.ts', 'gone.has(last) && last', '!gone.has(last) && last'],
]

test.each(BUGS)('a bug in the merge is found: %s', async (name, file, from, to) => {
  const folder = installedFolder()
  cpSync(join(packageRoot, 'src'), join(folder, 'src'), { recursive: true })
  const path = join(folder, 'src/merge', file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
  const mistaken: { mergeStructure: MergeText } = await import(join(folder, 'src/merge/merge-structure.ts'))
  const runs = runsUntilFound(mistaken.mergeStructure)
  console.log(`planted: ${name}: found in run ${runs}`)
  expect(runs).toBeLessThanOrEqual(500)
})

function runsUntilFound(merge: MergeText): number {
  for (let run = 1; run <= 500; run += 1) {
    const one = known(run)
    // What the merge as it is does wrong tells nothing of the bug.
    if (one !== undefined && isWrong(merge, one) && !isWrong(mergeStructure, one)) return run
  }
  return Number.POSITIVE_INFINITY
}

const cases: (Case | undefined)[] = []

/** Edits anywhere, most of them where the description changes the file, and one where a mistake would show, in turn. */
function known(seed: number): Case | undefined {
  if (!(seed in cases)) cases[seed] = seed % 3 === 2 ? targetedCaseOf(seed) : caseOf(seed, seed % 3 === 1)
  return cases[seed]
}

/** Something that is thrown is found too. */
function isWrong(merge: MergeText, one: Case): boolean {
  try {
    return wrongWith(merge, one).length > 0 || wrongWithOneSide(merge, one).length > 0
  } catch {
    return true
  }
}
