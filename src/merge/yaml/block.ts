import { isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { calledBy, type Marks, marksOf } from './marks.ts'

/**
 * A pair of a map or an item of a list, as the lines that it takes. They are `above`, then `head` and `parts` where it
 * holds others, else `body` and `behind`.
 */
export interface Block {
  /** What it is known by: its key; of an item of a list what it is called, or all that it says. */
  readonly key: string
  /** The same, of which there may be several in a list. */
  readonly called: string
  /** Whether that is a name, so that another one is another thing. */
  readonly named: boolean
  /** What an item says of itself, where it is a map. */
  readonly marks: Marks | undefined
  readonly text: string
  /** Comments and empty lines above it. */
  readonly above: string
  readonly head: string
  /** The dash of an item, on the line of the first of its parts: that has spaces in its place. */
  readonly sign: string
  readonly parts: readonly Block[]
  readonly body: string
  /** The comment behind a value, and what is below it. */
  readonly behind: string
  /** What a single value says, in whatever quotes. */
  readonly meaning: string | undefined
  /** Whether it means something else in another place, like a step. */
  readonly ordered: boolean
}

/** The whole of a document as a block; `undefined` where it is no YAML. */
export function rootOf(text: string): Block | undefined {
  const document = parseDocument(text)
  if (document.errors.length > 0) return undefined
  const name = { key: '', called: '', named: true, marks: undefined, ordered: false, isRoot: true }
  const whole = { ...name, node: document.contents, start: 0, end: text.length, lead: 0 }
  return blockOf(text, { ...whole, valueEnd: document.contents?.range?.[1] ?? text.length })
}

/** A part of a document, and the lines that it takes. */
interface Part extends Pick<Block, 'key' | 'called' | 'named' | 'marks' | 'ordered'> {
  readonly node: unknown
  readonly start: number
  readonly end: number
  /** How much of its first line belongs to what holds it. */
  readonly lead: number
  readonly valueEnd: number
  readonly isRoot: boolean
}

function blockOf(text: string, part: Part): Block {
  const { key, called, named, marks, ordered, start, end, lead, node } = part
  const whole = ' '.repeat(lead) + text.slice(start + lead, end)
  const [above = ''] = part.isRoot ? [] : (/^(?:[ \t]*(?:#.*)?\n)*/.exec(whole) ?? [])
  const block = { key, called, named, marks, ordered, text: whole, above }
  const bodyStart = start + above.length
  const parts = isHolder(node) ? partsOf(text, { ...part, start: bodyStart }, node) : []
  const [first] = parts
  // What stands on one line with what holds it is one value with it, but for what stands behind a dash.
  if (first === undefined || (!part.isRoot && first.start + first.lead <= bodyStart)) {
    const valueEnd = Math.max(part.valueEnd, bodyStart) - start
    const [body, behind] = [whole.slice(above.length, valueEnd), whole.slice(valueEnd)]
    return { ...block, head: '', sign: '', parts: [], body, behind, meaning: meaningOf(body, node) }
  }
  const signAt = first.start - start
  const [head, sign] = [whole.slice(above.length, signAt), whole.slice(signAt, signAt + first.lead)]
  const inside = parts.map((one) => blockOf(text, one))
  return { ...block, head, sign, parts: inside, body: '', behind: '', meaning: undefined }
}

/** The same for values that differ in their quotes alone; what has an anchor or a tag is more than its value. */
function meaningOf(body: string, node: unknown): string | undefined {
  if (!isScalar(node) || node.anchor !== undefined || node.tag !== undefined) return undefined
  // A text of several lines may have a comment behind its sign.
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return undefined
  const [from, to] = node.range ?? [0, 0]
  return `${body.slice(0, body.length - (to - from))}${JSON.stringify(node.value)}`
}

type Holder = Node & { readonly items: readonly unknown[]; readonly flow?: boolean }

/** A map or a list that takes lines of its own. */
function isHolder(node: unknown): node is Holder {
  return (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0
}

function partsOf(text: string, { start, end, lead, isRoot }: Part, holder: Holder): Part[] {
  const inList = isSeq(holder)
  const seen = new Map<string, number>()
  // The comment that a file begins with is the file's.
  let least = isRoot ? (/^(?:#.*\n)*/.exec(text)?.[0].length ?? 0) : start
  const starts: number[] = []
  const parts = holder.items.map((item): Omit<Part, 'start' | 'end' | 'lead'> => {
    const [at, value] = isPair(item) ? [item.key as Node, item.value] : [item as Node, item]
    starts.push(lineStart(text, at.range?.[0] ?? 0, least))
    const valueEnd = (isNode(value) ? value : at).range?.[1] ?? 0
    least = valueEnd
    const marks = inList ? marksOf(item) : undefined
    const called = inList ? calledBy(marks, item) : keyText(isPair(item) ? item.key : item)
    const times = (seen.get(called) ?? 0) + 1
    seen.set(called, times)
    const key = times === 1 ? called : `${called} (${times})`
    return { key, called, named: !inList, marks, ordered: inList && isMap(value), node: value, valueEnd, isRoot: false }
  })
  const first = leadOf(text, holder, lead)
  return parts.map((part, at) => ({
    ...part,
    start: starts[at] ?? start,
    end: starts[at + 1] ?? end,
    lead: at === 0 ? first : 0,
  }))
}

/** How much of its first line stands before what an item holds: its dash, and nothing but that. */
function leadOf(text: string, holder: Holder, lead: number): number {
  const at = holder.range?.[0] ?? 0
  const before = ' '.repeat(lead) + text.slice(startOfLine(text, at) + lead, at)
  return /^ *- +$/.test(before) ? before.length : 0
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
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
