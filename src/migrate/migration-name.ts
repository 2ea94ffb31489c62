import { byCodeUnit } from '../merge/lock.ts'
import { type Drop, tableName } from './drops.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'

const NAMED_AT_MOST = 2
const LONGEST = 60

/** `init` for the first one, then what it adds and alters: `add_reviews`, `alter_products`. */
export function expandName(previous: SchemaSnapshot | undefined, next: SchemaSnapshot): string {
  if (previous === undefined) return 'init'
  const tables = Object.entries(next.tables)
  const added = tables.filter(([key]) => previous.tables[key] === undefined)
  const altered = tables.filter(([key, table]) => {
    const before = previous.tables[key]
    return before !== undefined && JSON.stringify(before) !== JSON.stringify(table)
  })
  const names = (entries: typeof tables) => entries.map(([, table]) => tableName(table))
  return joined([phrase('add', names(added)), phrase('alter', names(altered))]) || 'alter_schema'
}

/** What it renames, by the names before: `rename_products`. */
export function renameName(names: readonly string[]): string {
  return phrase('rename', names)
}

/** What rows are changed for: `require_products_weight`, `fill_products_label`; or that only constraints are proven. */
export function settleName(statements: readonly string[]): string {
  const required = namesIn(statements, /^ALTER TABLE (.+) ALTER COLUMN (.+) SET NOT NULL/)
  const filled = namesIn(statements, /^UPDATE (.+?) SET ("(?:[^"]|"")+") =/)
  const verb = required.length > 0 ? 'require' : 'fill'
  const named = phrase(verb, required.length > 0 ? required : filled)
  return named || phrase('validate', namesIn(statements, /^ALTER TABLE (\S+) VALIDATE/))
}

/** The tables that get indexes: `index_products`. */
export function indexName(statements: readonly string[]): string {
  return phrase('index', namesIn(statements, /^CREATE (?:UNIQUE )?INDEX \S+ ON (\S+)/)) || 'index'
}

/** What a pattern finds in statements, each once: `products_weight`. */
function namesIn(statements: readonly string[], pattern: RegExp): readonly string[] {
  const found = statements.flatMap((statement) => {
    const [, ...parts] = pattern.exec(statement) ?? []
    return parts.length === 0 ? [] : [parts.join('.').replaceAll('"', '')]
  })
  return [...new Set(found)]
}

/** What it drops: `drop_products_old_name`. */
export function contractName(drops: readonly Drop[]): string {
  return (
    phrase(
      'drop',
      drops.map(({ name }) => name),
    ) || 'drop_unused'
  )
}

function phrase(verb: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  if (names.length > NAMED_AT_MOST) return `${verb}_${names.length}`
  return joined([verb, ...names.toSorted(byCodeUnit)])
}

function joined(words: readonly string[]): string {
  return words
    .map((word) => word.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'))
    .filter((word) => word !== '')
    .join('_')
    .slice(0, LONGEST)
    .replace(/_+$/, '')
}
