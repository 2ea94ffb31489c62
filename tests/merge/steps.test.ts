import { expect, test } from 'vitest'
import { wrongSteps } from './steps.ts'

const CASES = Number(process.env.STEP_CASES ?? 2_000)
const FIRST = Number(process.env.MERGE_SEED ?? 1)

test(`${CASES} lists of steps that both sides edited: no key gets into another step, and nothing is lost`, () => {
  const results = Array.from({ length: CASES }, (_, at) => ({ seed: FIRST + at, ...wrongSteps(FIRST + at) }))
  const failed = results.filter(({ wrong }) => wrong.length > 0)
  const clean = results.filter(({ isClean }) => isClean).length
  console.log(`merge, steps: ${clean} of ${CASES} without help; ${failed.length} wrong`)
  expect(failed.slice(0, 5)).toEqual([])
  expect(clean).toBeGreaterThan(CASES / 4)
})
