import { codeOf } from './code-text.ts'
import { markdownCode } from './markdown-code.ts'
import { shellCode, sqlCode } from './tokens.ts'
import { yamlCode } from './yaml-code.ts'

/** What of a file its reader takes for more than data: code, keys, commands, tags. Throws on what is not the language. */
type Checker = (path: string, text: string) => string

/** One for each kind of file that is generated or will be; a kind without one fails the test. */
const CHECKERS: readonly (readonly [RegExp, Checker])[] = [
  [/\.[jt]s$/, codeOf],
  [/\.json$/, (_path, text) => keysOf(JSON.parse(text)).join('\n')],
  [/\.sh$/, (_path, text) => shellCode(text)],
  [/\.sql$/, (_path, text) => sqlCode(text)],
  [/\.md$/, (_path, text) => markdownCode(text)],
  [/\.ya?ml$/, (_path, text) => yamlCode(text)],
  [/(^|\/)Dockerfile$/, (_path, text) => dockerfileCode(text)],
  [/(^|\/)\.env\.example$/, (_path, text) => environmentCode(text)],
  [/(^|\/)\.(git|docker)ignore$/, (_path, text) => text.replaceAll(/^#.*$/gm, '')],
]

/** What of a generated file is more than data; throws when nobody knows how to tell. */
export function codeIn(path: string, text: string): string {
  const checker = CHECKERS.find(([pattern]) => pattern.test(path))?.[1]
  if (checker === undefined) throw new Error(`no checker for ${path}`)
  return checker(path, text)
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(keysOf)
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}

/**
 * Everything but comments, and texts in double quotes in which nothing is replaced. Comments at the top that give
 * orders to the builder are no comments.
 */
function dockerfileCode(text: string): string {
  const [directives = ''] = text.match(/^(?:[ \t]*#[ \t]*\w+[ \t]*=.*\n?)*/) ?? []
  const instructions = text.slice(directives.length).replaceAll(/^[ \t]*#.*$/gm, '')
  const quoted = /(^(?:LABEL|ENV)\b.*?=)"[^"\\$`\n]*"/gm
  let code = instructions
  for (let before = ''; before !== code; ) {
    before = code
    code = code.replaceAll(quoted, '$1')
  }
  return directives + code
}

/** Every line but comments; each is a variable with its value, of which none begins a second line. */
function environmentCode(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const wrong = lines.find((line) => !/^[A-Z][A-Z0-9_]*=[^\p{Cc}]*$/u.test(line))
  if (wrong !== undefined) throw new Error(`no variable with a value: ${JSON.stringify(wrong)}`)
  return lines.join('\n')
}
