import { isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml'

/**
 * A pair of a map or an item of a list, as the lines that it takes. They are `above`, then `head` and `parts` where it
 * holds others, else `body` and `behind`.
 */
export interface Block {
  /** What it is known by: its key; of an item of a list what it is called, or all that it says. */
  readonly key: string
  /** Whether that is a name, so that another one is another thing. */
  readonly named: boolean
  readonly text: string
  /** Comments and empty lines above it. */
  readonly above: string
  readonly head: string
  readonly parts: readonly Block[]
  readonly body: string
  /** The comment behind a value, and what is below it. */
  readonly behind: string
  /** Whether it means something else in another place, like a step. */
  readonly ordered: boolean
}

/** The whole of a document as a block; `undefined` where it is no YAML. */
export function rootOf(text: string): Block | undefined {
  const document = parseDocument(text)
  if (document.errors.length > 0) return undefined
  const whole = { key: '', named: true, ordered: false, node: document.contents, start: 0, end: text.length }
  return blockOf(text, { ...whole, valueEnd: document.contents?.range?.[1] ?? text.length, isRoot: true })
}

/** A part of a document, and the lines that it takes. */
interface Part {
  readonly key: string
  readonly named: boolean
  readonly ordered: boolean
  readonly node: unknown
  readonly start: number
  readonly end: number
  readonly valueEnd: number
  readonly isRoot: boolean
}

function blockOf(text: string, part: Part): Block {
  const { key, named, ordered, start, end, node } = part
  const whole = text.slice(start, end)
  const [above = ''] = part.isRoot ? [] : (/^(?:[ \t]*(?:#.*)?\n)*/.exec(whole) ?? [])
  const block = { key, named, ordered, text: whole, above }
  const parts = isHolder(node) ? partsOf(text, part, node) : []
  const [first] = parts
  // What stands on one line with what holds it is one value with it.
  if (first === undefined || first.start < start + above.length) {
    const valueEnd = Math.max(part.valueEnd, start + above.length)
    const [body, behind] = [text.slice(start + above.length, valueEnd), text.slice(valueEnd, end)]
    return { ...block, head: '', parts: [], body, behind }
  }
  const head = text.slice(start + above.length, first.start)
  return { ...block, head, parts: parts.map((one) => blockOf(text, one)), body: '', behind: '' }
}

type Holder = Node & { readonly items: readonly unknown[]; readonly flow?: boolean }

/** A map or a list that takes lines of its own. */
function isHolder(node: unknown): node is Holder {
  return (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0
}

function partsOf(text: string, { start, end, isRoot }: Part, holder: Holder): Part[] {
  const inList = isSeq(holder)
  const seen = new Map<string, number>()
  // The comment that a file begins with is the file's.
  let least = isRoot ? (/^(?:#.*\n)*/.exec(text)?.[0].length ?? 0) : start
  const starts: number[] = []
  const parts = holder.items.map((item): Omit<Part, 'start' | 'end'> => {
    const [at, value] = isPair(item) ? [item.key as Node, item.value] : [item as Node, item]
    starts.push(lineStart(text, at.range?.[0] ?? 0, least))
    const valueEnd = (isNode(value) ? value : at).range?.[1] ?? 0
    least = valueEnd
    const { key, named } = inList ? itemKey(item) : { key: keyText(isPair(item) ? item.key : item), named: true }
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    const name = times === 1 ? key : `${key} (${times})`
    return { key: name, named, ordered: inList && isMap(value), node: value, valueEnd, isRoot: false }
  })
  return parts.map((part, at) => ({ ...part, start: starts[at] ?? start, end: starts[at + 1] ?? end }))
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function itemKey(item: unknown): Pick<Block, 'key' | 'named'> {
  if (!isMap(item)) return { key: String(item), named: false }
  const name = ['id', 'name', 'uses', 'run'].find((one) => item.has(one))
  // Another version of an action is the same step.
  const key = name === undefined ? String(item) : `${name}: ${String(item.get(name)).replace(/@.*/, '')}`
  return { key, named: false }
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** The first line of what begins at an offset: comments and empty lines directly above belong to it, down to `least`. */
function lineStart(text: string, offset: number, least: number): number {
  let start = startOfLine(text, offset)
  while (start > least) {
    const above = start < 2 ? 0 : startOfLine(text, start - 1)
    if (above === start || above < least || !/^[ \t]*(?:#.*)?$/.test(text.slice(above, start - 1))) break
    start = above
  }
  return start
}
