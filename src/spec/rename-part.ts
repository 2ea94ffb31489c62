import { didYouMean } from '../did-you-mean.ts'
import { invalid, type Problem } from '../errors.ts'
import { readShortForm } from './field/short-form.ts'
import { FIELD_NAME, RESOURCE_NAME } from './names.ts'
import { quoted, type Source } from './source.ts'
import type { Description } from './spec.ts'
import { type Entry, endOf, entryOf, type MapNode, type ScalarNode } from './tree.ts'
import { wholeDescription } from './whole-description.ts'
import { readTree } from './yaml/document.ts'

/** A resource, or a field of one, and what it is to be called. */
export interface PartRename {
  readonly resource: string
  /** Absent: the resource itself. */
  readonly field?: string
  readonly to: string
}

/**
 * The text of a description in which a resource or a field has another name and says what it was called; what refers to
 * it does not know of that yet. A part that is not there, or a name that cannot be, is refused (exit 2).
 *
 * @example
 * renamePart(source, { resource: 'product', field: 'price', to: 'cost' })
 */
export function renamePart(source: Source, rename: PartRename): string {
  const problem = renameProblem(wholeDescription(source), rename)
  if (problem !== undefined) throw invalid([problem])
  const resources = entryOf(readTree(source), 'resources')?.value
  const resource = entryOf(resources, rename.resource)
  if (rename.field === undefined) return renamedResource(source.text, resource, rename)
  return renamedField(source.text, entryOf(entryOf(resource?.value, 'fields')?.value, rename.field), rename.to)
}

/** Why a part cannot be called so. */
export function renameProblem({ spec }: Description, { resource, field, to }: PartRename): Problem | undefined {
  const known = Object.keys(spec.resources)
  const found = spec.resources[resource]
  if (!known.includes(resource) || found === undefined) return missing('resource', resource, known)
  const fields = Object.keys(found.fields)
  if (field !== undefined && !fields.includes(field))
    return MADE.includes(field) ? made(field) : missing('field', field, fields)
  if (field !== undefined && MADE.includes(to) && found.key === undefined) return made(to)
  const [rule, taken] = field === undefined ? [RESOURCE_NAME, known] : [FIELD_NAME, fields]
  const complaint = rule.complaint(to)
  if (complaint !== undefined) return complaint
  if (!taken.includes(to)) return undefined
  const hint = 'choose another name; where the two change names, write `renamedFrom` into both by hand'
  return { code: 'ASH1082', message: `there is ${quoted(to)} already`, hint }
}

/** Where the description names no key and no other times. */
const MADE = ['id', 'createdAt', 'updatedAt']

function made(name: string): Problem {
  return {
    code: 'ASH1082',
    message: `ashlar makes \`${name}\` itself`,
    hint: 'rename another field, or to another name',
  }
}

function missing(what: string, name: string, known: readonly string[]): Problem {
  const hint = didYouMean(name, known) ?? `there are ${known.map((one) => `\`${one}\``).join(', ')}`
  return { code: 'ASH1082', message: `there is no ${what} \`${name}\``, hint }
}

function renamedResource(text: string, entry: Entry | undefined, { to }: PartRename): string {
  if (entry?.value.kind !== 'map') throw new Error('a resource that was parsed is a map')
  // The table of the project keeps its name.
  const isExternal = entryOf(entry.value, 'external') !== undefined
  const body = isExternal ? text : withKey(text, entry.value, 'renamedFrom', entry.key)
  return withName(body, entry, to)
}

function renamedField(text: string, entry: Entry | undefined, to: string): string {
  if (entry === undefined) throw new Error('a field that was parsed has a place')
  const { value, key } = entry
  if (value.kind === 'list') throw new Error('a field that was parsed is no list')
  const body = value.kind === 'map' ? withKey(text, value, 'renamedFrom', key) : withModifier(text, value, key)
  return withName(body, entry, to)
}

/** Quotes around a name stay. */
function withName(text: string, { key, keySpan }: Entry, to: string): string {
  const written = text.slice(keySpan.start, keySpan.end)
  return text.slice(0, keySpan.start) + written.replace(key, to) + text.slice(keySpan.end)
}

function withKey(text: string, map: MapNode, key: string, value: string): string {
  const old = entryOf(map, key)?.value
  if (old !== undefined) return text.slice(0, old.span.start) + value + text.slice(endOf(old))
  const [first] = map.entries
  if (first === undefined) throw new Error('what was parsed has a key')
  const at = first.keySpan.start
  if (map.flow) return `${text.slice(0, at)}${key}: ${value}, ${text.slice(at)}`
  const lineStart = text.lastIndexOf('\n', at) + 1
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  return `${text.slice(0, at)}${key}: ${value}${eol}${' '.repeat(at - lineStart)}${text.slice(at)}`
}

/** Before the default, which stands last. */
function withModifier(text: string, { value, textStart }: ScalarNode, was: string): string {
  if (typeof value !== 'string' || textStart === undefined) {
    const hint = `write it without escapes, or rename it by hand with \`renamedFrom(${was})\``
    throw invalid([{ code: 'ASH1082', message: `the type of \`${was}\` is written with escapes`, hint }])
  }
  const { parts } = readShortForm(value)
  const modifier = `renamedFrom(${was})`
  const old = /\brenamedFrom\([^)]*\)/.exec(value)
  const fallback = parts.get('default')
  const end = fallback === undefined ? value.trimEnd().length : value.lastIndexOf('=', fallback.start)
  const changed =
    old === null
      ? `${value.slice(0, end).trimEnd()} ${modifier}${fallback === undefined ? '' : ' '}${value.slice(end)}`
      : value.slice(0, old.index) + modifier + value.slice(old.index + old[0].length)
  return text.slice(0, textStart) + changed + text.slice(textStart + value.length)
}
