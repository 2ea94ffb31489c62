import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import type { BlockPairs } from './pairs.ts'

/** Whether what is generated means something else in its new order, and the user does not have it in that one. */
export function isReordered({ yours, base, next }: Three<readonly Block[]>, { inYours, inNext }: BlockPairs): boolean {
  const [mine, generated] = [new Map(yours.map(numbered)), new Map(next.map(numbered))]
  const places = base.flatMap((block) => {
    const [own, fresh] = [mine.get(inYours.get(block) ?? block), generated.get(inNext.get(block) ?? block)]
    return block.ordered && own !== undefined && fresh !== undefined ? [{ own, fresh }] : []
  })
  if (isAscending(places.map(({ fresh }) => fresh))) return false
  return !isAscending(places.toSorted((one, other) => one.fresh - other.fresh).map(({ own }) => own))
}

function numbered(block: Block, at: number): [Block, number] {
  return [block, at]
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? one))
}
