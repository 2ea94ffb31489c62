import type { Complaint } from '../source.ts'
import { quoted } from '../source.ts'
import type { YamlMistake } from './compose.ts'
import { unclosedIn } from './unclosed.ts'

/** A complaint, and where in the text it stands when that is not where the parser stumbled. */
export interface Slip extends Complaint {
  readonly offset?: number
}

const CODE = 'ASH1004'
const LEVEL = 'keys that belong together start in the same column'

/** A colon or its space is missing, or the line is not where it belongs; what is written there tells which. */
export function keySlip(text: string, offset: number): Slip {
  const line = lineFrom(text, offset)
  const [, joined, value = ''] = line.match(/^(\w+):([^\s\u200b].*)$/) ?? []
  if (joined !== undefined) {
    const message = 'a space is missing behind the `:`'
    return { code: CODE, message, hint: `type ${quoted(`${joined}: ${value}`)}` }
  }
  const odd = line.match(/^\w+:([\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff])/)?.[1]
  if (odd !== undefined) {
    const name = `U+${odd.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    const message = `the space behind the \`:\` is an unusual one (${odd === '\u00a0' ? `no-break space, ${name}` : name})`
    return { code: CODE, message, hint: 'type an ordinary space' }
  }
  const [, key, rest] = line.match(/^(\w+)(?:\s+(\S.*))?$/) ?? []
  if (key !== undefined) {
    const hint = `type ${quoted(rest === undefined ? `${key}:` : `${key}: ${rest}`)}`
    return { code: CODE, message: `a \`:\` is missing behind ${quoted(key)}`, hint }
  }
  const message = 'a `:` is missing behind this key, or the line is not indented as its neighbours are'
  return { code: CODE, message, hint: LEVEL }
}

/** A value in which another key begins: on the line below, or behind a colon on the same line. */
export function valueSlip(text: string, offset: number): Slip {
  const value = lineFrom(text, offset)
  if (!/:(?:\s|$)/.test(value)) {
    const message = 'this line is indented further than the one above, which has a value already'
    return { code: CODE, message, hint: LEVEL, offset: nextLineStart(text, offset) }
  }
  const [, before, fallback] = value.match(/^(.*\S)\s+default:\s*(.*)$/) ?? []
  if (before !== undefined) {
    const hint = `a default stands last, behind \`=\`: ${quoted(`${before} = ${fallback}`)}`
    return { code: CODE, message: 'a value cannot hold `: `', hint }
  }
  if (/^\w+:/.test(value)) {
    const hint = 'put it on a line of its own, indented'
    return { code: CODE, message: 'a second `key: value` begins on this line', hint }
  }
  const quotes = value.includes('"') ? "'" : '"'
  const hint = `put quotes around the value: ${quoted(quotes + value + quotes)}`
  return { code: CODE, message: 'a value that holds `: ` needs quotes', hint }
}

/** What is missing, as the parser says it. */
export function missingSlip(error: YamlMistake, text: string): Slip {
  if (error.message.startsWith('Missing ,')) {
    const message = 'a `,` is missing before this'
    return { code: CODE, message, hint: 'inside of `{ }` and `[ ]` a `,` stands between the entries' }
  }
  const quote = error.message.match(/^Missing closing (["'])/)?.[1]
  if (quote === undefined) return keySlip(text, error.pos[0])
  const offset = unclosedQuote(text, quote)
  const message = `the ${quote} here is never closed`
  return { code: CODE, message, hint: `add ${quote} at the end of the value`, ...(offset !== undefined && { offset }) }
}

/** A `{` or a `[` whose other half is missing. */
export function unclosedSlip(text: string, end: number): Slip | undefined {
  const found = unclosedIn(text, end)
  if (found === undefined) return undefined
  const { sign, offset } = found
  const message = `the \`${sign}\` here is never closed`
  return { code: CODE, message, hint: `add the \`${sign === '{' ? '}' : ']'}\` where it ends`, offset }
}

/** The first value that begins with a quote and does not end with one on its line. */
function unclosedQuote(text: string, quote: string): number | undefined {
  const opened = new RegExp(`(?<=[:{,[-][ \\t]*)${quote}(?=[^${quote}\\n]*(?:\\n|$))`)
  const at = text.search(opened)
  return at < 0 ? undefined : at
}

/** Where the text of the next line begins. */
function nextLineStart(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  let at = end < 0 ? offset : end
  while (/\s/.test(text.charAt(at))) at += 1
  return at
}

/** How much of a line is looked at: enough for what people write. */
const LONGEST = 200

/** From an offset to the end of its line, without a comment. */
function lineFrom(text: string, offset: number): string {
  const [line = ''] = text.slice(offset, offset + LONGEST).split('\n')
  return line.replace(/\s#.*$/, '').trim()
}
