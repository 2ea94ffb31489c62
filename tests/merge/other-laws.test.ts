import { expect, test } from 'vitest'
import { keepFailure } from './failures.ts'
import { mergedByGit } from './laws.ts'
import { otherCaseOf, otherwiseWrong, wrongWithOneOtherSide } from './other-laws.ts'

const CASES = Number(process.env.MERGE_CASES ?? 150)
const FIRST = Number(process.env.MERGE_SEED ?? 1)

test(`${CASES} edits of YAML, shell, Markdown and the like are kept when what is generated changes`, () => {
  const failed: string[] = []
  let [cases, clean, cleanByGit] = [0, 0, 0]
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const one = otherCaseOf(seed)
    if (one === undefined) continue
    cases += 1
    const { isClean, wrong } = otherwiseWrong(one)
    if (isClean) clean += 1
    if (mergedByGit(one) !== undefined) cleanByGit += 1
    const all = [...wrong, ...wrongWithOneOtherSide(one)]
    if (all.length === 0) continue
    failed.push(`seed ${seed} ${one.path}: ${all.join('; ')}`)
    keepFailure({
      ...{ name: `other-laws-${seed}`, wrong: all },
      command: `MERGE_SEED=${seed} MERGE_CASES=1 npx vitest run tests/merge/other-laws.test.ts`,
      texts: { path: one.path, base: one.base, yours: one.yours, next: one.next },
    })
  }
  console.log(
    `merge, other files: ${clean} of ${cases} without help, git merge-file ${cleanByGit}; ${failed.length} wrong`,
  )
  expect(failed.slice(0, 20)).toEqual([])
  expect(cases).toBeGreaterThan(CASES / 2)
}, 7_200_000)
