import { expect, test } from 'vitest'
import { differences } from '../../../src/spec/differences.ts'

test.each<[unknown, unknown, unknown]>([
  [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
  [{ a: [1, 2] }, { a: [1, 3] }, [['a', 1]]],
  [{ a: 1 }, { b: 1 }, [[]]],
  [{ a: { x: 1 } }, { a: { x: 1, y: 2 } }, [['a']]],
  [{ a: 1 }, Object.assign(Object.create(null), { a: 1 }), []],
  [1, '1', [[]]],
])('%j and %j differ at %j', (first, second, expected) => {
  expect(differences(first, second)).toEqual(expected)
})
