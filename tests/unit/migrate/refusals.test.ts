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
  const problems = refusalsOf(LOSSES, { drop: [], unfilled: ['notes.author'] })
  expect(problems.map(({ code }) => code)).toEqual(['ASH3142', 'ASH3147'])
  for (const { hint } of problems) {
    expect(hint).toMatch(/: ashlar generate --allow-drop tags --allow-drop notes\.price$/)
  }
})

test('what is named is not refused, and the command still names it', () => {
  const problems = refusalsOf(LOSSES, { drop: ['tags'], unfilled: ['notes.author'] })
  expect(problems.map(({ code }) => code)).toEqual(['ASH3147'])
  expect(problems[0]?.hint).toContain('--allow-drop tags')
  expect(refusalsOf(LOSSES, { drop: ['tags', 'notes.price'], unfilled: ['notes.author'] })).toEqual([])
})

test('what nothing fills is refused with the ways on, and allowed by a name of its own', () => {
  const [problem, ...more] = refusalsOf(LOSSES, { drop: ['tags', 'notes.price'], unfilled: [] })
  expect(more).toEqual([])
  expect(problem).toEqual({
    code: 'ASH3148',
    message: 'the new column `notes.author` is required, and nothing says what rows that are there already get',
    hint: 'write `backfill(…)` with a value or another field behind it, or give it a default or a `?`; where there are no such rows: ashlar generate --allow-drop tags --allow-drop notes.price --allow-unfilled notes.author',
  })
})
