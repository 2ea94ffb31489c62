import { nearest } from '../../did-you-mean.ts'
import { FLAGS, isFlag } from './draft.ts'
import { MODIFIERS } from './modifiers.ts'

/** Every modifier by its name. */
export const MODIFIER_NAMES: readonly string[] = [...FLAGS, ...Object.keys(MODIFIERS)]

/** Whether a word is a modifier of the language, with an argument or without. */
export function isModifier(word: string): boolean {
  return isFlag(word) || Object.hasOwn(MODIFIERS, word)
}

/** Whether a word is a modifier, a mistyped one, or one from another language. */
export function isModifierLike(word: string): boolean {
  return isModifier(word) || ELSEWHERE.has(word.toLowerCase()) || nearest(word, MODIFIER_NAMES) !== undefined
}

const OPTIONAL = 'type `?` behind the type: `string(..80)?`'
const REQUIRED = 'leave it out: a field is required when it has no `?` and no default'
const KEY = 'name the key in the resource: `key: sku`'

/** What people type for what is written otherwise here. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['autoincrement', 'type `generated`'],
  ['default', 'a default stands last: `= 0`'],
  ['identity', 'type `generated`'],
  ['length', 'a length is written `string(1..80)`'],
  ['moves', 'moves are written in the map of the field: `{ enum: [draft, paid], moves: { draft: [paid] } }`'],
  ['not', REQUIRED],
  ['notnull', REQUIRED],
  ['null', OPTIONAL],
  ['nullable', OPTIONAL],
  ['optional', OPTIONAL],
  ['pk', KEY],
  ['primary', KEY],
  ['primarykey', KEY],
  ['references', 'a reference is written `ref customer`'],
  ['renamedvalues', 'these are written in the map of the field: `{ enum: [new], renamedValues: { old: new } }`'],
  ['required', REQUIRED],
  ['shape', 'a shape is written in the map of the field: `{ type: json, shape: { width: int } }`'],
])

/** What to type instead of a modifier from another language, with what stood in its parentheses. */
export function modifierFromElsewhere(word: string, argument: string): string | undefined {
  const known = ELSEWHERE.get(word.toLowerCase())
  const given = argument.trim()
  if (/^references$/i.test(word) && /^[A-Za-z]\w*$/.test(given)) return `a reference is written \`ref ${given}\``
  if (/^default$/i.test(word) && /^[\w."-]+$/.test(given)) return `a default stands last: \`= ${given}\``
  return known
}
