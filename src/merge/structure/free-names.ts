import { ts } from 'ts-morph'
import type { Side } from './side.ts'

/** A name that stands for what another one declares. */
export interface Use {
  readonly name: ts.Identifier
  /** Where that is declared: the file, a function, a block; nothing where it is not. */
  readonly scope: ts.Node | undefined
}

/**
 * The names that a text uses and does not declare where it uses them: globals, and what somebody has taken the
 * declaration or import of away.
 */
export function freeNames(side: Side): ReadonlySet<string> {
  return new Set(usesIn(side).flatMap(({ name, scope }) => (scope === undefined ? [name.text] : [])))
}

/** Every name that a text uses, in the order of the text. */
export function usesIn({ source }: Side): readonly Use[] {
  const scopes = new Map<ts.Node, Set<string>>()
  const used: ts.Identifier[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isPlaced(node)) {
      const scope = scopeOfDeclaration(node)
      if (scope !== undefined) scopes.set(scope, (scopes.get(scope) ?? new Set()).add(node.text))
      else if (isUse(node)) used.push(node)
    }
    node.forEachChild(visit)
  }
  visit(source)
  return used.map((name) => ({ name, scope: declaringScope(name, scopes) }))
}

/** What a text that does not parse lacks is made up by the parser, and stands nowhere. */
function isPlaced({ parent }: { readonly parent: ts.Node | undefined }): boolean {
  return parent !== undefined
}

function declaringScope(name: ts.Identifier, scopes: ReadonlyMap<ts.Node, ReadonlySet<string>>): ts.Node | undefined {
  for (let node: ts.Node | undefined = name; node !== undefined; node = node.parent as ts.Node | undefined)
    if (scopes.get(node)?.has(name.text) === true) return node
  return undefined
}

/** Where a name is known that is declared here; `undefined` where it is not. */
function scopeOfDeclaration(name: ts.Identifier): ts.Node | undefined {
  const { parent } = name
  if (!isNameOf(parent, name) || isMember(parent)) return undefined
  let scope: ts.Node = parent.parent
  while (!isScope(scope)) scope = scope.parent
  return scope
}

function isNameOf(parent: ts.Node, name: ts.Identifier): boolean {
  return 'name' in parent && parent.name === name
}

/** What has a name that is only known together with what it belongs to. */
function isMember(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isEnumMember(node) ||
    ts.isExportSpecifier(node) ||
    ts.isNamespaceExport(node) ||
    ts.isMetaProperty(node) ||
    ts.isNamedTupleMember(node) ||
    ts.isImportAttribute(node)
  )
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isMappedTypeNode(node) ||
    ts.isConditionalTypeNode(node)
  )
}

/** Whether an identifier that declares nothing stands for what another one declares. */
export function isUse(name: ts.Identifier): boolean {
  const { parent } = name
  if (ts.isShorthandPropertyAssignment(parent)) return true
  // `export { a as b }` uses `a`; of another file it uses nothing of this one.
  if (ts.isExportSpecifier(parent))
    return parent.parent.parent.moduleSpecifier === undefined && localName(parent) === name
  if (isNameOf(parent, name)) return false
  if (ts.isQualifiedName(parent)) return parent.left === name
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName !== name
  return !(ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isImportAttribute(parent))
}

function localName({ propertyName, name }: ts.ExportSpecifier): ts.Node {
  return propertyName ?? name
}
