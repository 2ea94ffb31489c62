import { printable } from './printable.ts'

/** Characters of East Asian scripts and emoji, which take two columns of a terminal. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u

/** What stands above or below the character before it, and takes none. */
const COMBINING = /[\p{Mn}\p{Me}]/u

/** A line of somebody else's text: tabs as arrows, and what a terminal would obey as codes. */
export function shownText(line: string): string {
  return line.split('\t').map(printable).join('→ ')
}

/** How many columns a line takes as it is shown. */
export function shownWidth(line: string): number {
  return Array.from(shownText(line)).reduce((width, character) => width + widthOf(character), 0)
}

function widthOf(character: string): number {
  if (COMBINING.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}
