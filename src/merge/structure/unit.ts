import { ts } from 'ts-morph'
import type { Side } from './side.ts'

/** A part of a text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * A statement, member, property, specifier, argument or link of a chain: what can be added, taken out and changed by
 * itself. From `start` to `stop` it has all that belongs to it: white space and comments before it, its separator, a
 * comment behind it on the same line. Units of a list lie next to each other without a gap.
 */
export interface Unit extends Range {
  /** What it is known by among its neighbours, such as its name; a second one of a name has a number. */
  readonly key: string
  /** Whether the key is a name, so that another key is another thing. */
  readonly named: boolean
  readonly node: ts.Node
  /** Where its own text begins; it ends at `end`. */
  readonly bodyStart: number
  /** Where its separator ends; the end of its own text where it has none. */
  readonly separatorEnd: number
  readonly stop: number
  /** Whether it means something else in another place, like middleware. */
  readonly ordered: boolean
}

/**
 * What holds a list. Calls hold two kinds: the links of their chain, and the arguments of each; or the handlers of a
 * route, or the conditions of `and` and `or`, of which there may be any number. Templates hold one for each piece of
 * code in them, which is all of it.
 */
export type ListKind = ts.SyntaxKind | 'links' | 'arguments' | 'handlers' | 'conditions' | 'template'

/** The inside of something that holds units: from behind its opening bracket to its closing one. */
export interface UnitList extends Range {
  readonly kind: ListKind
  readonly units: readonly Unit[]
  readonly separator: ',' | ''
}

/** Whether the units of a list are what they are by their place, like arguments. */
export function isByPlace({ kind }: Pick<UnitList, 'kind'>): boolean {
  return kind === 'links' || kind === 'template' || isHandedOver(kind)
}

/** Whether a list is what a call is given. */
export function isHandedOver(kind: ListKind): boolean {
  return kind === 'arguments' || kind === 'handlers' || kind === 'conditions'
}

/** Whether a list is one of statements, which run one after the other. */
export function isCode(kind: ListKind): boolean {
  return kind === ts.SyntaxKind.SourceFile || kind === ts.SyntaxKind.Block || kind === ts.SyntaxKind.CaseBlock
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
