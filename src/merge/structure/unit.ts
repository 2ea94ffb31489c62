import type { ts } from 'ts-morph'

/** One of the three texts of a file, and its tree. */
export interface Side {
  readonly text: string
  readonly source: ts.SourceFile
}

/** The same part of the three texts of a file. */
export interface Three<Part> {
  readonly yours: Part
  readonly base: Part
  readonly next: Part
}

/**
 * A statement, member, property or specifier: what can be added, taken out and changed by itself. From `start` to
 * `stop` it has all that belongs to it: white space and comments before it, its separator, a comment behind it on the
 * same line. Units of a list lie next to each other without a gap.
 */
export interface Unit {
  /** What it is known by among its neighbours, such as its name; a second one of a name has a number. */
  readonly key: string
  /** Whether the key is a name, so that another key is another thing. */
  readonly named: boolean
  readonly node: ts.Node
  readonly start: number
  /** Where its own text begins, and where it ends. */
  readonly bodyStart: number
  readonly end: number
  /** Where its separator ends; the end of its own text where it has none. */
  readonly separatorEnd: number
  readonly stop: number
  /** Whether it means something else in another place, like middleware. */
  readonly ordered: boolean
}

/** The inside of something that holds units: from behind its opening bracket to its closing one. */
export interface UnitList {
  readonly kind: ts.SyntaxKind
  readonly units: readonly Unit[]
  readonly start: number
  readonly end: number
  readonly separator: ',' | ''
}

/** A change of a text: what stands from `start` to `end` becomes `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text with all changes, which do not overlap; what is added somewhere stands before what replaces the rest. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = splices
    .map((splice, at) => ({ ...splice, at }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || a.at - b.at)
  let result = ''
  let done = 0
  for (const { start, end, text: replacement } of sorted) {
    if (start < done) throw new Error('two changes of one text overlap')
    result += text.slice(done, start) + replacement
    done = end
  }
  return result + text.slice(done)
}

/** The own text of a unit. */
export function bodyOf({ text }: Side, { bodyStart, end }: Unit): string {
  return text.slice(bodyStart, end)
}

/** White space and comments before a unit. */
export function leadOf({ text }: Side, { start, bodyStart }: Unit): string {
  return text.slice(start, bodyStart)
}

/** The comment behind a unit on the same line. */
export function trailOf({ text }: Side, { separatorEnd, stop }: Unit): string {
  return text.slice(separatorEnd, stop)
}
