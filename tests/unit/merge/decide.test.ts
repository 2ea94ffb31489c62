import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/merge/decide.ts'

const row = (states: string) => {
  const [last, disk, wanted] = states.split(' ').map((state) => (state === '-' ? undefined : state))
  return { last, disk, wanted }
}

describe('the truth table', () => {
  test.each([
    ['- - A', 'create'],
    ['- A A', 'adopt'],
    ['- A B', 'merge'],
    ['A A A', 'current'],
    ['A A B', 'update'],
    ['A B A', 'keepEdit'],
    ['A B B', 'adopt'],
    ['A B C', 'merge'],
    ['A A -', 'delete'],
    ['A B -', 'orphan'],
    ['A - A', 'stayDeleted'],
    ['A - B', 'stayDeleted'],
    ['A - -', 'forget'],
    ['- A -', 'forget'],
  ])('last, disk, wanted = %s: %s', (states, verdict) => {
    expect(decide({ ...row(states), once: false })).toBe(verdict)
  })
})

describe('a file that is written once', () => {
  test.each([
    ['- - A', 'create'],
    ['- A A', 'adopt'],
    ['- A B', 'keepEdit'],
    ['A A A', 'current'],
    ['A A B', 'current'],
    ['A B A', 'keepEdit'],
    ['A B B', 'keepEdit'],
    ['A B C', 'keepEdit'],
    ['A A -', 'forget'],
    ['A B -', 'forget'],
    ['A - B', 'stayDeleted'],
    ['A - -', 'forget'],
  ])('last, disk, wanted = %s: %s', (states, verdict) => {
    expect(decide({ ...row(states), once: true })).toBe(verdict)
  })
})
