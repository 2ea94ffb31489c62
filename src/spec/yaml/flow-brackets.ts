import type { SpannedComplaint } from '../source.ts'
import { quoted } from '../source.ts'

/*
 * Inside of `{ }` YAML takes the brackets of `tags: string[]` and `settings: json = {}` for a list and a map of their
 * own, and every line after them for rubbish. Where a text cannot be read, such brackets are covered by signs that mean
 * nothing to YAML, one for one so that every offset stays, and taken back when the value has been read.
 */

const SIGNS = '[]{},:#'
const FIRST_COVER = 0xe000
const COVERS = new RegExp(`[\\u${FIRST_COVER.toString(16)}-\\u${(FIRST_COVER + SIGNS.length - 1).toString(16)}]`, 'g')

/** `[]` behind a type, and a list or a map behind `=`. */
const MEANT = /(?<=[\w)]\s{0,3})\[[ \t]*\]|(?<==[ \t]{0,3})(?:\[[^[\]{}\n]*\]|\{[^[\]{}\n]*\})/g

/** A text with such brackets covered; nothing when there are none, or signs of the user's own in their place. */
export function covered(text: string): string | undefined {
  if (text.search(COVERS) >= 0) return undefined
  const result = text.replace(MEANT, (piece) => piece.replace(/[[\]{},:#]/g, cover))
  return result === text ? undefined : result
}

function cover(sign: string): string {
  return String.fromCharCode(FIRST_COVER + SIGNS.indexOf(sign))
}

/** A text with its brackets back. */
export function uncovered(text: string): string {
  return text.replace(COVERS, (sign) => SIGNS.charAt(sign.charCodeAt(0) - FIRST_COVER))
}

/** That a value with brackets needs quotes inside of `{ }` or `[ ]`. */
export function bracketComplaint(value: string, start: number, key?: string): SpannedComplaint {
  const quotes = value.includes('"') ? "'" : '"'
  const written = `${quotes}${value}${quotes}`
  return {
    code: 'ASH1004',
    message: `inside of ${key === undefined ? '`[ ]`' : '`{ }`'} a value that has brackets needs quotes`,
    hint: `type ${quoted(key === undefined ? written : `${key}: ${written}`)}`,
    span: { start, end: start + value.length },
  }
}
