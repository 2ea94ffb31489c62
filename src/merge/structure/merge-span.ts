import { mergeLines } from '../merge-lines.ts'
import { mapThree, pickThree, type Three } from '../three.ts'
import { codeOf, sameCode } from './code.ts'
import { adopt, attempt, type Merge } from './merge.ts'
import { isHandedOver, type ListKind, type Range, type UnitList } from './unit.ts'

/** A part of the three texts, and the lists in it. */
export interface Span {
  readonly ranges: Three<Range>
  readonly lists: () => Three<readonly UnitList[]>
  /** What it is called in a sentence. */
  readonly name: string
}

/**
 * Merges a part of the three texts. Where not both sides changed it, that of the one that did is taken; else what it
 * holds is merged list by list, and what stands around the lists by lines.
 */
export function mergeSpan(merge: Merge, span: Span): void {
  const { yours, base, next } = textsOf(merge, span.ranges)
  if (yours === next) return
  if (sameCode(base, next)) {
    // What is needed may have to come back.
    if (merge.needed.size > 0) mergeFreely(merge, span)
    return
  }
  if (!sameCode(yours, base)) {
    if (!sameCode(yours, next) && !mergeInside(merge, span))
      mergeByLines(merge, { texts: { yours, base, next }, range: span.ranges.yours, name: span.name })
    return
  }
  // What was only formatted keeps its format as far as what it holds did not change; what is needed stays in it.
  const isWhole = yours === base && merge.needed.size === 0
  if (isWhole || !mergeFreely(merge, span)) merge.splices.push({ ...span.ranges.yours, text: next })
}

/** Merges what a part holds, if that makes no conflict; whether it did. */
function mergeFreely(merge: Merge, span: Span): boolean {
  const inside = attempt(merge)
  const isMerged = mergeInside(inside, span) && inside.conflicts.length === 0
  if (isMerged) adopt(merge, inside)
  return isMerged
}

/** Merges a part that holds no lists. */
export function mergePart(merge: Merge, ranges: Three<Range>, name: string): void {
  mergeSpan(merge, { ranges, lists: () => ({ yours: [], base: [], next: [] }), name })
}

/** Merges a part in which white space counts: it is one value. */
function mergeText(merge: Merge, ranges: Three<Range>, name: string): void {
  const { yours, base, next } = textsOf(merge, ranges)
  if (yours === next || base === next) return
  if (yours === base) merge.splices.push({ ...ranges.yours, text: next })
  else merge.conflicts.push(`both changed \`${name}\``)
}

/** Three texts of one value, and where the user's stands. */
interface Value {
  readonly texts: Three<string>
  readonly range: Range
  readonly name: string
}

/** Merges a part by lines: what stands in it is one value. */
export function mergeByLines(merge: Merge, { texts, range, name }: Value): void {
  const text = mergeLines(texts)
  if (text !== undefined) merge.splices.push({ ...rangeOf(range), text })
  else merge.conflicts.push(`both changed \`${name}\``)
}

/** The part as each of the three texts has it. */
export function textsOf({ sides }: Pick<Merge, 'sides'>, ranges: Three<Range>): Three<string> {
  return mapThree(ranges, ({ start, end }, side) => sides[side].text.slice(start, end))
}

/** Merges what a part holds, where it holds the same kinds of lists on all sides; whether it does. */
function mergeInside(merge: Merge, { ranges, lists: listsOf, name }: Span): boolean {
  const lists = commonLists(listsOf())
  if (lists === undefined) return false
  if (areSwapped(merge, lists)) {
    merge.conflicts.push(`both changed \`${name}\``)
    return true
  }
  const gaps = mapThree(lists, (all, side) => gapsAround(all, ranges[side]))
  for (const [at, { kind }] of lists.base.entries())
    if (isHandedOver(kind) && isCalledOtherwise(merge, pickThree(gaps, at), pickThree(lists, at))) return false
  for (const at of gaps.yours.keys()) {
    const isText = [at - 1, at].some((beside) => lists.base[beside]?.kind === 'template')
    const merged = isText ? mergeText : mergePart
    merged(merge, pickThree(gaps, at), name)
  }
  for (const at of lists.yours.keys()) mergeList(merge, pickThree(lists, at), name)
  return true
}

/** A list as the user has it, or as it was generated, is taken as a whole, its order with it. */
function mergeList(merge: Merge, lists: Three<UnitList>, name: string): void {
  const { yours, base, next } = textsOf(merge, lists)
  if (yours !== base || merge.needed.size > 0) merge.lists(merge, lists, name)
  else if (base !== next) merge.splices.push({ ...rangeOf(lists.yours), text: next })
}

function rangeOf({ start, end }: Range): Range {
  return { start, end }
}

/** Whether one side has the branches of something the other way round: `if (a) x() else y()`, `if (!a) y() else x()`. */
function areSwapped(merge: Merge, lists: Three<readonly UnitList[]>): boolean {
  if (lists.base.length < 2) return false
  const { yours, base, next } = mapThree(lists, (all, side) => all.map((list) => insideOf(merge, side, list)))
  return [yours, next].some((texts) =>
    base.some(
      (text, at) => text !== '' && texts[at] !== text && texts.some((other, to) => other === text && base[to] !== text),
    ),
  )
}

function insideOf({ sides }: Merge, side: keyof Three<unknown>, { start, end }: Range): string {
  return codeOf(sides[side].text.slice(start, end)).join(' ')
}

/** Whether one side calls something else, while the other one changed what is handed to it. */
function isCalledOtherwise(merge: Merge, before: Three<Range>, lists: Three<Range>): boolean {
  const [callee, handed] = [textsOf(merge, before), textsOf(merge, lists)]
  const differs = (texts: Three<string>, side: 'yours' | 'next'): boolean => !sameCode(texts[side], texts.base)
  return (
    !sameCode(callee.yours, callee.next) &&
    ((differs(callee, 'yours') && differs(handed, 'next')) || (differs(callee, 'next') && differs(handed, 'yours')))
  )
}

/** The lists that all three have, where they are the same kinds in the same order; what one lacks is text. */
function commonLists(lists: Three<readonly UnitList[]>): Three<readonly UnitList[]> | undefined {
  const amount = (all: readonly UnitList[], kind: ListKind): number => all.filter((list) => list.kind === kind).length
  const isCommon = ({ kind }: UnitList): boolean => {
    const { yours, base, next } = mapThree(lists, (all) => amount(all, kind))
    return yours === base && next === base
  }
  const common = mapThree(lists, (all) => all.filter(isCommon))
  const inOrder = common.base.every(({ kind }, at) => common.yours[at]?.kind === kind && common.next[at]?.kind === kind)
  return inOrder && common.base.length > 0 ? common : undefined
}

/** What stands in a range before, between and behind the lists. */
export function gapsAround(lists: readonly UnitList[], { start, end }: Range): Range[] {
  return Array.from({ length: lists.length + 1 }, (_, at) => ({
    start: at === 0 ? start : (lists[at - 1]?.end ?? start),
    end: lists[at]?.start ?? end,
  }))
}
