import { ts } from 'ts-morph'
import { declaredIn } from './declared-names.ts'
import { isUse } from './free-names.ts'
import type { Side } from './side.ts'

/** Names that a text reads before the line that declares them has run, which the parser does not mind. */
export function readTooEarly({ source }: Side): ReadonlySet<string> {
  const early = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isSourceFile(node) || ts.isBlock(node)) for (const name of earlyIn(node.statements)) early.add(name)
    node.forEachChild(visit)
  }
  visit(source)
  return early
}

function earlyIn(statements: readonly ts.Statement[]): string[] {
  const declaredAt = new Map(
    statements.flatMap((statement, at) =>
      runsWhereItStands(statement) ? declaredIn(statement).map((name) => [name, at]) : [],
    ),
  )
  if (declaredAt.size === 0) return []
  return statements.flatMap((statement, at) =>
    [...namesRead(statement)].filter((name) => (declaredAt.get(name) ?? -1) > at),
  )
}

/** Variables and classes are there from their line on; functions, types and imports from the first one. */
export function runsWhereItStands(node: ts.Node): boolean {
  return ts.isVariableStatement(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)
}

/** The names that a statement reads when it runs: not those in functions, which run later, and not in types. */
export function namesRead(statement: ts.Node): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (
      ts.isFunctionLike(node) ||
      ts.isTypeNode(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node)
    )
      return
    if (ts.isPropertyDeclaration(node) && !isStatic(node)) return
    if (ts.isIdentifier(node) && isUse(node)) names.add(node.text)
    node.forEachChild(visit)
  }
  visit(statement)
  return names
}

function isStatic(node: ts.PropertyDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true
}
