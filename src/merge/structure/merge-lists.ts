import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { codeOf, sameCode } from './code.ts'
import { mergeGone } from './gone.ts'
import { hazards } from './hazards.ts'
import { insertions } from './insert.ts'
import { adopt, attempt, called, type Merge } from './merge.ts'
import { mergeTwins, mergeUnit } from './merge-unit.ts'
import { isReordered, isShuffled, type Pairs, pairsOf } from './pairs.ts'
import { removals } from './removals.ts'
import { isRegistered } from './routes.ts'
import type { Side } from './side.ts'
import { mergeGoneTwice, mergeTakenOut } from './taken-out.ts'
import { bodyOf, isByPlace, isCode, type ListKind, type Unit, type UnitList } from './unit.ts'

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
  for (const base of lists.base.units) mergeOld(one, base)
  mergeNew(one)
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

/** Whether the user put a chain into something else: what is generated of its links has no place in it any more. */
function isWrapped({ sides }: Merge, lists: Three<UnitList>, { inYours }: Pairs): boolean {
  const [head] = lists.base.units
  if (lists.base.kind !== 'links' || head === undefined || inYours.size === lists.base.units.length) return false
  const own = inYours.get(head)
  return own === undefined || !sameCode(bodyOf(sides.yours, own), bodyOf(sides.base, head))
}

/** Whether nothing is left of what a block held, so that nobody can tell where something new belongs in it. */
function isAnew({ lists, pairs, fresh }: ListMerge): boolean {
  const { yours, base } = lists
  return (
    isCode(base.kind) && base.units.length > 0 && yours.units.length > 0 && pairs.inYours.size === 0 && fresh.size > 0
  )
}

/** Whether what is generated has another order now that means something, which a list with edits in it does not take. */
function losesOrder({ base }: Three<UnitList>, { inNext }: Pairs): boolean {
  const isOrdered = isCode(base.kind) ? base.kind !== ts.SyntaxKind.SourceFile : HAS_ORDER.has(base.kind)
  const units = isOrdered ? base.units : base.units.filter(({ node }) => ts.isSpreadAssignment(node))
  return isReordered({ units }, inNext)
}

const HAS_ORDER: ReadonlySet<ListKind> = new Set([ts.SyntaxKind.ArrayLiteralExpression])

/** What is generated anew: it may be there already. */
function mergeNew(one: ListMerge): void {
  const { merge, lists, pairs, name, standing, fresh } = one
  const alone = new Set(pairs.yoursAdded)
  const twinOf = twinsIn(one)
  for (const next of pairs.nextAdded) {
    const twin = twinOf(next)
    if (twin === undefined) {
      fresh.set(next, undefined)
      continue
    }
    alone.delete(twin)
    standing.set(next, twin)
    mergeTwins(merge, { yours: twin, next }, lists, isByPlace(lists.next) ? name : called(name, next))
  }
  // Of two rows of values that have some in common nobody knows which belong together.
  const isRow = lists.base.kind === ts.SyntaxKind.ArrayLiteralExpression
  if (isRow && fresh.size > 0 && alone.size > 0 && alone.size < pairs.yoursAdded.length)
    merge.conflicts.push(`both added \`${name}\`, each in its own way`)
}

/** Finds what the user added that is the same: of the same name, or the same call with the same text, or all the same. */
function twinsIn({ merge: { sides }, pairs }: ListMerge): (next: Unit) => Unit | undefined {
  const free = new Map<string, Unit[]>()
  for (const unit of pairs.yoursAdded)
    for (const name of namesOf(sides.yours, unit)) free.set(name, [...(free.get(name) ?? []), unit])
  const taken = new Set<Unit>()
  return (next) => {
    const twin = namesOf(sides.next, next)
      .map((name) => free.get(name)?.find((unit) => !taken.has(unit)))
      .find((unit) => unit !== undefined)
    if (twin !== undefined) taken.add(twin)
    return twin
  }
}

function namesOf(side: Side, unit: Unit): string[] {
  const key = unit.named || isRegistered(unit) ? [`key ${unit.key}`] : []
  return [...key, `code ${codeOf(bodyOf(side, unit)).join(' ')}`]
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
