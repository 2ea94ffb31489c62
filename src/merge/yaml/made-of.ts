import { ALIKE, shared } from '../pairing.ts'
import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import { gapsOf } from './gaps.ts'
import type { BlockPairs } from './pairs.ts'
import { haveSameMark } from './same-item.ts'
import { withoutKey, wordsOf } from './words.ts'

/** Where there is more to compare, anything that the user added may be it. */
const MOST_COMPARED = 40_000

/** Finds what the user has in place of what is not there any more, and may have made of it. */
export function madeOf({ base, yours }: Three<readonly Block[]>, pairs: BlockPairs) {
  const added = yours.filter((own) => !pairs.ofYours.has(own) && !pairs.twins.has(own))
  const gone = base.filter((block) => !pairs.inYours.has(block))
  const isTooMuch = added.length * gone.length > MOST_COMPARED
  const inPlace = inPlaceOf(base, yours, pairs)
  return (block: Block): Block | undefined =>
    inPlace.get(block) ?? added.find((own) => isTooMuch || mayBeMadeOf(own, block))
}

function mayBeMadeOf(own: Block, block: Block): boolean {
  if (own.named !== block.named || withoutKey(own) === '') return false
  return (!own.named && haveSameMark(own, block)) || shared(wordsOf(own), wordsOf(block)) >= ALIKE
}

/** By items of a list that are gone, what the user has between the same neighbours. */
function inPlaceOf(
  base: readonly Block[],
  yours: readonly Block[],
  { inYours, twins }: BlockPairs,
): ReadonlyMap<Block, Block> {
  const gaps = gapsOf(base, yours, inYours)
  return new Map(
    gaps.flatMap(({ left, right }): [Block, Block][] => {
      const own = right.find((one) => !one.named && !twins.has(one))
      return own === undefined ? [] : left.filter(({ named }) => !named).map((block) => [block, own])
    }),
  )
}
