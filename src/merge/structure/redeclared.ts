import { ts } from 'ts-morph'
import { importedIn, isExported, variablesIn } from './declared-names.ts'
import type { Side } from './side.ts'

/** Where a name is taken: among values, among types, or in both, like an import. */
type Space = 'value' | 'type' | 'both'

interface Declared {
  readonly name: string
  readonly space: Space
  /** Functions may have overloads, and interfaces parts. */
  readonly isRepeatable: boolean
}

/**
 * Names that one scope, class or list of exports of a file has twice, which the parser does not mind and the compiler
 * does.
 */
export function redeclared({ source }: Side): ReadonlySet<string> {
  const twice = new Set<string>(doubled(source.statements.flatMap(exportedIn)))
  const visit = (node: ts.Node): void => {
    if (ts.isSourceFile(node) || ts.isBlock(node)) {
      const declared = node.statements.flatMap(declaredIn)
      for (const space of ['value', 'type'] as const) for (const name of takenTwice(declared, space)) twice.add(name)
    }
    if (ts.isClassLike(node)) {
      for (const name of doubled(node.members.flatMap(memberName))) twice.add(name.replace(/ \([gs]et\)$/, ''))
    }
    if (ts.isObjectLiteralExpression(node)) {
      for (const name of doubled(node.properties.flatMap(keyName))) twice.add(name.replace(/ \([gs]et\)$/, ''))
    }
    node.forEachChild(visit)
  }
  visit(source)
  return twice
}

/** The keys of an object are written in several ways: `a-b` as a text, `a` with quotes or without. */
function keyName({ name, kind }: ts.ObjectLiteralElementLike): string[] {
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)))
    return []
  return accessNames(kind, name.text)
}

function takenTwice(declared: readonly Declared[], space: 'value' | 'type'): string[] {
  const here = declared.filter((one) => one.space === space || one.space === 'both')
  const once = here.filter(({ isRepeatable }) => !isRepeatable).map(({ name }) => name)
  const repeatable = new Set(here.filter(({ isRepeatable }) => isRepeatable).map(({ name }) => name))
  return doubled([...once, ...repeatable])
}

function doubled(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.size === seen.add(name).size)
}

function declaredIn(statement: ts.Statement): Declared[] {
  if (ts.isVariableStatement(statement)) {
    return variablesIn(statement).map((name) => ({ name, space: 'value', isRepeatable: false }))
  }
  if (ts.isImportDeclaration(statement)) {
    return importedIn(statement).map((name) => ({ name, space: 'both', isRepeatable: false }))
  }
  if (ts.isFunctionDeclaration(statement)) return named(statement, 'value', true)
  if (ts.isClassDeclaration(statement)) return named(statement, 'value', false)
  if (ts.isInterfaceDeclaration(statement)) return named(statement, 'type', true)
  return ts.isTypeAliasDeclaration(statement) ? named(statement, 'type', false) : []
}

function named({ name }: { readonly name?: ts.Identifier }, space: Space, isRepeatable: boolean): Declared[] {
  return name === undefined ? [] : [{ name: name.text, space, isRepeatable }]
}

/** A pair of accessors and the overloads of a method have one name. */
function memberName(member: ts.ClassElement): string[] {
  if (member.name === undefined || !ts.isIdentifier(member.name)) return []
  if (ts.isMethodDeclaration(member) && member.body === undefined) return []
  const { text } = member.name
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []
  const isStatic = modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
  const own = isStatic ? `static ${text}` : text
  return accessNames(member.kind, own)
}

/** A property beside an accessor is one too many, two accessors are not. */
function accessNames(kind: ts.SyntaxKind, name: string): string[] {
  if (kind === ts.SyntaxKind.GetAccessor) return [`${name} (get)`]
  return kind === ts.SyntaxKind.SetAccessor ? [`${name} (set)`] : [name, `${name} (get)`, `${name} (set)`]
}

function exportedIn(statement: ts.Statement): string[] {
  if (ts.isExportAssignment(statement)) return ['default']
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : []
  }
  return ts.isVariableStatement(statement) && isExported(statement) ? variablesIn(statement) : []
}
