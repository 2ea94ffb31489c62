import { isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { mergeLines } from './merge-lines.ts'
import type { MergeInput, MergeResult } from './merge-text.ts'
import type { Three } from './three.ts'

/**
 * A pair of a map or an item of a list, as the lines that it takes, comments above it among them. What it holds lies in
 * it without a gap: `text` is `head` and then the texts of `parts`.
 */
interface Block {
  readonly key: string
  readonly text: string
  readonly head: string
  readonly parts: readonly Block[]
  /** Whether it means something else in another place, like a step. */
  readonly ordered: boolean
}

/** Merges YAML by key: pairs of maps and items of lists, in block style; what stands on one line is one value. */
export function mergeYaml({ yours, base, next }: MergeInput): MergeResult {
  const roots = { yours: rootOf(yours), base: rootOf(base), next: rootOf(next) }
  if (roots.yours === undefined) return { conflict: 'it is no YAML, so it cannot be merged' }
  if (roots.base === undefined || roots.next === undefined) throw new Error('ashlar generates YAML')
  const found: Findings = { conflicts: [], notes: [] }
  const text = mergeBlock({ yours: roots.yours, base: roots.base, next: roots.next }, found, '')
  if (found.conflicts.length > 0) return { conflict: found.conflicts.join('; ') }
  if (!isWhole(text)) return { conflict: 'merged, it would be no YAML' }
  return { text, notes: found.notes }
}

/** An alias of what is no longer there shows only when it is followed. */
function isWhole(text: string): boolean {
  const document = parseDocument(text)
  try {
    document.toJS()
    return document.errors.length === 0
  } catch {
    return false
  }
}

interface Findings {
  readonly conflicts: string[]
  readonly notes: string[]
}

function mergeBlock(blocks: Three<Block>, found: Findings, name: string): string {
  const { yours, base, next } = blocks
  if (yours.text === next.text || base.text === next.text) return yours.text
  if (yours.text === base.text) return next.text
  if (yours.parts.length === 0 || base.parts.length === 0 || next.parts.length === 0)
    return mergeLeaf({ yours: yours.text, base: base.text, next: next.text }, found, name)
  return (
    mergePart({ yours: yours.head, base: base.head, next: next.head }, found, name) +
    mergeParts({ yours: yours.parts, base: base.parts, next: next.parts }, found, name)
  )
}

/** Comments and empty lines above a value, then the value. */
function mergeLeaf(texts: Three<string>, found: Findings, name: string): string {
  const above = (text: string): string => /^(?:[ \t]*(?:#.*)?\n)*/.exec(text)?.[0] ?? ''
  const below = (text: string): string => text.slice(above(text).length)
  const { yours, base, next } = texts
  return (
    mergePart({ yours: above(yours), base: above(base), next: above(next) }, found, name) +
    mergePart({ yours: below(yours), base: below(base), next: below(next) }, found, name)
  )
}

function mergePart(texts: Three<string>, { conflicts }: Findings, name: string): string {
  const { yours, base, next } = texts
  if (base === next) return yours
  if (yours === base) return next
  const text = mergeLines(texts)
  if (text === undefined) conflicts.push(`both changed \`${name}\``)
  return text ?? yours
}

function mergeParts({ yours, base, next }: Three<readonly Block[]>, found: Findings, name: string): string {
  const before = byKey(base)
  const wanted = byKey(next)
  const kept = yours.flatMap((own): Block[] => {
    const [old, fresh] = [before.get(own.key), wanted.get(own.key)]
    const path = name === '' ? own.key : `${name}, ${own.key}`
    if (fresh === undefined) {
      if (old === undefined) return [own]
      if (old.text !== own.text) found.conflicts.push(`you edited \`${path}\`, which is no longer generated`)
      return old.text === own.text ? [] : [own]
    }
    const text =
      old === undefined
        ? mergeTwins(own, fresh, found, path)
        : mergeBlock({ yours: own, base: old, next: fresh }, found, path)
    return [{ ...own, text }]
  })
  const mine = byKey(yours)
  for (const [at, block] of next.entries()) {
    const old = before.get(block.key)
    if (mine.has(block.key)) continue
    if (old === undefined) {
      const place = placeFor(next.slice(0, at), kept)
      const behind = kept[place]
      if (block.ordered && behind !== undefined && !before.has(behind.key) && !wanted.has(behind.key))
        found.conflicts.push(`you added something where \`${block.key}\` belongs, and the order matters`)
      if (kept.some((other) => indentOf(other) !== indentOf(block)))
        found.conflicts.push(`\`${block.key}\` has no place: it is indented otherwise`)
      kept.splice(place, 0, block)
    } else if (old.text !== block.text)
      found.notes.push(`\`${block.key}\` stays deleted, although what is generated of it changed`)
  }
  return kept.map(({ text }, at) => (at < kept.length - 1 && !text.endsWith('\n') ? `${text}\n` : text)).join('')
}

/** Both added the same key: what they hold becomes one. */
function mergeTwins(own: Block, fresh: Block, found: Findings, name: string): string {
  if (own.text === fresh.text) return own.text
  if (own.parts.length > 0 && fresh.parts.length > 0 && own.head === fresh.head)
    return own.head + mergeParts({ yours: own.parts, base: [], next: fresh.parts }, found, name)
  found.conflicts.push(`both added \`${name}\`, each in its own way`)
  return own.text
}

/** How deep the lines of a block stand. */
function indentOf({ text }: Block): number {
  return /^(?:[ \t]*(?:#.*)?\n)*( *)/.exec(text)?.[1]?.length ?? 0
}

/** Behind the nearest block before it that is there. */
function placeFor(before: readonly Block[], kept: readonly Block[]): number {
  for (const { key } of before.toReversed()) {
    const at = kept.findIndex((block) => block.key === key)
    if (at >= 0) return at + 1
  }
  return 0
}

function byKey(blocks: readonly Block[]): ReadonlyMap<string, Block> {
  return new Map(blocks.map((block) => [block.key, block]))
}

function rootOf(text: string): Block | undefined {
  const document = parseDocument(text)
  if (document.errors.length > 0) return undefined
  return blockOf({ key: '', ordered: false, node: document.contents, text, start: 0, end: text.length })
}

interface Part {
  readonly key: string
  readonly ordered: boolean
  readonly node: unknown
  /** The whole text of the file, and the lines that the part takes. */
  readonly text: string
  readonly start: number
  readonly end: number
}

function blockOf({ key, ordered, node, text, start, end }: Part): Block {
  const whole = text.slice(start, end)
  const leaf = { key, ordered, text: whole, head: whole, parts: [] }
  if ((!isMap(node) && !isSeq(node)) || node.flow === true || node.items.length === 0) return leaf
  const items = node.items.map((item) =>
    isPair(item)
      ? { at: item.key as Node, key: keyText(item.key), value: item.value }
      : { at: item as Node, key: itemText(item), value: item },
  )
  const starts = items.map(({ at }, index) =>
    lineStart(text, offsetOf(at), index === 0 ? start : offsetOf(items[index - 1]?.at)),
  )
  const [first = start] = starts
  if (first < start || (key !== '' && first === start)) return leaf
  const seen = new Map<string, number>()
  const parts = items.map((item, index) => {
    const times = (seen.get(item.key) ?? 0) + 1
    seen.set(item.key, times)
    const name = times === 1 ? item.key : `${item.key} (${times})`
    const from = starts[index] ?? start
    return blockOf({
      key: name,
      ordered: isSeq(node) && isMap(item.value),
      node: isPair(node.items[index]) ? item.value : undefined,
      text,
      start: from,
      end: starts[index + 1] ?? end,
    })
  })
  return { key, ordered, text: whole, head: text.slice(start, first), parts }
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

/** An item of a list is what it is called, or all that it says. */
function itemText(item: unknown): string {
  if (!isMap(item)) return String(item)
  const name = ['name', 'uses', 'run'].find((one) => item.has(one))
  // Another version of an action is the same step.
  return name === undefined ? String(item) : `${name}: ${String(item.get(name)).replace(/@.*/, '')}`
}

function offsetOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0
}

/** The first line of what begins at an offset: comments and empty lines directly above belong to it, down to `least`. */
function lineStart(text: string, offset: number, least: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1
  while (start > least) {
    const above = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1
    if (above === start || above < least || !/^[ \t]*(?:#.*)?$/.test(text.slice(above, start - 1))) break
    start = above
  }
  return start
}
