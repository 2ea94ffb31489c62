import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import type { BlockPairs } from './pairs.ts'

/**
 * Puts what is generated anew into what the user has: each behind the nearest block before it that is there.
 *
 * @returns what has no place, and why
 */
export function insertAll(
  kept: Block[],
  parts: Three<readonly Block[]>,
  pairs: BlockPairs,
): { readonly block: Block; readonly reason: string }[] {
  const known = new Set([...pairs.inNext.values(), ...pairs.twins.values()])
  const standing = standingOf(parts, pairs)
  const added = new Set(parts.yours.filter((own) => !pairs.ofYours.has(own) && !pairs.twins.has(own)))
  const problems: { readonly block: Block; readonly reason: string }[] = []
  for (const [at, block] of parts.next.entries()) {
    if (known.has(block)) continue
    const place = placeFor(parts.next.slice(0, at), kept, standing)
    const behind = kept[place]
    if (block.ordered && [...added].some(({ key }) => key === behind?.key))
      problems.push({ block, reason: 'you added something there, and the order matters' })
    if (kept.some((other) => indentOf(other) !== indentOf(block)))
      problems.push({ block, reason: 'it is indented otherwise' })
    const own = withoutTakenOut(block, parts)
    kept.splice(place, 0, own)
    standing.set(block, own)
  }
  return problems
}

/** A block without the comments above it that stood in this place before, and that the user took out. */
function withoutTakenOut(block: Block, { yours, base }: Three<readonly Block[]>): Block {
  const comments = (blocks: readonly Block[]): ReadonlySet<string> =>
    new Set(blocks.flatMap(({ above }) => above.split('\n').filter((line) => line.includes('#'))))
  const [before, now] = [comments(base), comments(yours)]
  const lines = block.above.split('\n').filter((line) => !before.has(line) || now.has(line))
  const above = lines.join('\n')
  return { ...block, above, text: above + block.text.slice(block.above.length) }
}

/** From blocks of `next` to what they are in the user's text. */
function standingOf({ yours }: Three<readonly Block[]>, { ofYours, inNext, twins }: BlockPairs): Map<Block, Block> {
  return new Map(
    yours.flatMap((own): [Block, Block][] => {
      const old = ofYours.get(own)
      const next = twins.get(own) ?? (old === undefined ? undefined : inNext.get(old))
      return next === undefined ? [] : [[next, own]]
    }),
  )
}

function placeFor(before: readonly Block[], kept: readonly Block[], standing: ReadonlyMap<Block, Block>): number {
  for (const block of before.toReversed()) {
    const key = standing.get(block)?.key
    const at = kept.findIndex((other) => other.key === key)
    if (at >= 0) return at + 1
  }
  return 0
}

/** How deep the lines of a block stand; what stands behind the dash of a list stands as deep as what is below it. */
function indentOf({ text, above }: Block): number {
  return /^[ -]*/.exec(text.slice(above.length))?.[0].length ?? 0
}
