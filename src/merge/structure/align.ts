import { ts } from 'ts-morph'
import { glance, likeness } from './code.ts'
import { importedIn } from './declared-names.ts'
import type { Side } from './side.ts'
import { bodyOf, isByPlace, isHandedOver, type Unit, type UnitList } from './unit.ts'

/** From this on two units that have no names are taken for one that was changed. */
export const ALIKE = 0.6

/** Where there is more to compare, only equal units and those of one name are paired. */
const MOST_COMPARED = 250_000

/**
 * For each unit of the base that one of a side which it became, if it is still there: first units that are as they
 * were, then units of the same key, then what has no name, stands in the same place and is alike. As many arguments as
 * before are the same ones.
 */
export function align(
  [base, { kind, units }]: readonly [Side, UnitList],
  [side, { units: others }]: readonly [Side, UnitList],
): ReadonlyMap<Unit, Unit> {
  if (kind !== 'links' && isByPlace({ kind }) && units.length === others.length)
    return new Map(units.flatMap((unit, at) => (others[at] === undefined ? [] : [[unit, others[at]]])))
  const pairs = new Map<Unit, Unit>()
  const free = new Set(others)
  const pair = (unit: Unit, other: Unit): void => {
    pairs.set(unit, other)
    free.delete(other)
  }
  const pairBy = (name: (of: Side, unit: Unit) => string): void => {
    const byName = new Map<string, Unit[]>()
    for (const other of free) {
      const named = byName.get(name(side, other))
      if (named === undefined) byName.set(name(side, other), [other])
      else named.push(other)
    }
    for (const unit of units) {
      const other = pairs.has(unit) ? undefined : byName.get(name(base, unit))?.shift()
      if (other !== undefined) pair(unit, other)
    }
  }
  pairBy((of, unit) => `${unit.node.kind} ${bodyOf(of, unit)}`)
  if (pairs.size < units.length) pairBy((of, unit) => `${unit.node.kind} ${glance(bodyOf(of, unit))}`)
  if (!isHandedOver(kind)) pairBy((_, unit) => unit.key)
  pairImports(units, free, pair, pairs)
  if (free.size * units.length > MOST_COMPARED) return pairs
  const left = units.filter((unit) => !pairs.has(unit) && !unit.named)
  const candidates = left.flatMap((unit) => {
    const there = inPlaceOf({ units, pairs }, unit)
    return [...free]
      .filter((other) => isLike(unit, other) && there(other))
      .map((other) => ({
        unit,
        other,
        alike: likeness(bodyOf(base, unit), bodyOf(side, other)),
      }))
  })
  for (const { unit, other, alike } of candidates.toSorted((a, b) => b.alike - a.alike))
    if (alike >= ALIKE && !pairs.has(unit) && free.has(other)) pair(unit, other)
  return pairs
}

/** What is imported from another place now is the same import where it has a name in common. */
function pairImports(
  units: readonly Unit[],
  free: ReadonlySet<Unit>,
  pair: (unit: Unit, other: Unit) => void,
  pairs: ReadonlyMap<Unit, Unit>,
): void {
  for (const unit of units) {
    if (pairs.has(unit) || !ts.isImportDeclaration(unit.node)) continue
    const { importClause } = unit.node
    const names = importedIn(unit.node)
    const other = [...free].find(
      ({ node }) =>
        ts.isImportDeclaration(node) &&
        node.importClause?.isTypeOnly === importClause?.isTypeOnly &&
        importedIn(node).some((name) => names.includes(name)),
    )
    if (other !== undefined) pair(unit, other)
  }
}

function isLike({ node }: Unit, other: Unit): boolean {
  return !other.named && other.node.kind === node.kind
}

/** Whether something stands between the nearest neighbours of a unit that are still there. */
function inPlaceOf(
  { units, pairs }: { readonly units: readonly Unit[]; readonly pairs: ReadonlyMap<Unit, Unit> },
  unit: Unit,
): (other: Unit) => boolean {
  const at = units.indexOf(unit)
  const after = nearest(units.slice(0, at).reverse(), pairs)
  const before = nearest(units.slice(at + 1), pairs)
  return ({ start }) => start >= (after?.stop ?? 0) && (before === undefined || start < before.start)
}

function nearest(units: readonly Unit[], pairs: ReadonlyMap<Unit, Unit>): Unit | undefined {
  for (const unit of units) {
    const other = pairs.get(unit)
    if (other !== undefined) return other
  }
  return undefined
}
