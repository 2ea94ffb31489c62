import { ts } from 'ts-morph'

/**
 * Where people edit TypeScript and JSON: read by eyes of its own, so that what the merge does not see is edited all the
 * same.
 */
export interface Place {
  /** What is added here: `statement`, `object`, `array`, `names`, `types`, or nothing. */
  readonly kind: string
  readonly start: number
  readonly end: number
  readonly isSeparated: boolean
  readonly items: readonly Item[]
}

/** A statement, property, member, name or item, with the white space and comments before it and its separator. */
export interface Item {
  readonly start: number
  readonly bodyStart: number
  readonly end: number
  readonly separatorEnd: number
  /** Where a comment behind it on the same line ends. */
  readonly stop: number
}

/** Every list of a file, the inner ones too. */
export function placesIn(path: string, text: string): Place[] {
  const source = sourceOf(path, text)
  const places: Place[] = []
  const visit = (node: ts.Node): void => {
    places.push(...placesOf(text, source, node))
    node.forEachChild(visit)
  }
  visit(source)
  return places
}

/** Whether a text has no syntax error. */
export function isWhole(path: string, text: string): boolean {
  const { parseDiagnostics }: { parseDiagnostics?: readonly unknown[] } = sourceOf(path, text) as object
  return parseDiagnostics === undefined || parseDiagnostics.length === 0
}

function sourceOf(path: string, text: string): ts.SourceFile {
  return path.endsWith('.json')
    ? ts.parseJsonText(path, text)
    : ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

function placesOf(text: string, source: ts.SourceFile, node: ts.Node): Place[] {
  const place = (kind: string, nodes: ts.NodeArray<ts.Node>, isSeparated = false): Place[] => [
    { kind, start: nodes.pos, end: nodes.end, isSeparated, items: itemsOf({ text, source, isSeparated }, nodes) },
  ]
  if (ts.isSourceFile(node)) return source.fileName.endsWith('.json') ? [] : place('statement', node.statements)
  if (ts.isBlock(node)) return place('statement', node.statements)
  if (ts.isObjectLiteralExpression(node)) return place('object', node.properties, true)
  if (ts.isArrayLiteralExpression(node)) return place('array', node.elements, true)
  if (ts.isNamedImports(node)) return place('names', node.elements, true)
  if (ts.isNamedExports(node) || ts.isObjectBindingPattern(node)) return place('', node.elements, true)
  if (ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node)) return place('types', node.members)
  if (ts.isClassLike(node)) return place('', node.members)
  if (ts.isCaseBlock(node)) return place('', node.clauses)
  if (ts.isFunctionLike(node) && text[node.parameters.pos - 1] === '(') return place('', node.parameters, true)
  if (ts.isCallExpression(node)) return place('', node.arguments, true)
  return []
}

interface Around {
  readonly text: string
  readonly source: ts.SourceFile
  readonly isSeparated: boolean
}

function itemsOf({ text, source, isSeparated }: Around, nodes: ts.NodeArray<ts.Node>): Item[] {
  let start = nodes.pos
  return nodes.map((node) => {
    const [comma = ''] = (isSeparated && /^\s*,/.exec(text.slice(node.end))) || []
    const separatorEnd = node.end + comma.length
    const [trail = ''] = /^[ \t]*\/\/[^\n]*/.exec(text.slice(separatorEnd)) ?? []
    const item = {
      start,
      bodyStart: node.getStart(source),
      end: ts.isTypeElement(node) && /[;,]/.test(text.charAt(node.end - 1)) ? node.end - 1 : node.end,
      separatorEnd,
      stop: separatorEnd + trail.length,
    }
    start = item.stop
    return item
  })
}
