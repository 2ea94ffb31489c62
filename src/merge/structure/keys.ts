import { ts } from 'ts-morph'
import { codeOf } from './code.ts'

/** What a unit is known by among its neighbours, and whether that is a name. */
export interface Key {
  readonly key: string
  readonly named: boolean
}

/** By its name or what it imports from; where it has none, by what it calls or its whole text. */
export function keyOf(node: ts.Node, source: ts.SourceFile): Key {
  const name =
    overloadKey(node, source) ?? importKey(node, source) ?? statementName(node, source) ?? memberName(node, source)
  if (name !== undefined) return { key: name, named: true }
  return { key: callKey(node, source) ?? textOf(node, source), named: false }
}

/** Of several functions of one name only the one with a body is called by the name alone. */
function overloadKey(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (!isFunction(node) || node.body !== undefined) return undefined
  const beside = ts.isClassLike(node.parent) ? node.parent.members : statementsOf(node.parent)
  const isOverload = beside.some(
    (other) => isFunction(other) && other.body !== undefined && nameOf(other) === nameOf(node),
  )
  return isOverload ? textOf(node, source) : undefined
}

function isFunction(node: ts.Node): node is ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration {
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)
}

function statementsOf(node: ts.Node): readonly ts.Node[] {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) ? node.statements : []
}

function nameOf({ name }: { readonly name?: ts.PropertyName }): string | undefined {
  return name?.getText()
}

function importKey(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isImportDeclaration(node)) return `import ${importedAs(node)}from ${textOf(node.moduleSpecifier, source)}`
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) return node.name.text
  if (ts.isExportAssignment(node)) return 'export default'
  if (!ts.isExportDeclaration(node)) return undefined
  const from = node.moduleSpecifier === undefined ? '' : ` from ${textOf(node.moduleSpecifier, source)}`
  const type = node.isTypeOnly ? ' type' : ''
  return node.exportClause === undefined ? `export${type} *${from}` : `export${type}${from}`
}

/** A module may be imported as a whole and by names, each in a statement of its own. */
function importedAs({ importClause }: ts.ImportDeclaration): string {
  if (importClause?.isTypeOnly === true) return 'type '
  if (importClause?.namedBindings !== undefined && ts.isNamespaceImport(importClause.namedBindings)) return '* '
  return importClause?.name === undefined ? '' : 'default '
}

function statementName(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isVariableStatement(node)) {
    const names = node.declarationList.declarations.map(({ name }) => name)
    // What a pattern takes out is a list of its own, and no name of the statement.
    return names.every(ts.isIdentifier) ? names.map(({ text }) => text).join(', ') : undefined
  }
  if (ts.isCaseClause(node)) return `case ${textOf(node.expression, source)}`
  return ts.isDefaultClause(node) ? 'default' : undefined
}

/** `routes.get('/')`, `made.order =` */
function callKey(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isReturnStatement(node)) return 'return'
  if (!ts.isExpressionStatement(node)) return undefined
  if (isAssignment(node.expression))
    return `${textOf(node.expression.left, source)} ${textOf(node.expression.operatorToken, source)}`
  const call = ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression
  if (!ts.isCallExpression(call)) return undefined
  const [first] = call.arguments
  return `${textOf(call.expression, source)}(${first === undefined ? '' : argumentKey(first, source)})`
}

/** `a = b`, `a += b` */
function isAssignment(node: ts.Expression): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

/** What tells one call from another: not what an object, a list or a function holds. */
function argumentKey(node: ts.Expression, source: ts.SourceFile): string {
  if (ts.isCallExpression(node)) return `${textOf(node.expression, source)}()`
  const isName = ts.isStringLiteralLike(node) || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
  return isName ? textOf(node, source) : ''
}

function memberName(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  const name = ts.getNameOfDeclaration(node as ts.Declaration)
  if (name === undefined || ts.isCallExpression(node)) return undefined
  const accessor = ts.isGetAccessor(node) ? 'get ' : ts.isSetAccessor(node) ? 'set ' : ''
  return accessor + (ts.isStringLiteral(name) ? name.text : textOf(name, source))
}

/** What a node says, whatever its format. */
export function textOf(node: ts.Node, source: ts.SourceFile): string {
  return codeOf(node.getText(source)).join(' ')
}
