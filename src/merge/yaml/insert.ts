import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import { withoutTakenOut } from './comments.ts'
import type { BlockPairs } from './pairs.ts'
import { type Place, placesOf } from './place.ts'

/** What is generated anew and cannot be put anywhere. */
export interface Misfit {
  readonly block: Block
  readonly reason: string
}

/** Puts what is generated anew into what the user has: each behind the nearest block before it that is there. */
export function insertAll(
  kept: readonly Block[],
  parts: Three<readonly Block[]>,
  pairs: BlockPairs,
): { readonly all: readonly Block[]; readonly misfits: readonly Misfit[] } {
  const places = placesOf(kept, parts, pairs)
  if (places.length === 0) return { all: kept, misfits: [] }
  const own = parts.yours.filter((block) => !pairs.ofYours.has(block) && !pairs.twins.has(block))
  const added = new Set(own.map(({ key }) => key))
  const indents = new Set(kept.map(indentOf))
  const misfits = places.flatMap((place): Misfit[] => {
    const next = kept[place.behind + 1]
    const reasons = [
      ...(place.block.ordered && next !== undefined && added.has(next.key)
        ? ['you added something there, and the order matters']
        : []),
      ...(place.block.ordered && place.isMoved ? ['you moved what stands there, and the order matters'] : []),
      ...([...indents].some((indent) => indent !== indentOf(place.block)) ? ['it is indented otherwise'] : []),
    ]
    return reasons.map((reason) => ({ block: place.block, reason }))
  })
  return { all: inserted(kept, places, withoutTakenOut(parts, own)), misfits }
}

function inserted(kept: readonly Block[], places: readonly Place[], shown: (block: Block) => Block): readonly Block[] {
  const behind = new Map<number, Block[]>()
  for (const place of places) {
    const group = behind.get(place.behind) ?? []
    group.push(shown(place.block))
    behind.set(place.behind, group)
  }
  return [...(behind.get(-1) ?? []), ...kept.flatMap((block, at) => [block, ...(behind.get(at) ?? [])])]
}

/** How deep a block stands, below the comments above it. */
function indentOf({ text }: Block): number {
  return /^(?:[ \t]*(?:#.*)?\n)*( *)/.exec(text)?.[1]?.length ?? 0
}
