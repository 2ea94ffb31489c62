import { mkdirSync, readdirSync, statSync } from 'node:fs'
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

/** The folder that a new part of an application goes to: one that is no project yet, or none (exit 3). */
export function requireUnused(root: string, shown: string): void {
  const stat = statSync(root, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isDirectory()) {
    throw environment({ code: 'ASH3001', message: `\`${shown}\` is no folder`, hint: 'name one of your application' })
  }
  if (!readdirSync(root).includes(STATE_FOLDER)) return
  const hint = `run \`ashlar generate -C ${shown}\` to bring it in step, or name another folder`
  throw environment({ code: 'ASH3129', message: `\`${shown}\` is an ashlar project already`, hint })
}

/** Makes a folder, with those above it, where there is none. */
export function makeFolder(root: string): void {
  mkdirSync(root, { recursive: true })
}

function notEmpty(shown: string, what: string): Problem {
  const hint = 'name a folder that is not there yet, or run `ashlar generate` in an existing project'
  return { code: 'ASH3129', message: `\`${shown}\` ${what}`, hint }
}

const MOVE_AWAY = 'move it away, for example to `old/`, and bring back afterwards what you want of it'

/** Refuses what stands where a file of the new project would go, all of it at once (exit 3). */
export function requireFree(taken: readonly string[], hint = MOVE_AWAY): void {
  if (taken.length === 0) return
  const problems = taken.map((path) => ({ code: 'ASH3133', message: `\`${path}\` is there already`, hint }))
  throw new AshlarError(EXIT.environment, problems)
}
