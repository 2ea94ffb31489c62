import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ts } from 'ts-morph'
import { didYouMean } from '../../did-you-mean.ts'
import { invalid, type Problem } from '../../errors.ts'
import { isExported, variablesIn } from '../../merge/structure/declared-names.ts'
import { targetsOf } from '../../migrate/schema-hash.ts'
import { DRIVERS, type Driver } from '../../plan/embedding.ts'
import type { ModuleExport } from '../../spec/spec.ts'

/**
 * The driver by which an application has its database, from the imports of the module that makes it and of those that
 * this one has it from. A module that is not there, that has no such export, or that opens something else than
 * PostgreSQL is refused (exit 2).
 */
export function driverOf({ module, name }: ModuleExport, folder: string, given: Driver | undefined): Driver {
  const path = resolve(folder, module)
  if (!existsSync(path)) {
    const hint = 'name it from the folder of `--embed`, with its ending: `--db ../db.ts#db`'
    throw invalid([problem('ASH4012', `\`--db\`: \`${module}\` is not there`, hint)])
  }
  requireExport(path, { module, name })
  const sources = [...sourcesFrom(path)]
  const drivers = sources.filter((source) => source in REFUSED || DRIVERS.some((one) => one === source))
  const [first] = drivers
  if (given !== undefined) return given
  const driver = DRIVERS.find((one) => one === first)
  if (driver !== undefined) return driver
  throw invalid([first === undefined ? unknownDriver(module) : otherDriver(module, first)])
}

/** Drivers that cannot be taken, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  'neon-http': 'sends each statement by itself, so there are no transactions: take `drizzle-orm/neon-serverless`',
  'pg-proxy': 'sends each statement by itself, so there are no transactions',
  'xata-http': 'sends each statement by itself, so there are no transactions',
  'better-sqlite3': 'is SQLite',
  'bun-sqlite': 'is SQLite',
  d1: 'is SQLite',
  'durable-sqlite': 'is SQLite',
  'expo-sqlite': 'is SQLite',
  libsql: 'is SQLite',
  'node-sqlite': 'is SQLite',
  'sql-js': 'is SQLite',
  mysql2: 'is MySQL',
  'mysql-proxy': 'is MySQL',
  'planetscale-serverless': 'is MySQL',
  'tidb-serverless': 'is MySQL',
  singlestore: 'is SingleStore',
}

function otherDriver(module: string, driver: string): Problem {
  const message = `\`--db\`: \`${module}\` has its database by \`drizzle-orm/${driver}\`, which ${REFUSED[driver]}`
  return problem('ASH4013', message, `ashlar speaks PostgreSQL, by one of ${DRIVERS.join(', ')}`)
}

function unknownDriver(module: string): Problem {
  const message = `\`--db\`: nothing that \`${module}\` imports tells by which driver of Drizzle it has its database`
  return problem('ASH4013', message, `name it: \`--driver ${DRIVERS[0]}\`; there are ${DRIVERS.join(', ')}`)
}

function problem(code: string, message: string, hint: string): Problem {
  return { code, message, hint }
}

function requireExport(path: string, { module, name }: ModuleExport): void {
  const exported = exportsOf(path)
  if (exported.has(name) || exported.has(ANY)) return
  const message = `\`--db\`: \`${module}\` exports no \`${name}\``
  const known = [...exported].map((one) => `\`${one}\``).join(', ')
  const hint = didYouMean(name, exported) ?? (known === '' ? `export it: \`export const ${name}\`` : `it has ${known}`)
  throw invalid([problem('ASH4012', message, hint)])
}

/** A package hands on what it likes. */
const ANY = '*'

/** The names that a module exports, those that it hands on from others too. */
function exportsOf(path: string, seen = new Set<string>()): Set<string> {
  seen.add(path)
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  return new Set(
    source.statements.flatMap((statement): readonly string[] => {
      if (ts.isExportAssignment(statement)) return ['default']
      if (ts.isExportDeclaration(statement)) return handedOn(statement, path, seen)
      return isExported(statement) ? declaredIn(statement) : []
    }),
  )
}

function handedOn({ exportClause, moduleSpecifier }: ts.ExportDeclaration, path: string, seen: Set<string>): string[] {
  if (exportClause !== undefined) {
    return ts.isNamedExports(exportClause)
      ? exportClause.elements.map(({ name }) => name.text)
      : [exportClause.name.text]
  }
  const source = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''
  if (!source.startsWith('.')) return [ANY]
  const target = fileOf(source, path)
  return target === undefined || seen.has(target) ? [] : [...exportsOf(target, seen)]
}

function declaredIn(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return variablesIn(statement)
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
  return isNamed && statement.name !== undefined ? [statement.name.text] : []
}

/** What a module imports from Drizzle, by the last part of its name, and after that what its own files do. */
function* sourcesFrom(path: string): Generator<string> {
  const files = new Set([path])
  for (const file of files) {
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      const [, driver] = fileName.match(/^drizzle-orm\/(?:aws-data-api\/)?([a-z0-9-]+)$/) ?? []
      if (driver !== undefined) yield driver
      const target = fileName.startsWith('.') ? fileOf(fileName, file) : undefined
      if (target !== undefined && files.size < MOST_FILES) files.add(target)
    }
  }
}

/** A database is made a few files away at most. */
const MOST_FILES = 50

function fileOf(source: string, importer: string): string | undefined {
  return targetsOf(join(dirname(importer), source)).find((file) => /\.[mc]?[jt]s$/.test(file) && existsSync(file))
}
