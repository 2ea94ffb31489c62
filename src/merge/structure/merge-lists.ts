import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { mergeAdded } from './added.ts'
import { sameCode } from './code.ts'
import { mergeGone } from './gone.ts'
import { hazards } from './hazards.ts'
import { insertions } from './insert.ts'
import { adopt, attempt, called, type Merge } from './merge.ts'
import { mergeUnit } from './merge-unit.ts'
import { movedIn } from './moved.ts'
import { isReordered, isShuffled, type Pairs, pairsOf } from './pairs.ts'
import { removals } from './removals.ts'
import { isAnew, isWrapped, losesOrder } from './rewritten.ts'
import { mergeGoneTwice, mergeTakenOut } from './taken-out.ts'
import { bodyOf, isByPlace, type Unit, type UnitList } from './unit.ts'

/** Three lists that are merged, and what becomes of the units in them. */
export interface ListMerge {
  readonly merge: Merge
  readonly lists: Three<UnitList>
  readonly pairs: Pairs
  readonly name: string
  /** Units of the user's text that go. */
  readonly gone: Set<Unit>
  /** From units of `next` to what they are in the user's text. */
  readonly standing: Map<Unit, Unit>
  /** Units of `next` that were generated before too, and that the user took out or wrote anew. */
  readonly removed: Set<Unit>
  /** Units of `next` that come into the user's text, and how they are written there when that is otherwise. */
  readonly fresh: Map<Unit, string | undefined>
}

/** Merges three lists unit by unit. */
export function mergeLists(merge: Merge, lists: Three<UnitList>, name: string): void {
  const { sides, conflicts, splices } = merge
  const pairs = pairsOf(sides, lists)
  if (isShuffled(lists, pairs) || isWrapped(merge, lists, pairs)) {
    conflicts.push(`both changed \`${name}\``)
    return
  }
  if (losesOrder(lists, pairs)) conflicts.push(`you changed \`${name}\`, which is generated in another order now`)
  const one: ListMerge = {
    ...{ merge, lists, pairs, name },
    ...{ gone: new Set(), standing: new Map(), removed: new Set(), fresh: new Map() },
  }
  const moved = movedIn(one)
  for (const base of lists.base.units) {
    if (moved.has(base)) move(one, base)
    else mergeOld(one, base)
  }
  mergeAdded(one)
  if (isAnew(one)) conflicts.push(`you wrote what \`${name}\` holds anew, and what is generated of it changed`)
  const insertion = { ...one, sides }
  for (const { unit, reason } of hazards({
    ...insertion,
    added: pairs.yoursAdded,
    isReordered: isReordered(lists.base, pairs.inYours),
  }))
    conflicts.push(`\`${called(name, unit)}\` has no place: ${reason}`)
  splices.push(...removals(insertion), ...insertions(insertion))
  mergeTail(merge, lists)
}

/** What is generated in another place now goes there. */
function move({ pairs: { inYours, inNext }, gone, fresh }: ListMerge, base: Unit): void {
  const [yours, next] = [inYours.get(base), inNext.get(base)]
  if (yours !== undefined) gone.add(yours)
  if (next !== undefined) fresh.set(next, undefined)
}

/** What was generated before: both still have it, or one of them, or nobody. */
function mergeOld(one: ListMerge, base: Unit): void {
  const { merge, lists, pairs, name } = one
  const [yours, next] = [pairs.inYours.get(base), pairs.inNext.get(base)]
  if (yours !== undefined && next !== undefined) {
    one.standing.set(next, yours)
    if (isOnlyRenamed(one, yours, base)) mergeRenamed(one, { yours, base, next })
    else mergeUnit(merge, { yours, base, next }, lists, name)
  } else if (yours !== undefined) mergeGone(one, { yours, base })
  else if (next !== undefined) mergeTakenOut(one, { base, next })
  else mergeGoneTwice(one, base)
}

/** Whether a unit has another name in the user's text; the number of a second one is none. */
function isOnlyRenamed({ lists }: ListMerge, yours: Unit, base: Unit): boolean {
  const nameOf = ({ key }: Unit): string => key.replace(/ \(\d+\)$/, '')
  const canBe = yours.named && base.named && !ts.isImportDeclaration(yours.node) && !isByPlace(lists.base)
  return canBe && nameOf(yours) !== nameOf(base)
}

/** What the user gave another name gets what changed, or stays and is named. */
function mergeRenamed({ merge, lists, name }: ListMerge, units: Three<Unit>): void {
  const { yours, base, next } = units
  const inside = attempt(merge)
  mergeUnit(inside, units, lists, name)
  const words = `you renamed \`${called(name, base)}\` to \`${yours.key}\`, and what is generated of it changed`
  if (inside.conflicts.length > 0) merge.conflicts.push(words)
  else adopt(merge, inside)
  const { sides } = merge
  if (inside.conflicts.length === 0 && !sameCode(bodyOf(sides.base, base), bodyOf(sides.next, next)))
    merge.notes.push(`${words}: that is in \`${yours.key}\` now`)
}

/** Comments behind the last unit. */
function mergeTail({ sides, splices, conflicts }: Merge, lists: Three<UnitList>): void {
  if (lists.yours.units.length === 0) return
  const range = ({ units, start, end }: UnitList) => ({ start: units.at(-1)?.stop ?? start, end })
  const tail = (side: keyof Three<unknown>): string => {
    const { start, end } = range(lists[side])
    return sides[side].text.slice(start, end)
  }
  const [yours, base, next] = [tail('yours'), tail('base'), tail('next')]
  if (base.trim() === next.trim() || yours.trim() === next.trim()) return
  if (yours === base) splices.push({ ...range(lists.yours), text: next })
  else conflicts.push('both changed the comments at the end')
}
