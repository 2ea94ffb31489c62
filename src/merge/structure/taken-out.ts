import { ts } from 'ts-morph'
import { ALIKE } from '../pairing.ts'
import type { Three } from '../three.ts'
import { likeness, sameCode } from './code.ts'
import { importedIn } from './declared-names.ts'
import { importOf } from './imports.ts'
import { called, type Merge } from './merge.ts'
import type { ListMerge } from './merge-lists.ts'
import { isRenamed } from './pairs.ts'
import { standsIn } from './stands-in.ts'
import { bodyOf, isByPlace, isCode, type Unit } from './unit.ts'

/** What the user took out stays out, unless it only got another name, or it is an import that is needed. */
export function mergeTakenOut(one: ListMerge, units: Pick<Three<Unit>, 'base' | 'next'>): void {
  const { merge, lists, name, removed, fresh } = one
  const { base, next } = units
  removed.add(next)
  const back = importedAgain(merge, units)
  if (back !== undefined) {
    fresh.set(next, back)
    return
  }
  const { sides, conflicts, notes } = merge
  if (sameCode(bodyOf(sides.base, base), bodyOf(sides.next, next))) return
  const renamed = renamedTo(one, base)
  if (renamed !== undefined) conflicts.push(`you ${inWords(one, base, renamed)}, and what is generated of it changed`)
  else if (isElsewhere(one, base))
    conflicts.push(`you moved \`${called(name, base)}\`, and what is generated of it changed`)
  else if (isByPlace(lists.base)) conflicts.push(`you took out \`${called(name, base)}\`, and it changed`)
  else notes.push(`\`${called(name, base)}\` stays deleted, although what is generated of it changed`)
}

/** Whether the user has it still, such as inside of something that is around it now. */
function isElsewhere({ merge: { sides }, lists }: ListMerge, base: Unit): boolean {
  const around = ts.isStatement(base.node) ? { start: 0, end: sides.yours.text.length } : lists.yours
  return standsIn(sides.yours, around, bodyOf(sides.base, base), base.node.kind)
}

/** What the user took out, and what is no longer generated either: what the user has in its place may be the same. */
export function mergeGoneTwice(one: ListMerge, base: Unit): void {
  const { merge, lists, name, pairs } = one
  const renamed = base.named ? renamedTo(one, base) : undefined
  if (renamed?.isSame === true) merge.conflicts.push(`you ${inWords(one, base, renamed)}, which is no longer generated`)
  else if (renamed !== undefined)
    merge.notes.push(`\`${renamed.unit.key}\` stays; \`${called(name, base)}\` is no longer generated`)
  else if (isElsewhere(one, base))
    merge.conflicts.push(`you moved \`${called(name, base)}\`, which is no longer generated`)
  else if (isReplaced(base, [pairs.yoursAdded, pairs.nextAdded]))
    merge.conflicts.push(`both wrote \`${called(name, base)}\` anew`)
  else if (lists.base.kind === ts.SyntaxKind.ArrayLiteralExpression && pairs.nextAdded.length > 0)
    merge.conflicts.push(`you took out \`${called(name, base)}\`, and it changed`)
}

/** Whether what has no name was written anew by both, so that it would be there twice. */
function isReplaced({ named, node }: Unit, sides: readonly (readonly Unit[])[]): boolean {
  return !named && sides.every((added) => added.some((unit) => !unit.named && unit.node.kind === node.kind))
}

/** The import of what is new of a statement, or of what is used all the same. */
function importedAgain({ sides, needed }: Merge, { base, next }: Pick<Three<Unit>, 'base' | 'next'>) {
  if (ts.isImportSpecifier(next.node)) return needed.has(next.key) ? bodyOf(sides.next, next) : undefined
  if (!ts.isImportDeclaration(base.node) || !ts.isImportDeclaration(next.node)) return undefined
  const before = new Set(importedIn(base.node))
  const there = new Set(
    sides.yours.source.statements.flatMap((one) => (ts.isImportDeclaration(one) ? importedIn(one) : [])),
  )
  const names = importedIn(next.node).filter((one) => !there.has(one) && (needed.has(one) || !before.has(one)))
  return names.length === 0 ? undefined : importOf(sides.next, next.node, new Set(names))
}

/** What a unit has become that the user's text has no longer: the same by another name, or what is like it. */
interface Renamed {
  readonly unit: Unit
  readonly isSame: boolean
}

function inWords({ name }: ListMerge, base: Unit, { unit, isSame }: Renamed): string {
  const [from, to] = [called(name, base), unit.key]
  return isSame ? `renamed \`${from}\` to \`${to}\`` : `took out \`${from}\` or made it \`${to}\``
}

function renamedTo(one: ListMerge, base: Unit): Renamed | undefined {
  const { merge, pairs } = one
  const text = (unit: Unit): string => bodyOf(merge.sides.yours, unit)
  const body = bodyOf(merge.sides.base, base)
  const others = pairs.yoursAdded.filter(({ named, node }) => named && node.kind === base.node.kind)
  const same = others.find((unit) => isRenamed([merge.sides.base, base], [merge.sides.yours, unit]))
  if (same !== undefined) return { unit: same, isSame: true }
  const inPlace = addedInPlaceOf(one, base)
  // A statement without a name in the place of another one may be that.
  const written = base.named ? undefined : inPlace.find(({ named, node }) => !named && node.kind === base.node.kind)
  if (written !== undefined && isCode(one.lists.base.kind)) return { unit: written, isSame: false }
  const alike = others.find((unit) => inPlace.includes(unit) && likeness(text(unit), body) >= ALIKE)
  return alike && { unit: alike, isSame: false }
}

/** What the user added where a unit stood. */
function addedInPlaceOf({ lists, pairs }: ListMerge, base: Unit): readonly Unit[] {
  const { units } = lists.base
  const before = units.slice(0, units.indexOf(base)).findLast((unit) => pairs.inYours.has(unit))
  const from = before === undefined ? undefined : pairs.inYours.get(before)
  const at = from === undefined ? 0 : lists.yours.units.indexOf(from) + 1
  const added = new Set(pairs.yoursAdded)
  const end = lists.yours.units.findIndex((unit, index) => index >= at && !added.has(unit))
  return lists.yours.units.slice(at, end === -1 ? undefined : end)
}
