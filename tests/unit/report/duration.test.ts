import { expect, test } from 'vitest'
import { count, duration } from '../../../src/report/duration.ts'

test.each([
  [0.2, '1 ms'],
  [38.4, '38 ms'],
  [999.6, '1.0 s'],
  [4240, '4.2 s'],
])('%d ms is %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words)
})

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [12, '12 files'],
])('%d is %s', (amount, words) => {
  expect(count(amount, 'file')).toBe(words)
})
