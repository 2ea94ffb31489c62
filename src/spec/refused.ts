import type { Place, Problem } from '../errors.ts'
import { cutOfEntry, cutOfItem, without } from './cut.ts'
import { isOneOf, NOT_YET } from './not-yet.ts'
import { readShortForm } from './short-form.ts'
import type { RefusedWord } from './short-reading.ts'
import type { Source, Span } from './source.ts'
import { placesOf } from './source.ts'
import type { SpecPath } from './spec.ts'
import type { MapNode, ScalarNode, Tree } from './tree.ts'
import { entriesOf, entryOf, itemsOf } from './tree.ts'
import { readTree } from './yaml-document.ts'

/** A part of a description that uses a word of the language which nothing generates yet. */
export interface RefusedPart {
  readonly path: SpecPath
  readonly where: Place
  /** Character offsets of what to cut from the text, so that the rest is a description without the part. */
  readonly start: number
  readonly end: number
}

/** A refused part before it has a place. */
export interface Refusal {
  readonly name: string
  readonly path: SpecPath
  /** Where the word stands. */
  readonly at: number
  readonly cut: Span
  /** The value that goes with it, when a whole value goes. */
  readonly node: Tree | undefined
}

/** Every part of a description that this version refuses by name, in the order of the text. */
export function refusedParts(source: Source): readonly RefusedPart[] {
  const placeAt = placesOf(source)
  return findRefusals(readTree(source), source.text)
    .toSorted((a, b) => a.at - b.at)
    .map(({ path, at, cut }) => ({ path, where: placeAt(at), start: cut.start, end: cut.end }))
}

/** The text of a description without the parts that this version refuses. */
export function withoutRefused(source: Source): string {
  return without(source.text, refusedParts(source))
}

/** The problem that a refused word is. */
export function refusalProblem(name: string, where: Place): Problem {
  return {
    code: 'ASH1090',
    message: `\`${name}\` is part of the language, but this version of ashlar does not generate it yet`,
    where,
    hint: 'take it out for now',
  }
}

/** Finds the refused parts of a description. */
export function findRefusals(root: MapNode, text: string): Refusal[] {
  const found = new Refusals(text)
  found.keys(root, [], NOT_YET.top)
  found.keys(entryOf(root, 'api')?.value, ['api'], NOT_YET.api)
  found.keys(entryOf(root, 'defaults')?.value, ['defaults'], NOT_YET.defaults)
  for (const { key, value } of entriesOf(entryOf(root, 'resources')?.value)) found.resource(value, ['resources', key])
  return found.all
}

class Refusals {
  readonly all: Refusal[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  keys(node: Tree | undefined, path: SpecPath, refused: readonly string[]): void {
    if (node?.kind !== 'map') return
    for (const [index, entry] of node.entries.entries()) {
      if (isOneOf(refused, entry.key)) this.#entry(node, index, { name: entry.key, path: [...path, entry.key] })
    }
  }

  resource(node: Tree, path: SpecPath): void {
    if (node.kind !== 'map') return
    this.keys(node, path, NOT_YET.resource)
    this.#items(node, path, { key: 'operations', isRefused: isRefusedOperation })
    this.#items(node, path, { key: 'indexes', isRefused: (item) => (item.kind === 'map' ? 'indexes { }' : undefined) })
    const fields = entryOf(node, 'fields')?.value
    if (fields?.kind !== 'map') return
    for (const [index, entry] of fields.entries.entries()) this.#field(fields, index, [...path, 'fields', entry.key])
  }

  #field(fields: MapNode, index: number, path: SpecPath): void {
    const value = fields.entries[index]?.value
    if (value === undefined) return
    if (value.kind === 'scalar') {
      for (const word of readShortForm(String(value.value)).refused) this.#word(fields, index, { word, value, path })
      return
    }
    const type = entryOf(value, 'type')?.value
    const named = type?.kind === 'scalar' ? String(type.value) : ''
    const name = isOneOf(NOT_YET.types, named)
      ? named
      : NOT_YET.types.find((word) => entryOf(value, word) !== undefined)
    if (name !== undefined) this.#entry(fields, index, { name, path })
    else this.keys(value, path, [...NOT_YET.modifiers, ...NOT_YET.shapes])
  }

  #word(fields: MapNode, index: number, found: { word: RefusedWord; value: ScalarNode; path: SpecPath }): void {
    const { word, value, path } = found
    const from = value.textStart
    if (word.whole) this.#entry(fields, index, { name: word.name, path })
    else if (from === undefined) {
      // Behind escapes in quotes the place of a single word is not known, and the whole field must go.
      const cut = cutOfEntry(this.#text, fields, index)
      this.all.push({ name: word.name, path: [...path, word.name], at: value.span.start, cut, node: undefined })
    } else {
      const cut = { start: from + word.span.start, end: from + word.span.end }
      const at = cut.start + this.#text.slice(cut.start).search(/\S/)
      this.all.push({ name: word.name, path: [...path, word.name], at, cut, node: undefined })
    }
  }

  #items(map: MapNode, path: SpecPath, list: { key: string; isRefused: (item: Tree) => string | undefined }): void {
    const index = map.entries.findIndex((entry) => entry.key === list.key)
    const node = map.entries[index]?.value
    if (node?.kind !== 'list') return
    const refused = node.items.map(list.isRefused)
    // A list of which nothing would be left goes as a whole.
    const all = refused.length > 0 && refused.every((name) => name !== undefined)
    for (const [at, item] of itemsOf(node).entries()) {
      const name = refused[at]
      if (name === undefined) continue
      const cut = all ? cutOfEntry(this.#text, map, index) : cutOfItem(this.#text, node, at)
      this.all.push({ name, path: [...path, list.key, at], at: item.span.start, cut, node: all ? node : item })
    }
  }

  #entry(map: MapNode, index: number, about: { name: string; path: SpecPath }): void {
    const entry = map.entries[index]
    if (entry === undefined) return
    this.all.push({ ...about, at: entry.keySpan.start, cut: cutOfEntry(this.#text, map, index), node: entry.value })
  }
}

function isRefusedOperation(item: Tree): string | undefined {
  const name = item.kind === 'scalar' ? String(item.value) : ''
  return isOneOf(NOT_YET.operations, name) ? name : undefined
}
