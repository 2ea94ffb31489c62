import {
  Document,
  isCollection,
  isMap,
  isScalar,
  type Node,
  type Pair,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Spec, SpecPath } from '../spec.ts'
import { plainSpec } from './plain.ts'

/** How long a line with a map or a list in flow style may be. */
const WIDTH = 110

/** The maps with one key a line, however short they are; `*` is a name of the user's. */
const BLOCK = new Set([
  ...['', 'resources', 'resources.*', 'resources.*.fields', 'resources.*.indexes', 'resources.*.actions'],
  ...['upstreams', 'upstreams.*', 'upstreams.*.calls'],
])

/** The maps with one key a line when they have several. */
const ROOMY = new Set(['api', 'auth', 'defaults', 'config', 'resources.*.query'])

/**
 * A description as a YAML file to work on: a field a line, what is small in flow style, quotes only where needed.
 *
 * @example
 * yamlText(spec) // 'ashlar: 1\nname: shop\n\nresources:\n  customer:\n …'
 */
export function yamlText(spec: Spec): string {
  const document = new Document(plainSpec(spec), { version: '1.2', schema: 'core', aliasDuplicateObjects: false })
  if (!isMap(document.contents)) throw new Error('a description is a map')
  visit(document, { Scalar: (_key, scalar) => quote(scalar) })
  layOut(document.contents, { path: [], column: 0 })
  space(document.contents)
  return textOf(document)
}

function textOf(document: Document): string {
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY })
  return text.replace(UNUSUAL, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

// Controls, marks that nobody sees, line separators and what no text file has: escaped, so that they can be seen.
const UNUSUAL = /[\u007F-\u009F\p{Cf}\u2028\u2029\uFFFD-\uFFFF]/gu

interface Position {
  readonly path: SpecPath
  /** Where the value would begin on its line. */
  readonly column: number
}

/** Chooses block or flow style, from the outside to the inside: what fits on its line stands there. */
function layOut(node: unknown, position: Position): void {
  if (!isCollection(node)) return
  node.flow = isFlow(node, position)
  node.toString = withPadding
  for (const item of node.items) {
    if (!isPair(item)) {
      layOut(item, { path: [...position.path, '*'], column: indentOf(position) + 2 })
      continue
    }
    const key = String(isScalar(item.key) ? item.key.value : item.key)
    layOut(item.value, { path: [...position.path, key], column: indentOf(position) + key.length + 2 })
  }
}

function isPair(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item
}

/** The keys of a map that is not at the top are indented by two. */
function indentOf({ path }: Position): number {
  return path.length * 2
}

function isFlow(node: YAMLMap | YAMLSeq, { path, column }: Position): boolean {
  if (node.items.length === 0) return true
  const name = patternOf(path)
  if (BLOCK.has(name) || (ROOMY.has(name) && node.items.length > 1)) return false
  const line = flowText(node)
  return !line.includes('\n') && column + line.length <= WIDTH
}

/** `{ a: b }` has space within, `[a, b]` has none: the library has one setting for both. */
function withPadding(this: YAMLMap | YAMLSeq, context?: StringifyContext, ...rest: Listeners): string {
  const padded = context && { ...context, flowCollectionPadding: isMap(this) ? ' ' : '' }
  return Object.getPrototypeOf(this).toString.call(this, padded, ...rest)
}

type StringifyContext = Parameters<YAMLMap['toString']>[0]

type Listeners = [onComment?: () => void, onChompKeep?: () => void]

/** The names of the user's stand behind these. */
const NAMED = new Set(['resources', 'fields', 'actions', 'upstreams', 'calls'])

function patternOf(path: SpecPath): string {
  return path.map((part, at) => (NAMED.has(String(path[at - 1])) && at % 2 === 1 ? '*' : part)).join('.')
}

function flowText(node: YAMLMap | YAMLSeq): string {
  const copy = node.clone() as YAMLMap | YAMLSeq
  copy.flow = true
  const document = new Document(null, { version: '1.2', schema: 'core' })
  document.contents = copy as unknown as typeof document.contents
  return textOf(document).trimEnd()
}

/** What has to be escaped needs double quotes. */
function quote(node: Scalar): void {
  if (typeof node.value === 'string' && node.value.search(UNUSUAL) >= 0) node.type = Scalar.QUOTE_DOUBLE
}

/** A blank line before each part that takes several lines, and between resources. */
function space(root: YAMLMap): void {
  for (const { key, value } of root.items) {
    if (!isCollection(value) || value.flow === true) continue
    spaceBefore(key)
    const spaced = isScalar(key) && key.value === 'resources' && isMap(value) ? value.items.slice(1) : []
    for (const pair of spaced) spaceBefore(pair.key)
  }
}

function spaceBefore(key: unknown): void {
  if (isScalar(key)) (key as Node).spaceBefore = true
}
