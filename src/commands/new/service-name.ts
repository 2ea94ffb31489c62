import { isScalar, parseDocument, stringify } from 'yaml'

/**
 * The description with another `name:` at its top, and every other byte as it was; the text must parse.
 *
 * @example
 * withServiceName('ashlar: 1\nname: shop # ours\n', 'store') // 'ashlar: 1\nname: store # ours\n'
 */
export function withServiceName(text: string, name: string): string {
  const node = parseDocument(text).get('name', true)
  if (!isScalar(node) || !node.range) throw new Error('a description that parses has a name')
  const [start, end] = node.range
  return text.slice(0, start) + stringify(name).trimEnd() + text.slice(end)
}
