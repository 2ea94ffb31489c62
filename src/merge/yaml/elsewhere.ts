import type { Block } from './block.ts'
import { withoutKey } from './words.ts'

/** Tells whether a text has what a block holds, such as below another key; a few lines of it may be other ones. */
export function isIn(text: string): (block: Block) => boolean {
  const [words, lines] = [spaced(text), new Set(text.split('\n').flatMap(readings))]
  return (block) => {
    // The sign behind the key, and that of a text of several lines, went with its line.
    const held = withoutKey(block).replace(/^:\s*(?:[|>][-+]?\s)?/, '')
    if (spaced(held).length <= A_FEW_WORDS) return false
    const own = held.split('\n').map(spaced).filter(isSaying)
    const there = own.filter((line) => lines.has(line)).length
    if (own.length > A_FEW_LINES && there > MOST * own.length) return true
    // To look through the whole text takes long, and is in vain where a line is missing.
    return there === own.length && words.includes(spaced(held))
  }
}

/** A line as it stands, and what it says behind its dash and its key. */
function readings(line: string): string[] {
  const whole = spaced(line)
  const item = whole.replace(/^(?:- )+/, '')
  const colon = item.indexOf(': ')
  return [whole, item, ...(colon < 0 ? [] : [item.slice(colon + 2)])]
}

function isSaying(line: string): boolean {
  return /\w/.test(line)
}

const A_FEW_WORDS = 30
const A_FEW_LINES = 5
const MOST = 0.8

/** A text with one space for all white space between two words. */
function spaced(text: string): string {
  return text.split(/\s+/).join(' ').trim()
}
