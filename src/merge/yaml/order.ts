import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import type { BlockPairs } from './pairs.ts'

/** Whether what is generated means something else in its new order, and the user does not have it in that one. */
export function isReordered(
  { yours, base, next }: Three<readonly Block[]>,
  { inYours, inNext, twins }: BlockPairs,
): boolean {
  const [mine, generated] = [new Map(yours.map(numbered)), new Map(next.map(numbered))]
  const placesOf = (own: Block | undefined, fresh: Block | undefined): { own: number; fresh: number }[] => {
    const [here, there] = [own && mine.get(own), fresh && generated.get(fresh)]
    return own?.ordered && here !== undefined && there !== undefined ? [{ own: here, fresh: there }] : []
  }
  const known = base.flatMap((block) => placesOf(inYours.get(block), inNext.get(block)))
  const added = [...twins].flatMap(([own, fresh]) => placesOf(own, fresh))
  const inNewOrder = [...known, ...added].toSorted((one, other) => one.fresh - other.fresh)
  if (isAscending(inNewOrder.map(({ own }) => own))) return false
  // What both added has no place in the base.
  return added.length > 0 || !isAscending(known.map(({ fresh }) => fresh))
}

function numbered(block: Block, at: number): [Block, number] {
  return [block, at]
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? one))
}
