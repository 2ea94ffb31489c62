import { expect, test } from 'vitest'
import { inexactIn, isExact } from '../../../src/spec/field/numbers.ts'

test.each([
  '0',
  '-0',
  '1',
  '-17',
  '+3',
  '0.10',
  '10.00',
  '1e3',
  '1.5E-7',
  '9007199254740992',
  '0.1',
  '1000000000000000000000',
])('%s is exact', (written) => {
  expect(isExact(written)).toBe(true)
})

test.each([
  '',
  'x',
  '9007199254740993',
  '0.12345678901234567890',
  '1e400',
  '1e-400',
  '.inf',
  '.nan',
  '0x1F',
  '0o17',
  '007',
  '.5',
  '1_000',
])('%s is not', (written) => {
  expect(isExact(written)).toBe(false)
})

test('numbers inside texts of JSON do not count', () => {
  expect(inexactIn('{"a": "9007199254740993 \\" 1e400", "b": [1, 2.50]}')).toBeUndefined()
  expect(inexactIn('{"a": [1, 9007199254740993]}')).toBe('9007199254740993')
})
