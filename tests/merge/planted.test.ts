import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { MergeText } from '../../src/merge/merge-text.ts'
import { packageRoot } from '../../src/package.ts'
import { installedFolder } from '../setup/tree.ts'
import { caseOf, wrongWith, wrongWithOneSide } from './laws.ts'

/** Mistakes that somebody could make in the merge: what stands in a file of it, and what would stand there. */
const BUGS: readonly (readonly [name: string, file: string, from: string, to: string])[] = [
  [
    'of what both changed yours is taken',
    'structure/merge-units.ts',
    'else conflicts.push(`both changed',
    'else void (`both changed',
  ],
  [
    'of what both changed the new one is taken',
    'structure/merge-units.ts',
    'const text = mergeLines(texts)',
    'const text = mergeLines(texts) ?? texts.next',
  ],
  ['what is generated anew is forgotten', 'structure/merge-units.ts', '...insertions(insertion))', ')'],
  [
    'what is generated anew is there twice',
    'structure/merge-units.ts',
    '...insertions(insertion))',
    '...insertions(insertion), ...insertions(insertion))',
  ],
  [
    'what is no longer generated stays',
    'structure/merge-units.ts',
    'Array.from(gone, (',
    'Array.from([...gone].slice(1), (',
  ],
  [
    'what you edited goes when it is no longer generated',
    'structure/merge-units.ts',
    'if (isUntouched(merge, yours, base)) gone.add(yours)',
    "if (isUntouched(merge, yours, base) || name !== '') gone.add(yours)",
  ],
  [
    'changes of the generator are not taken',
    'structure/merge-units.ts',
    'if (sameTokens(yours, base)) {',
    "if (yours === '' && sameTokens(yours, base)) {",
  ],
  [
    'comments of the user go with the unit',
    'structure/merge-units.ts',
    'leadOf(sides.yours, yours).trim() === leadOf(sides.base, base).trim() &&',
    '',
  ],
  [
    'what you took out comes back',
    'structure/merge-units.ts',
    'const nextAdded = without(lists.next.units, inNext)',
    'const nextAdded = without(lists.next.units, new Map([...inNext].filter(([unit]) => inYours.has(unit))))',
  ],
  [
    'a change of the user is taken for none',
    'structure/tokens.ts',
    'if (a === b) return true',
    'if (a.length === b.length) return true',
  ],
]

test.each(BUGS)('a bug in the merge is found: %s', async (_, file, from, to) => {
  const folder = installedFolder()
  cpSync(join(packageRoot, 'src'), join(folder, 'src'), { recursive: true })
  const path = join(folder, 'src/merge', file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
  const { mergeStructure }: { mergeStructure: MergeText } = await import(join(folder, 'src/merge/merge-structure.ts'))
  expect(runsUntilFound(mergeStructure)).toBeLessThanOrEqual(500)
})

function runsUntilFound(merge: MergeText): number {
  for (let seed = 1; seed <= 500; seed += 1) {
    const one = caseOf(seed)
    if (one !== undefined && isWrong(merge, one)) return seed
  }
  return Number.POSITIVE_INFINITY
}

/** Something that is thrown is found too. */
function isWrong(merge: MergeText, one: NonNullable<ReturnType<typeof caseOf>>): boolean {
  try {
    return wrongWith(merge, one).length > 0 || wrongWithOneSide(merge, one).length > 0
  } catch {
    return true
  }
}
