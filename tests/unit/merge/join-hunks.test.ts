import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinedHunks } from '../../../src/merge/join-hunks.ts'
import { hunksOf } from '../../../src/merge/line-regions.ts'
import { mergeLines } from '../../../src/merge/merge-lines.ts'

const text = (...lines: readonly string[]): string => lines.join('\n')

/** A section of a script that goes, with the empty line before the next one, which is yours or theirs. */
const base = text('list', 'expect 400', '', 'delete', 'expect 204', '', 'put', 'expect 405')
const next = text('list', 'expect 400', 'echo new', '', 'put', 'expect 405')

test('a line is added behind what another one stands in place of', () => {
  const yours = base.replace('put', 'echo mine\nput')
  expect(mergeLines({ base, yours, next })).toBe(next.replace('put', 'echo mine\nput'))
})

test('what both did to one place is a conflict', () => {
  expect(mergeLines({ base, yours: base.replace('400', '400\necho mine'), next })).toBe(undefined)
})

test.each([
  [
    'below, what was taken out',
    ['a', '', 'b', ''],
    [
      { start: 1, end: 1, lines: ['c'] },
      { start: 2, end: 4, lines: [] },
    ],
    { start: 1, end: 3, lines: ['c'] },
  ],
  [
    'above, what was taken out',
    ['', 'b', '', 'a'],
    [
      { start: 0, end: 2, lines: [] },
      { start: 3, end: 3, lines: ['c'] },
    ],
    { start: 1, end: 3, lines: ['c'] },
  ],
  [
    'below, what was added',
    ['a', 'x', ''],
    [
      { start: 1, end: 2, lines: [] },
      { start: 3, end: 3, lines: ['b', ''] },
    ],
    { start: 1, end: 2, lines: ['', 'b'] },
  ],
  [
    'above, what was added',
    ['', 'x', 'a'],
    [
      { start: 0, end: 0, lines: ['', 'b'] },
      { start: 1, end: 2, lines: [] },
    ],
    { start: 1, end: 2, lines: ['b', ''] },
  ],
])('two changes are one: %s', (_, before, hunks, expected) => {
  expect(joinedHunks(before, hunks)).toEqual([expected])
})

test('changes that stay apart are two', () => {
  expect(hunksOf(['a', 'b', 'c'], ['x', 'b', 'y'])).toHaveLength(2)
})

test('changes that are made one still lead from one text to the other, and to no touching ones', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'b', 'c'), { maxLength: 14 })
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const hunks = hunksOf(before, after) ?? []
      const made = hunks.toReversed().reduce<readonly string[]>((all, { start, end, lines: fresh }) => {
        return all.toSpliced(start, end - start, ...fresh)
      }, before)
      expect(made).toEqual(after)
      expect(hunks.every(({ start }, at) => at === 0 || start > (hunks[at - 1]?.end ?? start))).toBe(true)
      expect(joinedHunks(before, hunks)).toEqual(hunks)
    }),
    { numRuns: 2_000 },
  )
})
