import type { Place, Problem } from '../errors.ts'
import type { SpecPath } from './spec.ts'

/** A description as it was read: the name to show, and its text. */
export interface Source {
  readonly file: string
  readonly text: string
  /** Parts of which it is known before the text is read that they cannot be taken, and why. */
  readonly refused?: readonly RefusedPart[]
}

/** A part of a description that cannot be taken, before it is known where that part stands. */
export interface RefusedPart extends Complaint {
  readonly path: SpecPath
}

/** Character offsets in a text; `end` is the first one that no longer belongs to it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What is wrong with a piece of text, before it is known where that text stands. */
export interface Complaint {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** A complaint about one piece of a text. */
export interface SpannedComplaint extends Complaint {
  readonly span: Span
}

/** Turns character offsets of a text into places; a byte order mark takes no column. */
export function placesOf(source: Source): (offset: number) => Place {
  const starts = [0]
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1)
  const mark = source.text.startsWith('\uFEFF') ? 1 : 0
  return (offset) => {
    const line = lastAtMost(starts, offset)
    const column = offset - (starts[line] ?? 0) - (line === 0 ? mark : 0)
    return { file: source.file, line: line + 1, column: Math.max(0, column) + 1 }
  }
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** Problems in the order of their places, so that a reader can work from top to bottom. */
export function sortedByPlace(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0),
  )
}

/** A user's word inside a sentence: in backticks, short, and without characters that a terminal obeys. */
export function quoted(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029`]/gu, '\u00B7')
  return `\`${shortened(visible)}\``
}

/** As much of a text as a sentence can hold. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
