import { describe, expect, test } from 'vitest'
import { actualOutcome, expectedOutcome, goldenCases } from './cases.ts'

describe.each(goldenCases())('$name', async (golden) => {
  const actual = await actualOutcome(golden)
  const expected = expectedOutcome(golden)

  // Both ways: a file that is no longer generated is as wrong as one that is new. `npm run golden:update` rewrites.
  test('generates exactly the files of expected/', () => {
    expect([...actual.files.keys()].sort()).toEqual([...expected.files.keys()].sort())
  })

  test.each([...expected.files.keys()])('%s', (path) => {
    expect(actual.files.get(path)).toBe(expected.files.get(path))
  })

  test('refuses exactly what refused.txt says', () => {
    expect(actual.refused).toBe(expected.refused)
  })
})
