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

/** Whether a statement has the word `export` before it. */
export function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}
