import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { align } from './align.ts'
import { codeOf, sameCode } from './code.ts'
import type { Side } from './side.ts'
import { bodyOf, isByPlace, type Unit, type UnitList } from './unit.ts'

/** What the units of a list have become on both sides. */
export interface Pairs {
  /** From units of the base to what they are in the other text, where they still are. */
  readonly inYours: ReadonlyMap<Unit, Unit>
  readonly inNext: ReadonlyMap<Unit, Unit>
  /** Units that only this text has. */
  readonly yoursAdded: readonly Unit[]
  readonly nextAdded: readonly Unit[]
}

/** Pairs the units of three lists. */
export function pairsOf({ yours, base, next }: Three<Side>, lists: Three<UnitList>): Pairs {
  const inNext = align([base, lists.base], [next, lists.next])
  const aligned = align([base, lists.base], [yours, lists.yours])
  const inYours = new Map([...aligned, ...renamed({ base, yours }, lists, aligned)])
  return {
    inYours,
    inNext,
    yoursAdded: without(lists.yours.units, inYours),
    nextAdded: without(lists.next.units, inNext),
  }
}

/** What the user gave another name and nothing else, and is long enough that this can be no chance. */
function renamed(
  { base, yours }: Pick<Three<Side>, 'base' | 'yours'>,
  lists: Three<UnitList>,
  aligned: ReadonlyMap<Unit, Unit>,
): [Unit, Unit][] {
  const added = without(lists.yours.units, aligned)
  if (added.length === 0) return []
  return lists.base.units.flatMap((unit): [Unit, Unit][] => {
    if (!unit.named || aligned.has(unit) || codeOf(bodyOf(base, unit)).length < LONG) return []
    const same = added.filter((other) => isRenamed([base, unit], [yours, other]))
    const [only, ...others] = same
    return only === undefined || others.length > 0 ? [] : [[unit, only]]
  })
}

const LONG = 15

/** Whether a unit of the user's is one of the base by another name. */
export function isRenamed(
  [base, unit]: readonly [Side, Unit],
  [yours, { key, named, node, ...other }]: readonly [Side, Unit],
): boolean {
  if (!named || node.kind !== unit.node.kind) return false
  const text = yours.text.slice(other.bodyStart, other.end)
  return sameCode(text.replaceAll(new RegExp(`\\b${escaped(key)}\\b`, 'g'), unit.key), bodyOf(base, unit))
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w ]/g, '\\$&')
}

function without(units: readonly Unit[], pairs: ReadonlyMap<Unit, Unit>): Unit[] {
  const paired = new Set(pairs.values())
  return units.filter((unit) => !paired.has(unit))
}

/**
 * Whether units are what they are by their place, and nobody can tell which place is whose: both sides changed how many
 * there are, or one put them in another order.
 */
export function isShuffled(lists: Three<UnitList>, { inYours, inNext }: Pairs): boolean {
  const isParameters = lists.base.kind === ts.SyntaxKind.Parameter
  if (!isByPlace(lists.base) && !isParameters) return false
  if (isReordered(lists.base, inYours) || isReordered(lists.base, inNext)) return true
  if (isParameters) return false
  const isResized = (side: 'yours' | 'next', pairs: ReadonlyMap<Unit, Unit>): boolean =>
    pairs.size < lists.base.units.length || pairs.size < lists[side].units.length
  return lists.base.kind === 'arguments' && isResized('yours', inYours) && isResized('next', inNext)
}

/** Whether units that both have stand in another order. */
export function isReordered({ units }: Pick<UnitList, 'units'>, pairs: ReadonlyMap<Unit, Unit>): boolean {
  const starts = units.flatMap((unit) => pairs.get(unit)?.start ?? [])
  return starts.some((start, at) => at > 0 && start < (starts[at - 1] ?? 0))
}
