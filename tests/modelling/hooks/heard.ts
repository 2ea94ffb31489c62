import { v7 as uuidv7 } from 'uuid'
import type { Executor } from './db/executor.ts'
import { Problem } from './http/problem.ts'
import { trails } from './resources/trails/trails.table.ts'

/** What was called, in its order. */
export const calls: string[] = []

/** The hooks that throw when they are called. */
export const failing = new Set<string>()

/** Notes a call, also as a row, where there is a transaction to write it in. */
export async function heard(hook: string, what: string, tx?: Executor): Promise<void> {
  calls.push(`${hook}: ${what}`)
  await tx?.insert(trails).values({ id: uuidv7(), text: `${hook}: ${what}` })
  if (failing.has(hook)) throw new Problem('constraint-violated', { detail: `refused by ${hook}` })
}
