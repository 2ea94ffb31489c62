import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import type { BlockPairs } from './pairs.ts'

/** Where something that is generated anew goes. */
export interface Place {
  readonly block: Block
  /** The index of what it goes behind; -1 where it is the first. */
  readonly behind: number
  /** Whether the user has something of what is generated before it behind that, or the other way round. */
  readonly isMoved: boolean
}

/** Finds the places of what only `next` has, in its order. */
export function placesOf(kept: readonly Block[], parts: Three<readonly Block[]>, pairs: BlockPairs): Place[] {
  const known = new Set([...pairs.inNext.values(), ...pairs.twins.values()])
  const standing = standingOf(kept, parts, pairs)
  const following = nearestAfter(parts.next, standing)
  const places: Place[] = []
  let [behind, furthest] = [-1, -1]
  for (const [at, block] of parts.next.entries()) {
    behind = standing.get(block) ?? behind
    furthest = Math.max(furthest, behind)
    if (known.has(block)) continue
    const isMoved = behind !== furthest || furthest >= (following[at] ?? Number.POSITIVE_INFINITY)
    places.push({ block, behind, isMoved })
  }
  return places
}

/** From blocks of `next` to where they are in what the user keeps. */
function standingOf(
  kept: readonly Block[],
  { yours }: Three<readonly Block[]>,
  { ofYours, inNext, twins }: BlockPairs,
): ReadonlyMap<Block, number> {
  const indices = new Map(kept.map(({ key }, at) => [key, at]))
  return new Map(
    yours.flatMap((own): [Block, number][] => {
      const old = ofYours.get(own)
      const next = twins.get(own) ?? (old === undefined ? undefined : inNext.get(old))
      const at = indices.get(own.key)
      return next === undefined || at === undefined ? [] : [[next, at]]
    }),
  )
}

/** For each block the first of all that the user keeps of it and of what is behind it. */
function nearestAfter(next: readonly Block[], standing: ReadonlyMap<Block, number>): readonly number[] {
  let nearest = Number.POSITIVE_INFINITY
  return next
    .toReversed()
    .map((block) => {
      nearest = Math.min(nearest, standing.get(block) ?? nearest)
      return nearest
    })
    .reverse()
}
