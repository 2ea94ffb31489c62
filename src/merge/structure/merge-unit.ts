import { mapThree, type Three } from '../three.ts'
import { sameCode } from './code.ts'
import { listsOf } from './lists.ts'
import { called, type Merge } from './merge.ts'
import { gapsAround, mergeByLines, mergeSpan } from './merge-span.ts'
import { leadInNext } from './sections.ts'
import { bodyOf, isByPlace, isCode, leadOf, type Range, trailOf, type Unit, type UnitList } from './unit.ts'

/** Merges a unit that all three texts have: the comments around it, and itself. */
export function mergeUnit(merge: Merge, units: Three<Unit>, lists: Three<UnitList>, around: string): void {
  // A place in a call says little: what it is in is named.
  const name = isByPlace(lists.yours) ? around : called(around, units.yours)
  mergeComment(merge, units, leadPart(merge, lists), name)
  mergeSpan(merge, {
    ranges: mapThree(units, ({ bodyStart, end }) => ({ start: bodyStart, end })),
    lists: () => mapThree(units, (unit, side) => listsOf(merge.sides[side], lists[side], unit)),
    name,
  })
  mergeComment(merge, units, trailPart(merge), name)
}

/** The comments before a unit, or behind it. */
interface CommentPart {
  readonly textsOf: (units: Three<Unit>) => Three<string>
  readonly rangeOf: (unit: Unit) => Range
}

function leadPart({ sides }: Merge, lists: Three<UnitList>): CommentPart {
  return {
    textsOf: (units) => ({
      ...mapThree(units, (unit, side) => leadOf(sides[side], unit)),
      next: leadInNext(sides, lists, units.next),
    }),
    rangeOf: ({ start, bodyStart }) => ({ start, end: bodyStart }),
  }
}

function trailPart({ sides }: Merge): CommentPart {
  return {
    textsOf: (units) => mapThree(units, (unit, side) => trailOf(sides[side], unit)),
    rangeOf: ({ separatorEnd, stop }) => ({ start: separatorEnd, end: stop }),
  }
}

/** White space around comments stays as the user has it. */
function mergeComment(merge: Merge, units: Three<Unit>, { textsOf, rangeOf }: CommentPart, name: string): void {
  const texts = textsOf(units)
  const { yours, base, next } = texts
  if (base.trim() === next.trim() || yours.trim() === next.trim()) return
  if (yours.trim() !== base.trim()) {
    mergeByLines(merge, { texts, range: rangeOf(units.yours), name: `the comment of ${name}` })
    return
  }
  const [before = ''] = /^\s*/.exec(yours.trim() === '' && next.trim() !== '' ? next : yours) ?? []
  merge.splices.push({ ...rangeOf(units.yours), text: before + next.trimStart() })
}

/** Merges what both added: nothing to do where it is the same, else its lists become one. */
export function mergeTwins(
  merge: Merge,
  { yours, next }: Pick<Three<Unit>, 'yours' | 'next'>,
  around: Three<UnitList>,
  name: string,
): void {
  const { sides, conflicts } = merge
  if (sameCode(bodyOf(sides.yours, yours), bodyOf(sides.next, next))) return
  const lists = { yours: listsOf(sides.yours, around.yours, yours), next: listsOf(sides.next, around.next, next) }
  if (!areAlikeAround(merge, { yours, next }, lists)) {
    conflicts.push(`both added \`${name}\`, each in its own way`)
    return
  }
  for (const [at, own] of lists.yours.entries()) {
    const other = lists.next[at]
    if (other === undefined) continue
    if (isCode(own.kind)) mergeBlocks(merge, { yours: own, next: other }, name)
    else if (isByPlace(own)) mergePlaces(merge, { yours: own, next: other }, name)
    else merge.lists(merge, { yours: own, base: { ...other, units: [] }, next: other }, name)
  }
}

/** What both wrote into a block has to be the same: statements of two authors do not make one. */
function mergeBlocks(merge: Merge, { yours, next }: Pick<Three<UnitList>, 'yours' | 'next'>, name: string): void {
  const [own, other] = [
    merge.sides.yours.text.slice(yours.start, yours.end),
    merge.sides.next.text.slice(next.start, next.end),
  ]
  if (!sameCode(own, other)) merge.conflicts.push(`both added \`${name}\`, each in its own way`)
}

/** What both wrote into a call has to be the same, place by place. */
function mergePlaces(merge: Merge, { yours, next }: Pick<Three<UnitList>, 'yours' | 'next'>, name: string): void {
  const pairs = yours.units.map((own, at) => ({ yours: own, next: next.units[at] }))
  const isOneShape =
    yours.units.length === next.units.length &&
    pairs.every(({ yours: own, next: other }) => yours.kind !== 'links' || own.key === other?.key)
  if (!isOneShape) {
    merge.conflicts.push(`both added \`${name}\`, each in its own way`)
    return
  }
  for (const { yours: own, next: other } of pairs)
    if (other !== undefined) mergeTwins(merge, { yours: own, next: other }, { yours, base: next, next }, name)
}

/** Whether two units are the same but for what is in their lists, and have some. */
function areAlikeAround(
  { sides }: Merge,
  { yours, next }: Pick<Three<Unit>, 'yours' | 'next'>,
  lists: Pick<Three<readonly UnitList[]>, 'yours' | 'next'>,
): boolean {
  if (lists.yours.length === 0 || lists.yours.length !== lists.next.length) return false
  const gaps = {
    yours: gapsAround(lists.yours, { start: yours.bodyStart, end: yours.end }),
    next: gapsAround(lists.next, { start: next.bodyStart, end: next.end }),
  }
  return gaps.yours.every(({ start, end }, at) => {
    const other = gaps.next[at]
    return (
      other !== undefined && sameCode(sides.yours.text.slice(start, end), sides.next.text.slice(other.start, other.end))
    )
  })
}
