import { parseDocument, visit } from 'yaml'
import { codeOf } from './code-text.ts'

/** What of a file its reader takes for more than data: code, keys, commands, tags. */
type Checker = (path: string, text: string) => string

/** One for each kind of file that is generated or will be; a kind without one fails the test. */
const CHECKERS: readonly (readonly [RegExp, Checker])[] = [
  [/\.[jt]s$/, codeOf],
  [/\.json$/, (_path, text) => keysOf(JSON.parse(text)).join('\n')],
  [/\.sh$/, (_path, text) => text.replaceAll(/'[^']*'/g, '').replaceAll(/(^|\s)#.*$/gm, '')],
  [/\.sql$/, (_path, text) => sqlCode(text)],
  [/\.md$/, (_path, text) => markdownCode(text)],
  [/\.ya?ml$/, (_path, text) => yamlCode(text)],
  [/(^|\/)Dockerfile$/, (_path, text) => text.replaceAll(/^\s*#.*$/gm, '')],
  [/(^|\/)\.env\.example$/, (_path, text) => text.replaceAll(/^#.*$/gm, '')],
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

/** SQL without its constants, quoted names and comments. */
function sqlCode(text: string): string {
  return text.replaceAll(/\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
}

/** Tags and links that a reader could click to run something; code spans and blocks are data. */
function markdownCode(text: string): string {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '')
  const tags = prose.match(/(?<!\\)<[a-zA-Z/!][^>]*>?/g) ?? []
  const links = prose.match(/\]\(\s*(?:javascript|data|vbscript):[^)]*/gi) ?? []
  return [...tags, ...links].join('\n')
}

/** Keys, tags and anchors; what a workflow would run stands in values, as an expression. */
function yamlCode(text: string): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) throw document.errors[0]
  const code: string[] = []
  visit(document, {
    Pair: (_key, pair) => void code.push(String(pair.key)),
    Node: (_key, node) => {
      if (node.tag !== undefined) code.push(node.tag)
    },
    Scalar: (_key, { value }) => {
      if (typeof value === 'string') code.push(...(value.match(/\$\{\{[\s\S]*?\}\}/g) ?? []))
    },
  })
  return code.join('\n')
}
