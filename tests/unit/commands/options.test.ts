import { expect, test } from 'vitest'
import * as z from 'zod'
import { parseOptions } from '../../../src/commands/options.ts'
import { AshlarError } from '../../../src/errors.ts'

const schema = z.object({ dryRun: z.boolean().default(false), pm: z.enum(['npm', 'pnpm']).default('npm') })

test('what is left out gets its default', () => {
  expect(parseOptions(schema, {})).toEqual({ dryRun: false, pm: 'npm' })
})

test('a wrong value is named by its flag, with one that works', () => {
  expect(problemsOf(() => parseOptions(schema, { pm: 'nmp' }))).toEqual([
    { code: 'ASH4003', message: '`--pm` is one of npm, pnpm', hint: 'type `--pm npm`' },
  ])
})

test('a property is named as it is typed', () => {
  expect(problemsOf(() => parseOptions(schema, { dryRun: 'x' }))[0]?.message).toContain('`--dry-run`: ')
})

function problemsOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof AshlarError) return error.problems
    throw error
  }
  return []
}
