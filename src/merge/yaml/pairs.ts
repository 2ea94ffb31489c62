import { pairUp } from '../pairing.ts'
import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import { gapsOf } from './gaps.ts'
import { areOthers, likeness, tellingOf } from './same-item.ts'
import { withoutKey, wordsOf } from './words.ts'

/** What the parts of a map or list have become on both sides. */
export interface BlockPairs {
  /** From parts of the base to what they are in the other text, where they still are. */
  readonly inYours: ReadonlyMap<Block, Block>
  readonly inNext: ReadonlyMap<Block, Block>
  /** From parts of the user's text to those of the base. */
  readonly ofYours: ReadonlyMap<Block, Block>
  /** From parts that the user added to what is generated anew and is the same. */
  readonly twins: ReadonlyMap<Block, Block>
}

/** Pairs the parts of three maps or lists. */
export function pairsOf({ yours, base, next }: Three<readonly Block[]>): BlockPairs {
  const [aligned, inNext] = [align(base, yours), align(base, next)]
  const inYours = new Map([...aligned, ...renamed(base, yours, aligned)])
  const ofYours = inverse(inYours)
  const ofNext = inverse(inNext)
  const fresh = new Map(next.filter((block) => !ofNext.has(block)).map((block) => [block.key, block]))
  const twins = yours.flatMap((own): [Block, Block][] => {
    const twin = ofYours.has(own) ? undefined : fresh.get(own.key)
    return twin === undefined ? [] : [[own, twin]]
  })
  return { inYours, inNext, ofYours, twins: new Map(twins) }
}

function align(base: readonly Block[], side: readonly Block[]): ReadonlyMap<Block, Block> {
  return [...base, ...side].every(({ named }) => named) ? byKey(base, side) : alignItems(base, side)
}

/** A map has no key twice. */
function byKey(base: readonly Block[], side: readonly Block[]): ReadonlyMap<Block, Block> {
  const blocks = new Map(side.map((block) => [block.key, block]))
  return new Map(
    base.flatMap((block): [Block, Block][] => {
      const other = blocks.get(block.key)
      return other === undefined ? [] : [[block, other]]
    }),
  )
}

function alignItems(base: readonly Block[], side: readonly Block[]): ReadonlyMap<Block, Block> {
  const { markOf, isUnclear } = tellingOf(base, side)
  const isTooMuch = unmatched(base, side) * unmatched(side, base) > MOST_COMPARED
  const found = pairUp(base, side, {
    names: [({ text }) => text, (block) => (isUnclear(block) ? undefined : block.key), markOf],
    likeness: (block, other) => (isTooMuch || isUnclear(block) ? 0 : likeness(block, other)),
  })
  const pairs = new Map([...found].filter(([block, other]) => block.text === other.text || !areOthers(block, other)))
  return new Map([...pairs, ...inOnePlace(base, side, pairs)])
}

/** Where there is more to compare, only what is equal, or is known by the same, is paired. */
const MOST_COMPARED = 40_000

/** How many items another list has nothing for that is known by the same. */
function unmatched(blocks: readonly Block[], others: readonly Block[]): number {
  const keys = new Set(others.map(({ key }) => key))
  return blocks.filter(({ key }) => !keys.has(key)).length
}

/** A single value of a list that stands where another one stood, alone, is that one, changed. */
function inOnePlace(
  base: readonly Block[],
  side: readonly Block[],
  pairs: ReadonlyMap<Block, Block>,
): readonly [Block, Block][] {
  return gapsOf(base, side, pairs).flatMap(({ left, right }): [Block, Block][] => {
    const [block, other] = [left[0], right[0]]
    const isAlone = left.length === 1 && right.length === 1
    return isAlone && block && other && isSingle(block) && isSingle(other) ? [[block, other]] : []
  })
}

/** Whether an item takes one line, so that nothing of one can get into another. */
function isSingle({ named, parts, body }: Block): boolean {
  return !named && parts.length === 0 && !body.trim().includes('\n')
}

function inverse(pairs: ReadonlyMap<Block, Block>): ReadonlyMap<Block, Block> {
  return new Map([...pairs].map(([from, to]) => [to, from]))
}

/** What the user gave another key and nothing else, and is long enough that this can be no chance. */
function renamed(
  base: readonly Block[],
  yours: readonly Block[],
  aligned: ReadonlyMap<Block, Block>,
): readonly [Block, Block][] {
  const taken = new Set(aligned.values())
  const free = new Map<string, Block[]>()
  for (const own of yours) {
    if (!own.named || taken.has(own)) continue
    const said = withoutKey(own)
    free.set(said, [...(free.get(said) ?? []), own])
  }
  return base.flatMap((block): [Block, Block][] => {
    if (!block.named || aligned.has(block) || wordsOf(block).length < LONG) return []
    const [only, ...others] = free.get(withoutKey(block)) ?? []
    return only === undefined || others.length > 0 ? [] : [[block, only]]
  })
}

const LONG = 12
