import type { Problem } from '../errors.ts'
import type { Drop } from './drops.ts'
import type { Risk } from './risks.ts'

/** What a migration would lose. */
export interface Losses {
  readonly drops: readonly Drop[]
  readonly risks: readonly Risk[]
}

/** What of it nobody has named, so that the migration is refused; each hint is the whole command to type. */
export function refusalsOf({ drops, risks }: Losses, allowed: readonly string[]): readonly Problem[] {
  const types = typesIn(risks)
  const flags = namesOfLosses({ drops, risks }).map((name) => ` --allow-drop ${name}`)
  const command = `ashlar generate${flags.join('')}`
  return [
    ...drops
      .filter(({ name }) => !allowed.includes(name))
      .map(({ kind, name }) => ({
        code: 'ASH3142',
        message: `the ${kind} \`${name}\` is no longer described, and dropping it loses its data`,
        hint: `put it back, or say that the data may go: ${command}`,
      })),
    ...types
      .filter(({ column }) => !allowed.includes(column))
      .map(({ column, from, to }) => ({
        code: 'ASH3147',
        message: `the column \`${column}\` changes from ${from} to ${to}, which may lose its values or fail where it has rows`,
        hint: `keep the type, describe a new field, or say that the values may go: ${command}`,
      })),
  ]
}

/** All that has to be named, allowed or not, as `--allow-drop` takes it. */
export function namesOfLosses({ drops, risks }: Losses): readonly string[] {
  return [...drops.map(({ name }) => name), ...typesIn(risks).map(({ column }) => column)]
}

function typesIn(risks: readonly Risk[]) {
  return risks.filter((risk) => risk.kind === 'type')
}
