import { expect, test } from 'vitest'
import { type Losses, refusalsOf } from '../../../src/migrate/refusals.ts'

const LOSSES: Losses = {
  drops: [{ kind: 'table', name: 'tags' }],
  risks: [
    { kind: 'unfilled', column: 'notes.author' },
    { kind: 'type', column: 'notes.price', from: 'numeric(10, 4)', to: 'numeric(10, 2)' },
  ],
}

test('drops and types are refused in one go, each with the command that allows all of it', () => {
  const problems = refusalsOf(LOSSES, [])
  expect(problems.map(({ code }) => code)).toEqual(['ASH3142', 'ASH3147'])
  for (const { hint } of problems) {
    expect(hint).toMatch(/: ashlar generate --allow-drop tags --allow-drop notes\.price$/)
  }
})

test('what is named is not refused, and the command still names it', () => {
  const problems = refusalsOf(LOSSES, ['tags'])
  expect(problems.map(({ code }) => code)).toEqual(['ASH3147'])
  expect(problems[0]?.hint).toContain('--allow-drop tags')
  expect(refusalsOf(LOSSES, ['tags', 'notes.price'])).toEqual([])
})
