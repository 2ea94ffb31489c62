import { ts } from 'ts-morph'
import { keyOf } from './keys.ts'
import type { Side, Unit, UnitList } from './unit.ts'

/** The tree of a text; `path` says whether it is TypeScript or JSON. */
export function parseSide(path: string, text: string): Side {
  const source = path.endsWith('.json')
    ? ts.parseJsonText(path, text)
    : ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return { text, source }
}

/** Whether a text is what its tree says, without an error. */
export function parses({ source }: Side): boolean {
  const { parseDiagnostics }: { parseDiagnostics?: readonly unknown[] } = source as object
  return parseDiagnostics === undefined || parseDiagnostics.length === 0
}

/** The lists that stand in a node, the outermost ones, in the order of the text; the node itself where it is one. */
export function listsIn(side: Side, node: ts.Node): UnitList[] {
  const own = listOf(side, node)
  if (own !== undefined) return [own]
  // Between the lists in it would be text, in which white space counts.
  if (ts.isTemplateExpression(node)) return []
  const parameters = parametersOf(side, node)
  const others: UnitList[] = []
  node.forEachChild((child) => {
    if (!ts.isParameter(child)) others.push(...listsIn(side, child))
  })
  return [...parameters, ...others].toSorted((a, b) => a.start - b.start)
}

function listOf(side: Side, node: ts.Node): UnitList | undefined {
  if (ts.isSourceFile(node))
    return unitList(side, node.kind, node.statements, [preambleEnd(side), side.text.length], '')
  const inside: [number, number] = [node.getStart(side.source) + 1, node.end - 1]
  if (ts.isBlock(node) || ts.isModuleBlock(node)) return unitList(side, node.kind, node.statements, inside, '')
  if (ts.isCaseBlock(node)) return unitList(side, node.kind, node.clauses, inside, '')
  if (ts.isObjectLiteralExpression(node)) return unitList(side, node.kind, node.properties, inside, ',')
  if (ts.isArrayLiteralExpression(node)) return unitList(side, node.kind, node.elements, inside, ',')
  if (ts.isNamedImports(node) || ts.isNamedExports(node)) return unitList(side, node.kind, node.elements, inside, ',')
  if (ts.isObjectBindingPattern(node)) return unitList(side, node.kind, node.elements, inside, ',')
  if (ts.isTypeLiteralNode(node)) return unitList(side, node.kind, node.members, inside, '')
  if (ts.isEnumDeclaration(node)) return unitList(side, node.kind, node.members, membersIn(side, node), ',')
  if (ts.isInterfaceDeclaration(node) || ts.isClassLike(node))
    return unitList(side, node.kind, node.members, membersIn(side, node), '')
  return undefined
}

/** From behind the brace to the one that ends the declaration. */
function membersIn(
  { text, source }: Side,
  node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration,
) {
  const from = node.members.pos
  // Where there are no members, their list begins behind the brace all the same.
  const brace = text.lastIndexOf('{', from)
  if (brace < node.getStart(source)) throw new Error('a declaration with members has a brace')
  return [from, node.end - 1] as [number, number]
}

function parametersOf(side: Side, node: ts.Node): UnitList[] {
  if (!ts.isFunctionLike(node) || node.parameters.length === 0) return []
  const { parameters } = node
  // `x => x` has no brackets, so nothing can be added.
  if (side.text[parameters.pos - 1] !== '(') return []
  const end = nextToken(side.text, parameters.end, ts.SyntaxKind.CloseParenToken)
  if (end === undefined) return []
  return [unitList(side, ts.SyntaxKind.Parameter, parameters, [parameters.pos, end - 1], ',')]
}

/** Where the own text of a node ends: the semicolon behind a member of a type is none of it. */
export function ownEnd({ text }: Side, node: ts.Node): number {
  return ts.isTypeElement(node) && /[;,]/.test(text.charAt(node.end - 1)) ? node.end - 1 : node.end
}

/** A shebang and the comments that a file begins with, but for documentation, which is its first statement's. */
function preambleEnd({ text }: Side): number {
  const [preamble = ''] =
    /^(?:#!.*\n)?(?:(?:\/\/.*|\/\*(?!\*)[\s\S]*?\*\/)(?:\n(?=\/\/|\/\*(?!\*)))?)*/.exec(text) ?? []
  return preamble.length
}

function unitList(
  side: Side,
  kind: ts.SyntaxKind,
  nodes: readonly ts.Node[],
  [start, end]: [number, number],
  separator: ',' | '',
): UnitList {
  const seen = new Map<string, number>()
  let position = start
  const units = nodes.map((node): Unit => {
    const { key, named } = keyOf(node, side.source)
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    const bodyStart = Math.max(position, node.getStart(side.source))
    const separatorEnd =
      separator === '' ? node.end : (nextToken(side.text, node.end, ts.SyntaxKind.CommaToken) ?? node.end)
    const [trail = ''] = TRAILING_COMMENT.exec(side.text.slice(separatorEnd, end)) ?? []
    const unit = {
      key: times === 1 ? key : `${key} (${times})`,
      named,
      node,
      start: position,
      bodyStart,
      end: ownEnd(side, node),
      separatorEnd,
      stop: separatorEnd + trail.length,
      ordered: isOrdered(node, kind),
    }
    position = unit.stop
    return unit
  })
  return { kind, units, start, end, separator }
}

const TRAILING_COMMENT = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/)(?=[ \t]*(?:\n|$))/

/** Where the next token ends, when it is of this kind; comments before it are passed over. */
function nextToken(text: string, from: number, kind: ts.SyntaxKind): number | undefined {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text, undefined, from)
  return scanner.scan() === kind ? scanner.getTokenEnd() : undefined
}

/** Middleware, parameters, and items of a list that are no plain values. */
function isOrdered(node: ts.Node, list: ts.SyntaxKind): boolean {
  if (list === ts.SyntaxKind.Parameter || list === ts.SyntaxKind.CaseBlock) return true
  if (list === ts.SyntaxKind.ArrayLiteralExpression) return !ts.isLiteralExpression(node) && !ts.isCallExpression(node)
  if (!ts.isExpressionStatement(node)) return false
  const call = ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression
  return (
    ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'use'
  )
}
