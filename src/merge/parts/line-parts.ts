import { hunksOf } from '../line-regions.ts'
import type { Part, Parts } from './part.ts'

/** Any text by its lines; those without a letter or digit say nothing by themselves. */
export function lineParts(text: string): Parts {
  let at = 0
  const roots = text.split('\n').map((line): Part => {
    const start = at
    at += line.length + 1
    const bodyStop = start + line.length
    const part = { key: line.trim(), start, stop: at, bodyStart: start, bodyStop, lists: () => [] }
    return /[\p{L}\d]/u.test(line) ? part : { ...part, silent: true }
  })
  return {
    text,
    roots,
    align: (parts, other, others) => aligned(linesOf(text, parts), linesOf(other.text, others)),
    saying: ({ start, bodyStop }) => text.slice(start, bodyStop).trimEnd(),
  }
}

interface Line {
  readonly part: Part
  readonly text: string
}

function linesOf(text: string, parts: readonly Part[]): Line[] {
  return parts.map((part) => ({ part, text: text.slice(part.start, part.bodyStop) }))
}

/** Equal lines in their order; between them lines that became as many others. */
function aligned(lines: readonly Line[], others: readonly Line[]): ReadonlyMap<Part, Part> {
  const pairs = new Map<Part, Part>()
  const pair = (from: number, to: number, length: number): void => {
    for (let at = 0; at < length; at++) {
      const [line, other] = [lines[from + at], others[to + at]]
      if (line !== undefined && other !== undefined) pairs.set(line.part, other.part)
    }
  }
  let [from, to] = [0, 0]
  for (const { start, end, lines: changed } of hunksOf(textsOf(lines), textsOf(others)) ?? []) {
    pair(from, to, start - from)
    to += start - from
    if (end - start === changed.length) pair(start, to, changed.length)
    from = end
    to += changed.length
  }
  pair(from, to, lines.length - from)
  return pairs
}

function textsOf(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text)
}
