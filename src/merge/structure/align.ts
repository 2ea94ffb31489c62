import { likeness } from './tokens.ts'
import { bodyOf, type Side, type Unit } from './unit.ts'

/** From this on two units that have no names are taken for one that was changed. */
const ALIKE = 0.6

/** Where there is more to compare, only equal units and those of one name are paired. */
const MOST_COMPARED = 250_000

/**
 * For each unit of the base that one of a side which it became, if it is still there: first units that are as they
 * were, then units of the same key, then what has no name, stands in the same place and is alike.
 */
export function align(
  [base, units]: readonly [Side, readonly Unit[]],
  [side, others]: readonly [Side, readonly Unit[]],
): ReadonlyMap<Unit, Unit> {
  const pairs = new Map<Unit, Unit>()
  const free = new Set(others)
  const pair = (unit: Unit, other: Unit): void => {
    pairs.set(unit, other)
    free.delete(other)
  }
  const pairBy = (name: (of: Side, unit: Unit) => string): void => {
    const byName = new Map<string, Unit[]>()
    for (const other of free) byName.set(name(side, other), [...(byName.get(name(side, other)) ?? []), other])
    for (const unit of units) {
      if (pairs.has(unit)) continue
      const other = byName.get(name(base, unit))?.shift()
      if (other !== undefined) pair(unit, other)
    }
  }
  pairBy((of, unit) => `${unit.node.kind} ${bodyOf(of, unit)}`)
  pairBy((_, unit) => unit.key)
  if (free.size * units.length > MOST_COMPARED) return pairs
  for (const [at, unit] of units.entries()) {
    if (pairs.has(unit) || unit.named) continue
    const after = nearest(units.slice(0, at).reverse(), pairs)
    const before = nearest(units.slice(at + 1), pairs)
    const there = [...free].filter(
      ({ node, named, start }) =>
        !named &&
        node.kind === unit.node.kind &&
        start >= (after?.stop ?? 0) &&
        (before === undefined || start < before.start),
    )
    const ranked = there.map((other) => ({ other, alike: likeness(bodyOf(base, unit), bodyOf(side, other)) }))
    const best = ranked.toSorted((a, b) => b.alike - a.alike)[0]
    if (best !== undefined && best.alike >= ALIKE) pair(unit, best.other)
  }
  return pairs
}

function nearest(units: readonly Unit[], pairs: ReadonlyMap<Unit, Unit>): Unit | undefined {
  for (const unit of units) {
    const other = pairs.get(unit)
    if (other !== undefined) return other
  }
  return undefined
}
