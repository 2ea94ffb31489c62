import { ts } from 'ts-morph'

/** The names that a pattern or a plain name gives values to: `a` and `c` of `{ a, b: [c] }`. */
export function boundIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundIn(element.name) : []))
}

/** The names that a list of variables declares. */
export function variablesIn({ declarationList }: ts.VariableStatement): string[] {
  return declarationList.declarations.flatMap(({ name }) => boundIn(name))
}

/** The names that an import brings into the file. */
export function importedIn({ importClause }: ts.ImportDeclaration): string[] {
  const { name, namedBindings } = importClause ?? {}
  const own = name === undefined ? [] : [name.text]
  if (namedBindings === undefined) return own
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name.text]
  return [...own, ...namedBindings.elements.map((element) => element.name.text)]
}

/** The names that a statement, or a name in an import, declares. */
export function declaredIn(node: ts.Node): string[] {
  if (ts.isVariableStatement(node)) return variablesIn(node)
  if (ts.isImportDeclaration(node)) return importedIn(node)
  if (!ts.isStatement(node) && !ts.isImportSpecifier(node)) return []
  const name = ts.getNameOfDeclaration(node as ts.Node as ts.Declaration)
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : []
}

/** Whether a statement has the word `export` before it. */
export function isExported(statement: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}
