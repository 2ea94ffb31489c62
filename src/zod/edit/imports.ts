import type { ts as TypeScript } from 'ts-morph'
import type { SpecFile, Splice } from './spec-file.ts'

const OWN = 'create-ashlar/spec'

/** Lets the file import what it does not yet: names of `create-ashlar/spec`, and `z`. */
export function missingImports(spec: SpecFile, names: readonly string[]): readonly Splice[] {
  const own = names.filter((name) => name !== 'z' && !isImported(spec, name))
  const needsZod = names.includes('z') && !isImported(spec, 'z')
  const elements = importsFrom(spec, OWN)?.elements
  const last = elements?.at(-1)
  const lines = [
    ...(own.length > 0 && last === undefined ? [`import { ${own.join(', ')} } from '${OWN}'\n`] : []),
    ...(needsZod ? ["import { z } from 'zod'\n"] : []),
  ].join('')
  const added =
    last === undefined || own.length === 0 ? [] : [{ start: last.end, end: last.end, text: `, ${own.join(', ')}` }]
  const start = spec.file.statements[0]?.getStart() ?? 0
  return lines === '' ? added : [...added, { start, end: start, text: lines }]
}

function isImported({ ts, file }: SpecFile, name: string): boolean {
  return file.statements.filter(ts.isImportDeclaration).some(({ importClause }) => {
    const named = importClause?.namedBindings
    return (
      importClause?.name?.text === name ||
      (named !== undefined && ts.isNamespaceImport(named) && named.name.text === name) ||
      (named !== undefined && ts.isNamedImports(named) && named.elements.some((element) => element.name.text === name))
    )
  })
}

function importsFrom({ ts, file }: SpecFile, module: string): TypeScript.NamedImports | undefined {
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const named = statement.importClause?.namedBindings
    const isIt = ts.isStringLiteral(statement.moduleSpecifier) && statement.moduleSpecifier.text === module
    const isTyped = statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    if (isIt && !isTyped && named !== undefined && ts.isNamedImports(named)) return named
  }
  return undefined
}
