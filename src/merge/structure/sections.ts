import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import type { Side } from './side.ts'
import { leadOf, type Range, type Unit, type UnitList } from './unit.ts'

/**
 * What a unit has before it in `next`, without comments on all that follows that the user took out where something else
 * stood below them. Such a comment has an empty line below it; others are about the unit alone, and come with it.
 */
export function leadInNext(sides: Three<Side>, lists: Three<UnitList>, unit: Unit): string {
  const lead = leadOf(sides.next, unit)
  const sections = sectionsIn(lead)
  if (sections.length === 0) return lead
  const before = new Set(
    lists.base.units.flatMap((one) => {
      const text = leadOf(sides.base, one)
      return sectionsIn(text).map((section) => said(text, section))
    }),
  )
  const mine = withoutIndents(sides.yours.text)
  return sections
    .filter((section) => before.has(said(lead, section)) && !mine.includes(said(lead, section)))
    .reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), lead)
}

/** Comments that have an empty line below them, each with the white space up to what follows. */
function sectionsIn(lead: string): Range[] {
  const comments = ts.getLeadingCommentRanges(lead, 0) ?? []
  const sections: Range[] = []
  let start: number | undefined
  for (const [at, { pos, end }] of comments.entries()) {
    start ??= pos
    const next = comments[at + 1]?.pos ?? lead.length
    if (!EMPTY_LINE.test(lead.slice(end, next))) continue
    sections.push({ start, end: next })
    start = undefined
  }
  return sections
}

const EMPTY_LINE = /\n[ \t]*\n/

function said(lead: string, { start, end }: Range): string {
  return withoutIndents(lead.slice(start, end)).trim()
}

function withoutIndents(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/gm, '')
}
