import { describe, expect, test } from 'vitest'
import { actualOutcome, expectedOutcome, goldenCases } from './cases.ts'

// Compared both ways: a file that is no longer generated is as wrong as one that is new. `npm run golden:update` rewrites.
describe.each(goldenCases())('$name', async (golden) => {
  const actual = await actualOutcome(golden)
  const expected = expectedOutcome(golden)

  test('generates exactly the files of expected/', () => {
    expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort())
  })

  test('generates them byte for byte', () => {
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected))
  })
})
