import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import { type Findings, sayable } from './findings.ts'
import { madeOf } from './made-of.ts'
import type { BlockPairs } from './pairs.ts'

/** What the user took out stays out, unless it only got another name, or stands in another place. */
export function noteTakenOut(
  parts: Three<readonly Block[]>,
  pairs: BlockPairs,
  found: Findings,
  pathTo: (block: Block) => string,
): void {
  const findMade = madeOf(parts, pairs)
  for (const base of parts.base) {
    const next = pairs.inNext.get(base)
    if (pairs.inYours.has(base) || next?.text === base.text) continue
    const [made, path] = [findMade(base), sayable(pathTo(base))]
    const became = next === undefined ? 'which is no longer generated' : 'and what is generated of it changed'
    if (made !== undefined) found.conflicts.push(`you took out ${path} or made it ${nameOf(made, base)}, ${became}`)
    else if (next !== undefined && found.isInYours(base))
      found.conflicts.push(`you moved what ${path} holds, and what is generated of it changed`)
    else if (next !== undefined) found.notes.push(`${path} stays deleted, although what is generated of it changed`)
  }
}

/** What the user has is not what it was, though it may be known by the same. */
function nameOf(made: Block, base: Block): string {
  return made.called === base.called ? `another \`${made.called}\`` : `\`${made.key}\``
}
