import { posix } from 'node:path'
import { ts } from 'ts-morph'
import { isExported, variablesIn } from './declared-names.ts'
import type { Side } from './unit.ts'

/** Who imports which names of a file: from the name to a file that imports it. */
export type Importers = ReadonlyMap<string, string>

/** The names that some files import from others of them, by the path of the other. */
export function importersIn(files: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, Importers> {
  const importers = new Map<string, Map<string, string>>()
  for (const [path, text = ''] of files) {
    for (const [, names = '', source = ''] of text.matchAll(NAMED_IMPORT)) {
      const target = fileOf(posix.join(posix.dirname(path), source))
      const known = importers.get(target) ?? new Map<string, string>()
      importers.set(target, known)
      for (const name of names.split(',')) known.set(importedName(name), path)
    }
  }
  return importers
}

/** Imports end in `.ts`, `.js` or nothing, and mean the same file. */
function fileOf(target: string): string {
  return target.replace(/(?:\.[jt]s)?$/, '.ts')
}

const NAMED_IMPORT = /\bimport\s+(?:type\s+)?\{([^}]*)\}\s*from\s*['"](\.[^'"]+)['"]/g

/** `type Order as Purchase` is `Order` where it comes from. */
function importedName(specifier: string): string {
  return specifier
    .trim()
    .replace(/^type\s+/, '')
    .replace(/\s+as\s.*$/s, '')
}

/** The names that a file exports; `undefined` where it hands on all of another. */
export function exportsOf({ source }: Side): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement
      if (exportClause === undefined) return undefined
      if (ts.isNamespaceExport(exportClause)) names.add(exportClause.name.text)
      else for (const { name } of exportClause.elements) names.add(name.text)
    } else if (isExported(statement)) for (const name of declaredIn(statement)) names.add(name)
  }
  return names
}

function declaredIn(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return variablesIn(statement)
  const name = ts.getNameOfDeclaration(statement as ts.DeclarationStatement)
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : []
}
