import type { Block } from './block.ts'

/** What stands between two parts that both lists have, and has no pair. */
export interface Gap {
  readonly left: readonly Block[]
  readonly right: readonly Block[]
}

export function gapsOf(base: readonly Block[], side: readonly Block[], pairs: ReadonlyMap<Block, Block>): Gap[] {
  const taken = new Set(pairs.values())
  const theirs = split(side, (block) => taken.has(block))
  return split(base, (block) => pairs.has(block)).map((left, at) => ({ left, right: theirs[at] ?? [] }))
}

function split(blocks: readonly Block[], isPaired: (block: Block) => boolean): Block[][] {
  const groups: Block[][] = [[]]
  for (const block of blocks) {
    if (isPaired(block)) groups.push([])
    else groups.at(-1)?.push(block)
  }
  return groups
}
