import { posix } from 'node:path'
import { ts } from 'ts-morph'
import { declaredIn, isExported } from './declared-names.ts'
import type { Side } from './side.ts'

/** What the files around one have to do with it. */
export interface Neighbours {
  /** Who imports which names of the file: from the name to a file that imports it. */
  readonly importers: ReadonlyMap<string, string>
  /**
   * Whether a module that the file imports can have a name: not when it goes, or does not say the name at all. Of a module
   * that is not generated nothing is known.
   */
  readonly has: (module: string, name: string) => boolean | undefined
}

/** Those of a file that stands alone. */
export const NO_NEIGHBOURS: Neighbours = { importers: new Map(), has: () => true }

/** The neighbours of each file, by its path; of a file that goes there is no text. */
export function neighboursIn(files: ReadonlyMap<string, string | undefined>): (path: string) => Neighbours {
  const importers = importersIn(files)
  return (path) => ({
    importers: importers.get(path) ?? new Map(),
    has: (module, name) => {
      const target = fileOf(posix.join(posix.dirname(path), module))
      if (!module.startsWith('.') || files.size === 0) return true
      if (!files.has(target)) return undefined
      const text = files.get(target)
      return text !== undefined && (text.includes(name) || /^export \*/m.test(text))
    },
  })
}

/** The names that some files import from others of them, by the path of the other. */
function importersIn(files: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, ReadonlyMap<string, string>> {
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
