import { parseSync } from 'rolldown/utils'

/**
 * The text of a TypeScript or JavaScript file with every string, template text and comment blanked: what the compiler
 * takes for code. Throws on what is not the language.
 */
export function codeOf(path: string, text: string): string {
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`)
  const spans = [...comments, ...literalsIn(program)].sort((a, b) => b.start - a.start)
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
}

interface Span {
  readonly start: number
  readonly end: number
}

/** String literals and the fixed parts of templates, wherever they stand in the tree. */
function literalsIn(node: unknown): Span[] {
  if (typeof node !== 'object' || node === null) return []
  if (isText(node)) return [node]
  return Object.values(node).flatMap(literalsIn)
}

function isText(node: object): node is Span {
  if (!('type' in node) || !('value' in node)) return false
  return node.type === 'TemplateElement' || (node.type === 'Literal' && typeof node.value === 'string')
}
