import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mergeStructure } from '../../src/merge/merge-structure.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { type Case, caseOf, wrongWith, wrongWithOneSide } from './laws.ts'

// `npm run test:merge` tries 20,000. `MERGE_SEED=123 MERGE_CASES=1` runs one alone.
const CASES = Number(process.env.MERGE_CASES ?? 500)
const FIRST = Number(process.env.MERGE_SEED ?? 1)

test(`${CASES} edits of generated files are kept when the description changes`, () => {
  const folder = temporaryFolder()
  const failed: string[] = []
  let cases = 0
  let clean = 0
  let cleanByGit = 0
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const one = caseOf(seed)
    if (one === undefined) continue
    cases += 1
    if ('text' in mergeStructure(one)) clean += 1
    if (mergesByGit(folder, one)) cleanByGit += 1
    const wrong = wrongWith(mergeStructure, one)
    if (wrong.length > 0) failed.push(`seed ${seed} ${one.path}: ${wrong.join('; ')}`)
  }
  console.log(`merge: ${clean} of ${cases} without help, git merge-file ${cleanByGit}; ${failed.length} wrong`)
  expect(failed.slice(0, 20)).toEqual([])
  expect(cases).toBeGreaterThan(CASES / 2)
}, 3_600_000)

/** What the same three texts give where nothing but their lines is known. */
function mergesByGit(folder: string, { yours, base, next }: Case): boolean {
  for (const [name, text] of Object.entries({ yours, base, next })) writeFileSync(join(folder, name), text)
  return spawnSync('git', ['merge-file', '-p', 'yours', 'base', 'next'], { cwd: folder }).status === 0
}

test('where only one side changed a file, that side is the result', () => {
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed += 1) {
    const one = caseOf(seed)
    if (one !== undefined) expect(wrongWithOneSide(mergeStructure, one)).toEqual([])
  }
})
