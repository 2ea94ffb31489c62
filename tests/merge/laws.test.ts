import { extname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mergeStructure } from '../../src/merge/merge-structure.ts'
import { keepFailure } from './failures.ts'
import { type Case, caseOf, mergedByGit, targetedCaseOf, wrongWith, wrongWithOneSide } from './laws.ts'
import { isBack } from './two-steps.ts'

// `npm run test:merge` tries 10,000 of each. `MERGE_SEED=123 MERGE_CASES=1` runs one alone.
const CASES = Number(process.env.MERGE_CASES ?? 150)
const FIRST = Number(process.env.MERGE_SEED ?? 1)

const AIMED = 'most of them where the description changes the file'

/** Where the edits are, how many cases there are, and one by its number. */
const KINDS: readonly (readonly [where: string, amount: number, made: (seed: number) => Case | undefined])[] = [
  ['anywhere', CASES, caseOf],
  [AIMED, CASES, (seed) => caseOf(seed, true)],
  ['each where a mistake would show', Math.ceil(CASES / 5), targetedCaseOf],
]

describe.each(KINDS)('edits of generated files, %s', (where, most, made) => {
  test(`${most} are kept when the description changes`, () => {
    const failed: string[] = []
    let [cases, clean, cleanByGit, goes, amount, touching] = [0, 0, 0, 0, 0, 0]
    for (let seed = FIRST; seed < FIRST + most; seed += 1) {
      const one = made(seed)
      if (one === undefined) continue
      cases += 1
      amount += one.amount
      touching += one.touching
      const result = mergeStructure(one)
      if ('text' in result) clean += 1
      else if (result.conflict.includes('no longer generated')) goes += 1
      if (mergedByGit(one) !== undefined) cleanByGit += 1
      const wrong = wrongWith(mergeStructure, one)
      if (wrong.length === 0) continue
      failed.push(`seed ${seed} ${one.path}: ${wrong.join('; ')}`)
      keep(one, { name: `laws-${where.split(' ')[0]}-${seed}`, wrong, seed })
    }
    const share = Math.round((100 * touching) / amount)
    console.log(
      `merge, edits ${where}: ${clean} of ${cases} without help, ${goes} edit what is no longer generated, git merge-file ${cleanByGit}; ${failed.length} wrong; ${share} % of ${amount} edits in a unit that changes too`,
    )
    expect(failed.slice(0, 20)).toEqual([])
    expect(cases).toBeGreaterThan(most / 2)
    if (where === AIMED && CASES >= 500) expect(share).toBeGreaterThan(50)
  }, 7_200_000)
})

test('where only one side changed a file, that side is the result', () => {
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed += 1) {
    const one = caseOf(seed)
    if (one !== undefined) expect(wrongWithOneSide(mergeStructure, one), `seed ${seed}`).toEqual([])
  }
}, 3_600_000)

test('a file that changes twice merges in two steps as in one', () => {
  const different: number[] = []
  let compared = 0
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed += 1) {
    const one = caseOf(seed)
    const there = one && mergeStructure(one)
    if (one === undefined || there === undefined || 'conflict' in there || (there.notes ?? []).length > 0) continue
    // What is generated last is what was generated first, so in one step nothing changes.
    const back = mergeStructure({ path: one.path, base: one.next, yours: there.text, next: one.base })
    if ('conflict' in back || (back.notes ?? []).length > 0) continue
    compared += 1
    if (!isBack(one, back.text)) different.push(seed)
  }
  expect(different).toEqual([])
  if (CASES >= 100) expect(compared).toBeGreaterThan(CASES / 20)
}, 3_600_000)

/** Keeps the three texts of a case that went wrong, and what became of them. */
function keep(one: Case, { name, wrong, seed }: { name: string; wrong: readonly string[]; seed: number }): void {
  const ending = extname(one.path)
  const result = mergeStructure(one)
  const [merged, text] = 'text' in result ? [`merged${ending}`, result.text] : ['merged.txt', result.conflict]
  keepFailure({
    ...{ name, wrong },
    command: `MERGE_SEED=${seed} MERGE_CASES=1 npx vitest run tests/merge/laws.test.ts`,
    texts: { [`base${ending}`]: one.base, [`yours${ending}`]: one.yours, [`next${ending}`]: one.next, [merged]: text },
  })
}
