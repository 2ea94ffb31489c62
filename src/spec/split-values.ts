import type { Source, SpannedComplaint } from './source.ts'
import { quoted } from './source.ts'
import type { Entry, MapNode, Tree } from './tree.ts'

/** Keys whose maps have names of the user's, so that `type` is one of them there. */
export const NAMED: ReadonlySet<string | number> = new Set<string | number>([
  'fields',
  'shape',
  'request',
  'response',
  'config',
  'renamedValues',
])

/**
 * Puts values together that commas have cut: in `{ price: decimal(10, 2), pages: int }` YAML sees a value `decimal(10`
 * and a key `2)`. That the quotes are missing is said once, and the field is read as it was meant.
 */
export function joinSplitValues(
  root: MapNode,
  { text }: Source,
): { readonly root: MapNode; readonly complaints: readonly SpannedComplaint[] } {
  const joiner = new Joiner(text)
  return { root: joiner.map(root, ''), complaints: joiner.complaints }
}

class Joiner {
  readonly complaints: SpannedComplaint[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** `name` is that of the key that the map is the value of. */
  map(node: MapNode, name: string): MapNode {
    const entries: Entry[] = []
    for (let at = 0; at < node.entries.length; at += 1) {
      const entry = node.entries[at]
      if (entry === undefined) break
      const parts = node.flow ? partsFrom(node.entries, at) : 0
      entries.push(
        parts === 0 ? { ...entry, value: this.#tree(entry.value, entry.key) } : this.#joined(node, at, parts),
      )
      if (parts > 0) this.#complain(entries.at(-1) ?? entry, name)
      at += parts
    }
    return { ...node, entries }
  }

  #tree(node: Tree, name: string): Tree {
    if (node.kind === 'map') return this.map(node, name)
    return node.kind === 'list' ? { ...node, items: node.items.map((item) => this.#tree(item, name)) } : node
  }

  #joined({ entries }: MapNode, at: number, parts: number): Entry {
    const [first, last] = [entries[at], entries[at + parts]]
    if (first === undefined || last === undefined) throw new Error('no parts to join')
    const span = { start: first.value.span.start, end: last.keySpan.end }
    const value = this.#text.slice(span.start, span.end)
    return { ...first, value: { kind: 'scalar', value, span, textStart: span.start } }
  }

  #complain({ key, value }: Entry, name: string): void {
    // A type with arguments in the object form is refused as it stands.
    if (value.kind !== 'scalar' || (key === 'type' && !NAMED.has(name))) return
    const text = String(value.value)
    const quotes = text.includes('"') ? "'" : '"'
    this.complaints.push({
      code: 'ASH1004',
      message: 'inside of `{ }` a value that has a comma needs quotes',
      hint: `type ${quoted(`${key}: ${quotes}${text}${quotes}`)}`,
      span: value.span,
    })
  }
}

/** How many of the entries that follow are pieces of this one's value; none when it is whole. */
function partsFrom(entries: readonly Entry[], at: number): number {
  const { value } = entries[at] ?? {}
  if (value?.kind !== 'scalar' || typeof value.value !== 'string' || value.textStart !== value.span.start) return 0
  let open = depthOf(value.value)
  let parts = 0
  while (open > 0) {
    const next = entries[at + parts + 1]
    if (next === undefined || !isBare(next)) return 0
    open += depthOf(next.key)
    parts += 1
  }
  return parts
}

/** A key without a colon. */
function isBare({ value, keySpan }: Entry): boolean {
  return value.kind === 'scalar' && value.value === null && value.span.start === keySpan.start
}

function depthOf(text: string): number {
  return text.split('(').length - text.split(')').length
}
