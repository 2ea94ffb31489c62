import type { Three } from '../three.ts'
import type { Block } from './block.ts'
import { type Findings, sayable } from './findings.ts'
import { madeOf } from './made-of.ts'
import type { BlockPairs } from './pairs.ts'
import { withoutKey } from './words.ts'

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
    if (made !== undefined) found.conflicts.push(`you took out ${path} or made it \`${made.key}\`, ${became}`)
    else if (next !== undefined && isElsewhere(base, found))
      found.conflicts.push(`you moved what ${path} holds, and what is generated of it changed`)
    else if (next !== undefined) found.notes.push(`${path} stays deleted, although what is generated of it changed`)
  }
}

/** Whether the user has what a block holds still, such as below another key; a few lines of it may be other ones. */
function isElsewhere(block: Block, { yours }: Findings): boolean {
  // The sign behind the key, and that of a text of several lines, went with its line.
  const held = withoutKey(block).replace(/^:\s*(?:[|>][-+]?\s)?/, '')
  const words = spaced(held)
  if (words.length <= A_FEW_WORDS) return false
  const lines = held.split('\n').map(spaced).filter(isSaying)
  const there = lines.filter((line) => yours.includes(line)).length
  return yours.includes(words) || (lines.length > A_FEW_LINES && there > MOST * lines.length)
}

function isSaying(line: string): boolean {
  return /\w/.test(line)
}

const A_FEW_WORDS = 30
const A_FEW_LINES = 5
const MOST = 0.8

/** A text with one space for all white space between two words. */
export function spaced(text: string): string {
  return text.split(/\s+/).join(' ').trim()
}
