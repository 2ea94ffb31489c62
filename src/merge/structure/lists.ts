import { ts } from 'ts-morph'
import { argumentsOf, linksOf } from './calls.ts'
import { keyOf } from './keys.ts'
import { preambleEnd } from './preamble.ts'
import type { Side } from './side.ts'
import type { Unit, UnitList } from './unit.ts'
import { nextToken, unitList } from './unit-list.ts'

/** The lists that stand in a node, the outermost ones, in the order of the text; the node itself where it is one. */
export function listsIn(side: Side, node: ts.Node): UnitList[] {
  const own = listOf(side, node)
  if (own !== undefined) return [own]
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => codeIn(side, span))
  return [...parametersOf(side, node), ...listsAround(side, node)].toSorted((a, b) => a.start - b.start)
}

/** The lists that stand in a unit of a list. */
export function listsOf(side: Side, { kind }: Pick<UnitList, 'kind'>, { node }: Unit): UnitList[] {
  if (kind !== 'links' || !ts.isCallExpression(node)) return listsIn(side, node)
  const called = ts.isPropertyAccessExpression(node.expression) ? [] : listsIn(side, node.expression)
  const types = node.typeArguments?.flatMap((type) => listsIn(side, type)) ?? []
  return [...called, ...types, ...argumentsOf(side, node)]
}

/** What stands in the brackets of `${…}`. */
function codeIn(side: Side, { expression, literal }: ts.TemplateSpan): UnitList {
  const range = { start: expression.pos, end: literal.getStart(side.source) }
  const code = { key: 'code', named: false, ordered: false, node: expression, end: expression.end }
  return unitList(side, { kind: 'template', separator: '', ...range }, [code])
}

function listsAround(side: Side, node: ts.Node): UnitList[] {
  const isNew = ts.isNewExpression(node)
  const lists: UnitList[] = isNew ? argumentsOf(side, node) : []
  node.forEachChild((child) => {
    const isArgument = isNew && node.arguments?.includes(child as ts.Expression) === true
    if (!ts.isParameter(child) && !isArgument) lists.push(...listsIn(side, child))
  })
  return lists
}

function listOf(side: Side, node: ts.Node): UnitList | undefined {
  if (ts.isSourceFile(node)) return nodeList(side, node, node.statements, [preambleEnd(node), side.text.length], '')
  if (ts.isCallExpression(node)) return linksOf(side, node)
  const inside: [number, number] = [node.getStart(side.source) + 1, node.end - 1]
  if (ts.isBlock(node) || ts.isModuleBlock(node)) return nodeList(side, node, node.statements, inside, '')
  if (ts.isCaseBlock(node)) return nodeList(side, node, node.clauses, inside, '')
  if (ts.isObjectLiteralExpression(node)) return nodeList(side, node, node.properties, inside, ',')
  if (ts.isArrayLiteralExpression(node)) return nodeList(side, node, node.elements, inside, ',')
  if (ts.isNamedImports(node) || ts.isNamedExports(node)) return nodeList(side, node, node.elements, inside, ',')
  if (ts.isObjectBindingPattern(node)) return nodeList(side, node, node.elements, inside, ',')
  if (ts.isTypeLiteralNode(node)) return nodeList(side, node, node.members, inside, '')
  if (ts.isEnumDeclaration(node)) return nodeList(side, node, node.members, membersIn(side, node), ',')
  if (ts.isInterfaceDeclaration(node) || ts.isClassLike(node))
    return nodeList(side, node, node.members, membersIn(side, node), '')
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
  return [nodeList(side, { kind: ts.SyntaxKind.Parameter }, parameters, [parameters.pos, end - 1], ',')]
}

function nodeList(
  side: Side,
  { kind }: Pick<ts.Node, 'kind'>,
  nodes: readonly ts.Node[],
  [start, end]: [number, number],
  separator: ',' | '',
): UnitList {
  const parts = nodes.map((node) => ({
    ...keyOf(node, side.source),
    node,
    end: ownEnd(side, node),
    ordered: isOrdered(node, kind),
  }))
  return unitList(side, { kind, start, end, separator }, parts)
}

/** Where the own text of a node ends: the semicolon behind a member of a type is none of it. */
function ownEnd({ text }: Side, node: ts.Node): number {
  return ts.isTypeElement(node) && /[;,]/.test(text.charAt(node.end - 1)) ? node.end - 1 : node.end
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
