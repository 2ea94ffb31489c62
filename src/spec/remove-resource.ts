import { didYouMean } from '../did-you-mean.ts'
import { invalid, type Problem } from '../errors.ts'
import type { Source } from './source.ts'
import type { Description, FieldSpec } from './spec.ts'
import { type Entry, endOf, entryOf, type MapNode } from './tree.ts'
import { wholeDescription } from './whole-description.ts'
import { readTree } from './yaml/document.ts'

/**
 * The text of a description without one of its resources and the comments right above it. Everything else stays as it
 * is, byte for byte. A resource that is not there, or that others refer to, is refused (exit 2).
 *
 * @example
 * removeResource(source, 'review')
 */
export function removeResource(source: Source, name: string): string {
  const description = wholeDescription(source)
  const known = Object.keys(description.spec.resources)
  if (!known.includes(name)) {
    const hint = didYouMean(name, known) ?? `there are ${known.map((one) => `\`${one}\``).join(', ')}`
    throw invalid([{ code: 'ASH1081', message: `there is no resource \`${name}\``, hint }])
  }
  const referring = referencesTo(name, description)
  if (referring.length > 0) throw invalid(referring)
  const text = without(source.text, readTree(source), name)
  wholeDescription({ file: source.file, text })
  return text
}

function referencesTo(name: string, { spec, locate }: Description): Problem[] {
  return Object.entries(spec.resources)
    .filter(([other]) => other !== name)
    .flatMap(([other, { fields }]) =>
      Object.entries(fields)
        .filter(([, field]) => leadsTo(field, name))
        .map(([field]) => ({
          code: 'ASH1081',
          message: `\`${other}.${field}\` refers to \`${name}\``,
          where: locate(['resources', other, 'fields', field]),
          hint: 'take it out first, or let it refer to another resource',
        })),
    )
}

function leadsTo({ type }: FieldSpec, name: string): boolean {
  return (type.kind === 'ref' || type.kind === 'many') && type.resource === name
}

function without(text: string, root: MapNode, name: string): string {
  const resources = entryOf(root, 'resources')?.value
  if (resources?.kind !== 'map') throw new Error('a description that was parsed has resources')
  const at = resources.entries.findIndex(({ key }) => key === name)
  const [entry, next] = [resources.entries[at], resources.entries[at + 1]]
  if (entry === undefined) throw new Error('a resource that was parsed has a place')
  if (root.flow || resources.flow) return withoutInFlow(text, resources, at)
  return (
    text.slice(0, startOf(text, entry)) + text.slice(next === undefined ? lineAfter(text, entry) : startOf(text, next))
  )
}

/** The first line of a resource: comments right above it, as deep as its name, are its own. */
function startOf(text: string, { keySpan }: Entry): number {
  let start = text.lastIndexOf('\n', keySpan.start) + 1
  const indent = text.slice(start, keySpan.start)
  for (;;) {
    const above = text.lastIndexOf('\n', start - 2) + 1
    if (start === 0 || !text.slice(above, start).startsWith(`${indent}#`)) return start
    start = above
  }
}

function lineAfter(text: string, { value }: Entry): number {
  const end = endOf(value)
  const newline = text.indexOf('\n', text.charAt(end - 1) === '\n' ? end - 1 : end)
  return newline < 0 ? text.length : newline + 1
}

/** With the comma behind it, or that before it where it is the last. */
function withoutInFlow(text: string, { entries }: MapNode, at: number): string {
  const [before, entry, next] = [entries[at - 1], entries[at], entries[at + 1]]
  if (entry === undefined) throw new Error('a resource that was parsed has a place')
  if (next !== undefined) return text.slice(0, entry.keySpan.start) + text.slice(next.keySpan.start)
  return (
    text.slice(0, before === undefined ? entry.keySpan.start : endOf(before.value)) + text.slice(endOf(entry.value))
  )
}
