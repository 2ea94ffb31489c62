import { mkdirSync, readdirSync } from 'node:fs'
import { AshlarError, EXIT, environment, type Problem } from '../errors.ts'
import { STATE_FOLDER } from './paths.ts'

/**
 * Makes the folder of a new project, with those above it. A folder that holds anything is refused (exit 3), but for a
 * repository: there {@link requireFree} tells whether something is in the way. `shown` is its name for the user.
 */
export function makeProjectFolder(root: string, shown = root): void {
  mkdirSync(root, { recursive: true })
  const names = readdirSync(root)
  if (names.includes(STATE_FOLDER)) throw environment(notEmpty(shown, 'is an ashlar project already'))
  if (names.length > 0 && !names.includes('.git')) throw environment(notEmpty(shown, 'is not empty'))
}

function notEmpty(shown: string, what: string): Problem {
  const hint = 'name a folder that is not there yet, or run `ashlar generate` in an existing project'
  return { code: 'ASH3129', message: `\`${shown}\` ${what}`, hint }
}

/** Refuses what stands where a file of the new project would go, all of it at once (exit 3). */
export function requireFree(taken: readonly string[]): void {
  if (taken.length === 0) return
  const hint = 'move it away, for example to `old/`, and bring back afterwards what you want of it'
  const problems = taken.map((path) => ({ code: 'ASH3133', message: `\`${path}\` is there already`, hint }))
  throw new AshlarError(EXIT.environment, problems)
}
