import { nearest } from '../did-you-mean.ts'
import { keysAt } from './grammar/keys.ts'
import type { SpecPath } from './spec.ts'
import { strayHint, strayHome } from './strays.ts'
import type { Tree } from './tree.ts'

/** What to do about a key that the language does not have. */
export function unknownKeyHint(path: SpecPath, root: Tree): string {
  if (strayHome(path, root) !== undefined) return strayHint(path, root)
  const key = String(path.at(-1))
  const keys = keysAt(path.slice(0, -1))
  const meant = nearest(key, keys)
  if (meant !== undefined) return `did you mean \`${meant}\`?`
  const elsewhere = keys.includes('type') ? FIELD.get(key.toLowerCase()) : OTHERS.get(key.toLowerCase())
  return elsewhere ?? `the keys are ${keys.join(', ')}`
}

const OPTIONAL = 'a field that may be empty has `optional: true`'

/** What people write in the map of a field, and how it is written here. */
const FIELD: ReadonlyMap<string, string> = new Map([
  ['defaultvalue', 'type `default`'],
  ['items', 'a list of `string` is written `type: string, array: true`'],
  ['length', 'type `max: 80`, and `min: 1` for the least'],
  ['maxlength', 'type `max`'],
  ['minlength', 'type `min`'],
  ['maximum', 'type `max`'],
  ['minimum', 'type `min`'],
  ['notnull', 'leave it out: a field is required when it has no `optional: true` and no default'],
  ['nullable', OPTIONAL],
  ['primary', 'name the key in the resource: `key: sku`'],
  ['primarykey', 'name the key in the resource: `key: sku`'],
  ['references', 'type `ref: customer` instead of the type'],
  ['required', 'leave it out: a field is required when it has no `optional: true` and no default'],
  ['values', 'type `enum: [draft, paid]` instead of the type'],
])

/** The same outside of fields. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['columns', 'type `fields`'],
  ['attributes', 'type `fields`'],
  ['entities', 'type `resources`'],
  ['models', 'type `resources`'],
  ['properties', 'type `fields`'],
  ['primarykey', 'type `key`'],
  ['relations', 'a relation is a field: `customer: ref customer`'],
  ['tables', 'type `resources`'],
  ['tablename', 'type `table`'],
  ['version', 'the version of this language is `ashlar: 1`'],
])
