import { type Insertion, places } from './places.ts'
import type { Splice } from './splice.ts'
import { trailOf, type Unit } from './unit.ts'

/** The changes of the user's text that take out the units that go. */
export function removals(insertion: Insertion): readonly Splice[] {
  const { gone } = insertion
  const own = Array.from(gone, (unit) => ({ start: unit.start, end: unit.stop, text: lineBreakFor(insertion, unit) }))
  return [...own, ...lastComma(insertion)]
}

/** The comma before what goes, where the list has none behind its last unit. */
function lastComma(insertion: Insertion): readonly Splice[] {
  const { gone } = insertion
  const { units, separator } = insertion.lists.yours
  const [last, left] = [units.at(-1), units.findLast((unit) => !gone.has(unit))]
  if (separator === '' || last === undefined || left === undefined) return []
  const isFollowed = places(insertion).some(({ after }) => after === left)
  const isBare = gone.has(last) && last.separatorEnd === last.end && !isFollowed
  return isBare ? [{ start: left.separatorEnd - separator.length, end: left.separatorEnd, text: '' }] : []
}

/** Behind a comment that ends with its line nothing may come on that line. */
function lineBreakFor({ sides, lists }: Insertion, unit: Unit): string {
  const before = lists.yours.units[lists.yours.units.indexOf(unit) - 1]
  const isBehindComment = before !== undefined && trailOf(sides.yours, before).includes('//')
  return isBehindComment && !/^[ \t]*(?:\n|$)/.test(sides.yours.text.slice(unit.stop)) ? '\n' : ''
}
