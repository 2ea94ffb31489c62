/** A kind of token: how it begins, and where it ends when it does; data of it goes away. */
interface Token {
  readonly pattern: RegExp
  readonly data: boolean
}

/** Reads a text token by token, each by the first pattern that fits; what is left is code. */
function codeBy(tokens: readonly Token[], text: string): string {
  let code = ''
  for (let at = 0; at < text.length; ) {
    const found = tokens
      .map(({ pattern, data }) => {
        pattern.lastIndex = at
        return { match: pattern.exec(text)?.[0], data }
      })
      .find(({ match }) => match !== undefined && match !== '')
    const token = found?.match ?? text.charAt(at)
    code += found?.data ? ' ' : token
    at += token.length
  }
  return code
}

const SQL: readonly Token[] = [
  { pattern: /--[^\n]*/y, data: true },
  // Only what is not nested: what follows an inner one counts as code.
  { pattern: /\/\*(?:(?!\/\*)[\s\S])*?\*\//y, data: true },
  { pattern: /\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y, data: true },
  { pattern: /'(?:[^']|'')*'/y, data: true },
  // A quoted name is a name.
  { pattern: /"(?:[^"]|"")*"/y, data: false },
  { pattern: /(?<![\w$])\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y, data: true },
  { pattern: /[\w$]+/y, data: false },
]

/** SQL without its constants and comments. */
export function sqlCode(text: string): string {
  return codeBy(SQL, text)
}

const SHELL: readonly Token[] = [
  { pattern: /'[^']*'/y, data: true },
  // The shell looks into double quotes.
  { pattern: /"(?:[^"\\]|\\[\s\S])*"/y, data: false },
  { pattern: /\\[\s\S]/y, data: false },
  { pattern: /(?<=^|[\s;&|()])#[^\n]*/my, data: true },
]

/** A script without what stands in single quotes and comments. */
export function shellCode(text: string): string {
  return codeBy(SHELL, text)
}

const PROSE: readonly Token[] = [
  { pattern: /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/my, data: true },
  // An escaped sign is no markup.
  { pattern: /\\[!-/:-@[-`{-~]/y, data: true },
  { pattern: /(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/y, data: true },
]

/** Markdown without its code and what is escaped. */
export function proseOf(text: string): string {
  return codeBy(PROSE, text)
}
