import { ts } from 'ts-morph'
import type { Side } from './unit.ts'

/** Names that one scope of a file declares twice, which the parser does not mind and the compiler does. */
export function redeclared({ source }: Side): ReadonlySet<string> {
  const twice = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isSourceFile(node) || ts.isBlock(node)) {
      const seen = new Set<string>()
      for (const name of node.statements.flatMap(namesIn)) {
        if (seen.has(name)) twice.add(name)
        seen.add(name)
      }
    }
    node.forEachChild(visit)
  }
  visit(source)
  return twice
}

/** What may be declared but once: variables, classes and imports; a function may have overloads. */
function namesIn(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundIn(name))
  }
  if (ts.isClassDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text]
  if (!ts.isImportDeclaration(statement)) return []
  const { name, namedBindings } = statement.importClause ?? {}
  const own = name === undefined ? [] : [name.text]
  if (namedBindings === undefined) return own
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name.text]
  return [...own, ...namedBindings.elements.map((element) => element.name.text)]
}

function boundIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundIn(element.name) : []))
}
