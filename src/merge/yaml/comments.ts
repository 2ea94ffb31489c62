import type { Three } from '../three.ts'
import type { Block } from './block.ts'

/**
 * Shows blocks without the comments above them that stood in this list before, and that the user took out, or put something
 * of their own below: a comment that was there once stands there once.
 */
export function withoutTakenOut(
  { yours, base }: Three<readonly Block[]>,
  added: readonly Block[],
): (block: Block) => Block {
  const [before, now, own] = [commentsOf(base), commentsOf(yours), commentsOf(added)]
  return (block) => {
    const lines = block.above.split('\n').filter((line) => !before.has(line) || (now.has(line) && !own.has(line)))
    const above = lines.join('\n')
    return { ...block, above, text: above + block.text.slice(block.above.length) }
  }
}

function commentsOf(blocks: readonly Block[]): ReadonlySet<string> {
  return new Set(blocks.flatMap(({ above }) => above.split('\n').filter((line) => line.includes('#'))))
}
