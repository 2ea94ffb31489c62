import { nearest } from '../did-you-mean.ts'
import { readShortForm } from './field/short-form.ts'
import { TYPE_NAMES } from './field/types.ts'
import { keysAt } from './grammar/keys.ts'
import type { SpecPath } from './spec.ts'
import type { Tree } from './tree.ts'
import { entryOf, follow } from './tree.ts'

/**
 * Where a key belongs that stands one level too high: a field beside `fields:`, a resource beside `resources:`.
 *
 * @example
 * strayHome(['resources', 'book', 'title'], root) // ['resources', 'book', 'fields', 'title']
 */
export function strayHome(path: SpecPath, root: Tree): SpecPath | undefined {
  const key = path.at(-1)
  const around = path.slice(0, -1)
  if (typeof key !== 'string' || keysAt(around).includes(key)) return undefined
  const { node } = follow(root, path).step
  if (path.length === 1 && entryOf(node, 'fields') !== undefined) return ['resources', key]
  if (path.length !== 3 || path[0] !== 'resources' || !isLikeField(node, key, keysAt(around))) return undefined
  return [...around, 'fields', key]
}

/** What to do about the first of the keys that stand one level too high. */
export function strayHint(path: SpecPath, root: Tree): string {
  const home = path.length === 1 ? 'resources' : 'fields'
  const what = path.length === 1 ? 'resource' : 'field'
  const { node } = follow(root, path.slice(0, -1)).step
  if (entryOf(node, home) === undefined) return `add \`${home}:\` above it, and indent every ${what} under that`
  return `a ${what} is indented under \`${home}:\``
}

const FIRST_WORD = new RegExp(`^(?:${TYPE_NAMES.join('|')})\\b`)

function isLikeField(node: Tree, key: string, known: readonly string[]): boolean {
  if (node.kind === 'map') return ['type', 'enum', 'ref', 'many'].some((kind) => entryOf(node, kind) !== undefined)
  if (node.kind === 'list' || typeof node.value !== 'string' || !FIRST_WORD.test(node.value)) return false
  // `tabel: text` is a mistyped key; `tile: string(1..80)` is a field.
  if (nearest(key, known) === undefined) return true
  return /\W/.test(node.value) && readShortForm(node.value).complaints.length === 0
}
