/** A `{` or `[` that is never closed. */
export interface Unclosed {
  readonly sign: '{' | '['
  readonly offset: number
}

interface Open extends Unclosed {
  /** How far its line is indented. */
  readonly indent: number
  readonly line: number
}

// A bracket opens something only where a value may begin; quotes and comments count only there, too.
const TOKENS = /\n[ \t]*|(?<=(?:^|[\s:,[{-])\s{0,2})(?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|#[^\n]*)|[[\]{}]/g

/**
 * The bracket that is missing its other half in a text up to an offset, or nothing. Where the lines are indented as the
 * brackets nest, the one whose other half stands in a wrong column; else the last that is open.
 */
export function unclosedIn(text: string, end: number): Unclosed | undefined {
  const open: Open[] = []
  let indent = 0
  let line = 0
  let suspect: Open | undefined
  for (const { 0: token, index } of text.slice(0, end).matchAll(TOKENS)) {
    if (token.startsWith('\n')) {
      indent = token.length - 1
      line += 1
    } else if (token === '{' || token === '[') {
      if (open.length > 0 || /(?:^|[\s:,[{-])$/.test(text.slice(Math.max(0, index - 1), index)))
        open.push({ sign: token, offset: index, indent, line })
    } else if (token === '}' || token === ']') {
      const last = open.pop()
      if (last !== undefined && last.line < line && last.indent > indent) suspect ??= last
    }
  }
  const last = open.at(-1)
  return last === undefined ? undefined : (suspect ?? last)
}
