import type { Span } from './source.ts'
import type { SpecPath } from './spec.ts'

/** A description as values with their offsets, free of the YAML library. */
export type Tree = ScalarNode | ListNode | MapNode

/** A single value. */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  readonly span: Span
  /** Where the first character of a string stands, when its characters stand in the file one for one. */
  readonly textStart: number | undefined
}

/** A list, `[a, b]` or with dashes. */
export interface ListNode {
  readonly kind: 'list'
  readonly flow: boolean
  readonly items: readonly Tree[]
  readonly span: Span
}

/** A map, `{ a: b }` or one key a line. */
export interface MapNode {
  readonly kind: 'map'
  readonly flow: boolean
  readonly entries: readonly Entry[]
  readonly span: Span
}

/** One `key: value` of a map. */
export interface Entry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Tree
}

/** The entry of a map by its key, or nothing, also when the node is no map. */
export function entryOf(node: Tree | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined
}

/** The entries of a map; none when the node is no map. */
export function entriesOf(node: Tree | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : []
}

/** The items of a list; none when the node is no list. */
export function itemsOf(node: Tree | undefined): readonly Tree[] {
  return node?.kind === 'list' ? node.items : []
}

/** Where the text of a node ends: comments and blank lines that follow are not part of it. */
export function endOf(node: Tree): number {
  if (node.kind === 'scalar' || node.flow) return node.span.end
  const last = node.kind === 'list' ? node.items.at(-1) : node.entries.at(-1)?.value
  return last === undefined ? node.span.end : endOf(last)
}

/** The nodes along a path, as far as it exists; `entry` is there when the node is the value of a key. */
export interface Step {
  readonly node: Tree
  readonly entry: Entry | undefined
}

/** Walks along a path and returns the last step that exists and how many parts of the path it took. */
export function follow(root: Tree, path: SpecPath): { readonly step: Step; readonly taken: number } {
  let step: Step = { node: root, entry: undefined }
  for (const [taken, part] of path.entries()) {
    const entry = typeof part === 'string' ? entryOf(step.node, part) : undefined
    const node = typeof part === 'number' ? itemsOf(step.node)[part] : entry?.value
    if (node === undefined) return { step, taken }
    step = { node, entry }
  }
  return { step, taken: path.length }
}

/**
 * The plain value of a node without the parts in `leftOut`. Maps have no prototype, so that a key called
 * `constructor` or `__proto__` is a key and nothing else.
 */
export function plainValue(node: Tree, leftOut: ReadonlySet<Tree>): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list')
    return node.items.filter((item) => !leftOut.has(item)).map((item) => plainValue(item, leftOut))
  const value: Record<string, unknown> = Object.create(null)
  for (const entry of node.entries) {
    if (!leftOut.has(entry.value)) value[entry.key] = plainValue(entry.value, leftOut)
  }
  return value
}
