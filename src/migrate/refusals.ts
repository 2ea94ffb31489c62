import type { Problem } from '../errors.ts'
import { shellWord } from '../render/shell.ts'
import type { Drop } from './drops.ts'
import type { Risk } from './risks.ts'

/** What a migration would lose, or cannot do by itself. */
export interface Losses {
  readonly drops: readonly Drop[]
  readonly risks: readonly Risk[]
}

/** What was named as what may happen. */
export interface Allowed {
  /** What may be dropped, as `products` or `products.old_name`. */
  readonly drop: readonly string[]
  /** Columns that nothing fills, as `products.weight`. */
  readonly unfilled: readonly string[]
}

/** What of it nobody has named, so that the migration is refused; each hint is the whole command to type. */
export function refusalsOf({ drops, risks }: Losses, allowed: Allowed): readonly Problem[] {
  const command = `ashlar generate${flagsOf({ drops, risks: typesIn(risks) })}`
  return [
    ...drops
      .filter(({ name }) => !allowed.drop.includes(name))
      .map((drop) => ({ code: 'ASH3142', ...dropped(drop, command) })),
    ...typesIn(risks)
      .filter(({ column }) => !allowed.drop.includes(column))
      .map(({ column, from, to }) => ({
        code: 'ASH3147',
        message: `the column \`${column}\` changes from ${from} to ${to}, which may lose its values or fail where it has rows`,
        hint: `keep the type, describe a new field, or say that the values may go: ${command}`,
      })),
    ...unfilledIn(risks)
      .filter(({ column }) => !allowed.unfilled.includes(column))
      .map((risk) => ({ code: 'ASH3148', message: unfilledMessage(risk), hint: unfilledHint({ drops, risks }) })),
  ]
}

function dropped({ kind, name }: Drop, command: string): Pick<Problem, 'message' | 'hint'> {
  if (kind !== 'value') {
    return {
      message: `the ${kind} \`${name}\` is no longer described, and dropping it loses its data`,
      hint: `put it back, or say that the data may go: ${command}`,
    }
  }
  const value = name.split('.').slice(2).join('.')
  return {
    message: `the value \`${name}\` is no longer described, and the migration fails where a row holds it`,
    hint: `put it back, say what takes its place, as in \`renamedValues: { ${value}: … }\`, or that no row holds it: ${command}`,
  }
}

type Unfilled = Extract<Risk, { kind: 'unfilled' | 'required' }>

function unfilledMessage({ kind, column }: Unfilled): string {
  return kind === 'unfilled'
    ? `the new column \`${column}\` is required, and nothing says what rows that are there already get`
    : `the column \`${column}\` becomes required, and nothing says what rows get that have no value in it`
}

function unfilledHint(losses: Losses): string {
  return `write \`backfill(…)\` with a value or another field behind it, or give it a default or a \`?\`; where there are no such rows: ashlar generate${flagsOf(losses)}`
}

/** All that has to be named, allowed or not, as it is typed: ` --allow-drop products`. */
export function flagsOf({ drops, risks }: Losses): string {
  return [
    ...drops.map(({ name }) => ` --allow-drop ${asTyped(name)}`),
    ...typesIn(risks).map(({ column }) => ` --allow-drop ${column}`),
    ...unfilledIn(risks).map(({ column }) => ` --allow-unfilled ${column}`),
  ].join('')
}

function asTyped(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : shellWord(name)
}

function typesIn(risks: readonly Risk[]) {
  return risks.filter((risk) => risk.kind === 'type')
}

function unfilledIn(risks: readonly Risk[]): readonly Unfilled[] {
  return risks.filter((risk) => risk.kind === 'unfilled' || risk.kind === 'required')
}
