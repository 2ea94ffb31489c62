import type { Span } from './source.ts'
import type { ListNode, MapNode, Tree } from './tree.ts'
import { endOf } from './tree.ts'

/** What to cut so that an entry of a map is gone: its lines, or in `{ }` the entry with its comma. */
export function cutOfEntry(text: string, map: MapNode, index: number): Span {
  const entry = map.entries[index]
  if (entry === undefined) return { start: 0, end: 0 }
  const own = { start: entry.keySpan.start, end: Math.max(entry.keySpan.end, endOf(entry.value)) }
  if (!map.flow) return wholeLines(text, own)
  const spans = map.entries.map(({ keySpan, value }) => ({
    start: keySpan.start,
    end: Math.max(keySpan.end, endOf(value)),
  }))
  return withComma(spans, index)
}

/** What to cut so that an item of a list is gone. */
export function cutOfItem(text: string, list: ListNode, index: number): Span {
  const item = list.items[index]
  if (item === undefined) return { start: 0, end: 0 }
  if (!list.flow) return wholeLines(text, { start: item.span.start, end: endOf(item) })
  return withComma(list.items.map(spanOf), index)
}

function spanOf(node: Tree): Span {
  return { start: node.span.start, end: endOf(node) }
}

/** From the own start to the next one's; the last goes with the comma before it. */
function withComma(spans: readonly Span[], index: number): Span {
  const own = spans[index] ?? { start: 0, end: 0 }
  const next = spans[index + 1]
  if (next !== undefined) return { start: own.start, end: next.start }
  return { start: spans[index - 1]?.end ?? own.start, end: own.end }
}

function wholeLines(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  // A `|` block ends behind its last line end.
  if (text.charAt(end - 1) === '\n') return { start: lineStart, end }
  const lineEnd = text.indexOf('\n', end)
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }
}

/** The text without some parts of it; parts that touch or overlap are cut once. */
export function without(text: string, cuts: readonly Span[]): string {
  let kept = ''
  let at = 0
  for (const cut of cuts.toSorted((a, b) => a.start - b.start)) {
    kept += text.slice(at, Math.max(at, cut.start))
    at = Math.max(at, cut.end)
  }
  return kept + text.slice(at)
}
