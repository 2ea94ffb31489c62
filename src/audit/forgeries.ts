import { ts } from 'ts-morph'
import { meaningOf, type Source, visit, weaknessAt } from './source.ts'
import type { Weakness } from './weakness.ts'

/** What to do about a grant that no guard has made. */
export const HINT =
  'hand on `c.var.grant` of the route whose guard is for this operation, or say above it why not: // ashlar-allow: …'

/** A grant that is put together, declared, asserted or put into the context by hand. */
export function madeUp(source: Source, node: ts.Node): Weakness[] {
  const what = forgery(source, node)
  if (what === undefined) return []
  return [weaknessAt(source, node, { kind: 'forged-grant', message: `${what}: only a guard makes grants`, hint: HINT })]
}

function forgery(source: Source, node: ts.Node): string | undefined {
  if ((ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && namesGrant(source, node.type)) {
    return 'something is said to be a grant'
  }
  if (ts.isVariableDeclaration(node) && node.type !== undefined && namesGrant(source, node.type))
    return 'a grant is declared'
  if (
    ts.isParameter(node) &&
    node.initializer !== undefined &&
    node.type !== undefined &&
    namesGrant(source, node.type)
  ) {
    return 'a grant is there if none is given'
  }
  if (ts.isCallExpression(node)) return forgingCall(source, node)
  if (ts.isExportDeclaration(node) && /\.(?:queries|policy)\.ts['"]$/.test(node.moduleSpecifier?.getText() ?? '')) {
    return 'queries or guards are handed on under another name'
  }
  if (!/\.policy\.ts$/.test(source.path)) {
    const taken = ruleTaken(source, node)
    if (taken !== undefined) return taken
  }
  const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
  return isAssignment && CARRIED.test(node.left.getText()) ? 'a grant, a rule, or who asks, is replaced' : undefined
}

/** Policies say who may; elsewhere a rule could only be changed, or asked by something that is no guard. */
function ruleTaken(source: Source, node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'rules') {
    const meaning = meaningOf(
      source,
      ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node,
    )
    if (meaning?.name === 'may') return 'the rules of a guard are taken'
  }
  if (!ts.isImportSpecifier(node) || node.isTypeOnly || node.parent.parent.isTypeOnly) return undefined
  const { from, name } = source.imports.get(node.name.text) ?? { from: '', name: '' }
  const isRule = from === 'src/auth/rules.ts' || (/\.policy\.ts$/.test(from) && name !== 'may')
  return isRule && !source.path.startsWith('src/auth/') ? 'a rule is taken out of its policy' : undefined
}

/** What is in the context for queries to rely on, and what is inside of it. */
const CARRIED = /\.(?:grant|actor)\b|\[['"`](?:grant|actor)['"`]\]|\.(?:rules|scope|rows|admits)$/

const CHANGING =
  /^(?:Object\.(?:assign|defineProperty|defineProperties|setPrototypeOf)|Reflect\.(?:set|defineProperty))$/

function forgingCall(source: Source, { expression, arguments: [first] }: ts.CallExpression): string | undefined {
  const callee = expression.getText()
  const about = first?.getText() ?? ''
  if (/\.set$/.test(callee) && /^['"`](?:grant|actor|session|sessionId)['"`]$/.test(about)) {
    return source.path === 'src/auth/authenticate.ts' ? undefined : 'a grant, or who asks, is put into the context'
  }
  const isRule = first !== undefined && meaningOf(source, first)?.from === 'src/auth/rules.ts'
  if (CHANGING.test(callee) && (CARRIED.test(about) || isRule)) return 'a grant, a rule, or who asks, is changed'
  return /\.rules\b.*\.(?:push|unshift|splice|pop|shift|fill)$/.test(callee)
    ? 'the rules of a policy are changed'
    : undefined
}

function namesGrant(source: Source, type: ts.TypeNode): boolean {
  let named = false
  visit(type, (node) => {
    if (!ts.isIdentifier(node)) return
    if (source.imports.get(node.text)?.from === 'src/http/grant.ts' || holdsGrants(source, node.text)) named = true
  })
  return named
}

/** Whether a type of this file has grants in it. */
function holdsGrants({ tree }: Source, name: string): boolean {
  return tree.statements.some((statement) => {
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
    return isType && statement.name.text === name && /\bGrant</.test(statement.getText())
  })
}
