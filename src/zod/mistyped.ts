import { nearest } from '../did-you-mean.ts'
import type { SpecError } from './child-protocol.ts'

/** `z.sting is not a function`, `z.string(...).optinal is not a function`, `strng is not defined` */
const MISSING = /failed while it ran: (?:(?<around>[\w$.()]+)\.)?(?<name>[\w$]+) is not (?:a function|defined)$/

/** An error about a function that is not there, with the one that was meant; nothing when it is about something else. */
export async function mistyped(error: SpecError, text: string): Promise<SpecError | undefined> {
  const { around, name } = error.message.match(MISSING)?.groups ?? {}
  if (name === undefined) return undefined
  const meant = nearest(name, await namesIn(around))
  const shown = around === undefined || around.includes('(') ? meant : `${around}.${meant}`
  const hint = meant === undefined ? `nothing is called \`${name}\` here` : `did you mean \`${shown}\`?`
  return { ...error, hint, ...placeOf(name, error, text) }
}

/** What may be called on something, as far as it is known by how it is written. */
async function namesIn(around: string | undefined): Promise<readonly string[]> {
  const { z } = await import('zod')
  if (around === 'z') return Object.keys(z)
  if (around?.startsWith('z.')) return [...new Set([z.string(), z.number(), z.array(z.string())].flatMap(functionsOf))]
  return [...OURS, 'z']
}

/** What `create-ashlar/spec` exports. */
const OURS = ['decimal', 'defineSpec', 'field', 'many', 'ref', 'resource', 'secret', 'slug', 'smallint', 'text']

function functionsOf(value: object): string[] {
  const prototype: unknown = Object.getPrototypeOf(value)
  const own = Object.getOwnPropertyNames(value).filter((name) => !name.startsWith('_'))
  return typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype
    ? [...own, ...functionsOf(prototype)]
    : own
}

/** The word itself: a stack names the place of the whole expression. */
function placeOf(name: string, { line, column = 1 }: SpecError, text: string): Pick<SpecError, 'line' | 'column'> {
  const written = line === undefined ? undefined : text.split('\n')[line - 1]
  const pattern = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`)
  const found = written?.slice(column - 1).search(pattern) ?? -1
  return line === undefined || found < 0 ? {} : { line, column: column + found }
}
