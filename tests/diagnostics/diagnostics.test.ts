import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerTo, diagnostics } from './cases.ts'

const all = diagnostics()
const MANY = /^many-/

describe('what ashlar answers to', () => {
  test.each(all.map((diagnostic) => [diagnostic.name, diagnostic] as const))('%s', (_name, diagnostic) => {
    expect(answerTo(diagnostic)).toBe(readFileSync(diagnostic.expected, 'utf8'))
  })
})

test('a newcomer is answered whatever the mistake', () => {
  expect(all.filter(({ name }) => !MANY.test(name)).length).toBeGreaterThanOrEqual(30)
  expect(all.filter(({ name }) => MANY.test(name)).length).toBeGreaterThanOrEqual(10)
})
