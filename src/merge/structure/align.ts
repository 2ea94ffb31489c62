import { ts } from 'ts-morph'
import { pairUp } from '../pairing.ts'
import { glance, likeness } from './code.ts'
import { importedIn } from './declared-names.ts'
import type { Side } from './side.ts'
import { bodyOf, isByPlace, isHandedOver, type Unit, type UnitList } from './unit.ts'

/**
 * For each unit of the base that one of a side which it became, if it is still there: first units that are as they
 * were, then units of the same key, imports of the same name, and what has no name, stands in the same place and is
 * alike. As many arguments as before are the same ones, unless one of them moved.
 */
export function align(
  [base, { kind, units }]: readonly [Side, UnitList],
  [side, { units: others }]: readonly [Side, UnitList],
): ReadonlyMap<Unit, Unit> {
  const own = new Set(units)
  const body = (unit: Unit): string => bodyOf(own.has(unit) ? base : side, unit)
  if (kind !== 'links' && isByPlace({ kind }) && units.length === others.length && !isMoved(units, others, body))
    return new Map(units.flatMap((unit, at) => (others[at] === undefined ? [] : [[unit, others[at]]])))
  return pairUp(units, others, {
    names: [
      (unit) => `${unit.node.kind} ${body(unit)}`,
      (unit) => `${unit.node.kind} ${glance(body(unit))}`,
      (unit) => (isHandedOver(kind) ? undefined : unit.key),
      importKey,
    ],
    likeness: (unit, other) =>
      unit.named || other.named || unit.node.kind !== other.node.kind ? 0 : likeness(body(unit), body(other)),
  })
}

/** Whether something that stood in one place stands in another one now. */
function isMoved(units: readonly Unit[], others: readonly Unit[], body: (unit: Unit) => string): boolean {
  const there = new Set(others.map(body))
  return units.some((unit, at) => {
    const [text, other] = [body(unit), others[at]]
    return other !== undefined && body(other) !== text && there.has(text)
  })
}

/** What is imported from another place now is the same import where its first name is the same. */
function importKey({ node }: Unit): string | undefined {
  if (!ts.isImportDeclaration(node)) return undefined
  const [first] = importedIn(node).toSorted()
  return first && `${node.importClause?.isTypeOnly === true} ${first}`
}
