import { ts } from 'ts-morph'
import { type Insertion, type Placed, places } from './places.ts'
import { asksForAny, isRegistered, isShadowed } from './routes.ts'
import { bodyOf, isCode, type Unit } from './unit.ts'

/** An insertion, and what has become of the units around it. */
export interface Surroundings extends Insertion {
  /** What the user has added to the list. */
  readonly added: readonly Unit[]
  /** Units of `next` that were generated before too, and that the user took out or wrote anew. */
  readonly removed: ReadonlySet<Unit>
  /** Whether the user has what was generated in another order. */
  readonly isReordered: boolean
}

/** New units that cannot simply be put where they belong, each with the reason. */
export function hazards(around: Surroundings): { readonly unit: Unit; readonly reason: string }[] {
  return places(around).flatMap(({ unit, after }) => {
    const reason = hazardOf(around, { unit, after })
    return reason === undefined ? [] : [{ unit, reason }]
  })
}

function hazardOf(around: Surroundings, placed: Placed): string | undefined {
  const { unit, after } = placed
  const { kind, separator } = around.lists.yours
  if (unit.ordered && around.isReordered) return 'you put what is there in another order, and the order matters'
  if (unit.ordered && isFollowedByOrdered(around, after)) return 'you added something there, and the order matters'
  if (leaves(unit) && following(around, after).length > 0) return 'what you added behind it would never run'
  if (asksForAny(unit) && following(around, after).some((one) => around.added.includes(one) && isShadowed(one, unit)))
    return 'what you added behind it would never be asked'
  if (isCode(kind) && isBehindRemoved(around, unit)) return 'what stood before it is no longer there'
  if (isRestInside(around, placed)) return 'what takes the rest has to be the last'
  if (separator !== '' || !isCode(kind)) return undefined
  const goesOn = [unit, ...following(around, after).slice(0, 1)].some((one) => continues(around, one))
  return goesOn ? 'a statement there would go on with the one before it' : undefined
}

/** What stands behind a unit of the user's and stays there. */
function following({ lists, gone }: Surroundings, after: Unit | undefined): readonly Unit[] {
  const { units } = lists.yours
  return units.slice(after === undefined ? 0 : units.indexOf(after) + 1).filter((one) => !gone.has(one))
}

/** Whether the user has put something in the same place, of which the order matters too. */
function isFollowedByOrdered({ added, lists }: Surroundings, after: Unit | undefined): boolean {
  const { units } = lists.yours
  const from = after === undefined ? 0 : units.indexOf(after) + 1
  const next = units.findIndex((unit, at) => at >= from && !added.includes(unit))
  return units.slice(from, next === -1 ? units.length : next).some(({ ordered }) => ordered)
}

/** Whether nothing that stands behind a statement runs. */
function leaves({ node }: Unit): boolean {
  return ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node)
}

/** A rest of a pattern or of parameters that would stand before something else. */
function isRestInside(around: Surroundings, { unit, after }: Placed): boolean {
  const { sides, lists } = around
  const { kind } = lists.yours
  if (kind !== ts.SyntaxKind.ObjectBindingPattern && kind !== ts.SyntaxKind.Parameter) return false
  const isRest = (text: string): boolean => text.startsWith('...')
  return (
    (isRest(bodyOf(sides.next, unit)) && following(around, after).length > 0) ||
    (after !== undefined && isRest(bodyOf(sides.yours, after)))
  )
}

/** Statements run one after the other, so one that follows on another needs that one. */
function isBehindRemoved({ lists, removed }: Surroundings, unit: Unit): boolean {
  if (lists.yours.kind === ts.SyntaxKind.SourceFile) return false
  const before = lists.next.units[lists.next.units.indexOf(unit) - 1]
  return before !== undefined && removed.has(before) && !(isRegistered(before) && isRegistered(unit))
}

/** Without a semicolon before it, what begins with a bracket goes on with the line above. */
function continues({ sides, lists }: Surroundings, unit: Unit): boolean {
  const side = lists.next.units.includes(unit) ? sides.next : sides.yours
  return /^[([`+\-/]/.test(bodyOf(side, unit))
}
