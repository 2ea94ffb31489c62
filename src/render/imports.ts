import { sourceFrom } from './import-source.ts'
import { naturalOrder } from './natural-order.ts'

/** A name that a file uses from elsewhere. Imports are values: no template writes one by hand. */
export interface ImportSymbol {
  readonly name: string
  /** A package (`hono`, `node:fs`) or a path from the project's root (`src/http/problem.ts`). */
  readonly from: string
  readonly typeOnly?: boolean
  /** `import * as name`. */
  readonly namespace?: boolean
  /** `import name from`. */
  readonly defaultExport?: boolean
  /** `import name from … with { type: 'json' }`. */
  readonly json?: boolean
}

const LINE_WIDTH = 120

/**
 * The import block of the file at `path`: merged by source, types apart, sorted as Biome sorts, one statement a source.
 * Ends in a newline, or is empty.
 *
 * @param ending what imports of TypeScript end in: `.ts`, `.js` or nothing
 * @example
 * printImports('src/app.ts', [{ name: 'Hono', from: 'hono' }]) // "import { Hono } from 'hono'\n"
 */
export function printImports(path: string, symbols: readonly ImportSymbol[], ending = '.ts'): string {
  const bySource = new Map<string, ImportSymbol[]>()
  for (const symbol of symbols) {
    const source = sourceFrom(path, symbol.from, ending)
    bySource.set(source, [...(bySource.get(source) ?? []), symbol])
  }
  return [...bySource]
    .sort(([a], [b]) => compareSources(a, b))
    .flatMap(([source, used]) => printSource(source, used))
    .map((statement) => `${statement}\n`)
    .join('')
}

function printSource(source: string, symbols: readonly ImportSymbol[]): string[] {
  const named = symbols.filter((symbol) => !isWhole(symbol))
  const whole = new Set(symbols.filter(isWhole).map((symbol) => printWhole(source, symbol)))
  return [...whole, ...(named.length > 0 ? [printNamed(source, named)] : [])]
}

function isWhole({ namespace, defaultExport, json }: ImportSymbol): boolean {
  return namespace === true || defaultExport === true || json === true
}

function printWhole(source: string, { name, typeOnly, namespace, json }: ImportSymbol): string {
  const keyword = typeOnly === true ? 'import type' : 'import'
  const attribute = json === true ? " with { type: 'json' }" : ''
  return `${keyword} ${namespace === true ? `* as ${name}` : name} from '${source}'${attribute}`
}

function printNamed(source: string, symbols: readonly ImportSymbol[]): string {
  const values = new Set(symbols.filter((symbol) => !symbol.typeOnly).map((symbol) => symbol.name))
  const names = [...new Set(symbols.map((symbol) => symbol.name))].sort((a, b) =>
    naturalOrder(localName(a), localName(b)),
  )
  const onlyTypes = values.size === 0
  const specifiers = names.map((name) => (onlyTypes || values.has(name) ? name : `type ${name}`))
  const keyword = onlyTypes ? 'import type' : 'import'
  const line = `${keyword} { ${specifiers.join(', ')} } from '${source}'`
  if (line.length <= LINE_WIDTH || specifiers.length === 1) return line
  return `${keyword} {\n${specifiers.map((specifier) => `  ${specifier},\n`).join('')}} from '${source}'`
}

/** What the file calls it: `productColumns` of `columns as productColumns`. */
function localName(name: string): string {
  return name.replace(/^.* as /, '')
}

/** Node's own modules, then packages, then files from far to near; in each in natural order. */
function compareSources(a: string, b: string): number {
  return rank(a) - rank(b) || naturalOrder(a, b)
}

function rank(source: string): number {
  if (source.startsWith('node:')) return 0
  if (!source.startsWith('.')) return 1
  return 100 - source.split('/').filter((part) => part === '..').length
}
