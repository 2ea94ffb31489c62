import { ALIKE, pairUp, shared } from '../pairing.ts'
import type { Three } from '../three.ts'
import type { Block } from './block.ts'

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
  const byName = pairUp(base, side, { names: [({ text }) => text, ({ key }) => key], likeness: alike })
  return new Map([...byName, ...inOnePlace(base, side, byName)])
}

function alike(block: Block, other: Block): number {
  return block.named || other.named ? 0 : shared(wordsOf(block), wordsOf(other))
}

/** An item of a list that stands where another one stood, alone, is that one, changed. */
function inOnePlace(
  base: readonly Block[],
  side: readonly Block[],
  pairs: ReadonlyMap<Block, Block>,
): readonly [Block, Block][] {
  const taken = new Set(pairs.values())
  const groups = (blocks: readonly Block[], isPaired: (block: Block) => boolean): Block[][] => {
    const found: Block[][] = [[]]
    for (const block of blocks) {
      if (isPaired(block)) found.push([])
      else found.at(-1)?.push(block)
    }
    return found
  }
  const theirs = groups(side, (block) => taken.has(block))
  return groups(base, (block) => pairs.has(block)).flatMap((left, at): [Block, Block][] => {
    const [block, other] = [left[0], theirs[at]?.[0]]
    const isAlone = left.length === 1 && theirs[at]?.length === 1
    return isAlone && block && other && !block.named && !other.named ? [[block, other]] : []
  })
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
  return base.flatMap((block): [Block, Block][] => {
    if (!block.named || aligned.has(block) || wordsOf(block).length < LONG) return []
    const [only, ...others] = yours.filter(
      (own) => own.named && !taken.has(own) && withoutKey(own) === withoutKey(block),
    )
    return only === undefined || others.length > 0 ? [] : [[block, only]]
  })
}

const LONG = 12

/** What a block says behind its key. */
export function withoutKey({ text, above, key }: Block): string {
  return text.slice(above.length).trimStart().slice(key.length).trim()
}

function wordsOf(block: Block): string[] {
  return withoutKey(block).match(/\w+|[^\s\w]/g) ?? []
}

/** What the user has in its place, and may have made of it. */
export function madeOf(
  base: Block,
  { yours }: Three<readonly Block[]>,
  { ofYours, twins }: BlockPairs,
): Block | undefined {
  if (!base.named) return undefined
  const added = yours.filter((own) => own.named && !ofYours.has(own) && !twins.has(own))
  return added.find((own) => withoutKey(own) !== '' && shared(wordsOf(own), wordsOf(base)) >= ALIKE)
}
