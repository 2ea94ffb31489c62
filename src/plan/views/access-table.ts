import { fieldNamed } from '../../model/lookup.ts'
import type { Field } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import type { Aspect, Kind } from '../access/aspects.ts'
import { arrayText, objectText } from '../layout.ts'

/** More kinds than these of one attempt tell a reader nothing. */
export const MOST_KINDS = 32

/** Names in the generated test that an aspect must not have. */
export const TAKEN = new Set(['me', 'other', 'row', 't', 'collection', 'asker', 'kind', 'foreign', 'from'])

/** An aspect as a member of the type of kinds. */
export function memberOf({ name, of, property }: Aspect): { readonly name: string; readonly type: string } {
  return { name, type: property === undefined ? 'boolean' : typeOf(fieldNamed(of, property)) }
}

function typeOf({ type: kind }: Field): string {
  if (kind.kind === 'boolean') return 'boolean'
  if (kind.kind === 'enum') return kind.values.map(literal).join(' | ')
  return kind.kind === 'int' || kind.kind === 'smallint' ? 'number' : 'string'
}

/** A line of a table of answers: what is tried, and what each caller is answered. */
export function lineText(items: readonly string[], answers: readonly string[]): string {
  return `${arrayText([...items, literal(answers.join(' '))], { indent: 4, after: 1 })},`
}

/** `{ own: true }` */
export function kindText(kind: Kind): string {
  const members = Object.entries(kind).map(([name, of]): [string, string] => [name, literal(of)])
  return members.length === 0 ? '{}' : objectText(Object.fromEntries(members), { indent: 6 })
}
