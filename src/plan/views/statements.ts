import type { Field, Resource } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { literal } from '../../render/literal.ts'
import { arrowCallText, type ChainCall, callText, objectText } from '../layout.ts'

/** Prepared statements: built once, then only executed. `prefix` keeps those of several APIs apart. */
export function statements(resource: Resource, prefix: readonly string[]) {
  const { table, names, key, softDelete, versioned } = resource
  const toChange = versioned ? 'where(matchesVersion)' : 'where(matchesKey)'
  const orderBy = { head: 'orderBy', args: key.map((field) => `${names.many}.${field.property}`) }
  const values = `placesFor<typeof ${names.many}.$inferInsert>(shape)`
  const statement = (name: string, calls: readonly ChainCall[], suffix: string, parameters = '(db)'): string =>
    arrowCallText(
      `const ${name} = prepared(${literal(statementName(...prefix, table, suffix))}, ${parameters} =>`,
      'db',
      calls,
    )
  const shaped = (name: string, calls: readonly ChainCall[], suffix: string): string =>
    statement(name, calls, suffix, '(db, shape)')
  const select = ['select(columns)', `from(${names.many})`]
  const limit = "limit(sql.placeholder('$limit'))"
  const live = softDelete ? [`where(isNull(${names.many}.deletedAt))`] : []
  return {
    first: statement('firstPage', [...select, ...live, orderBy, limit], 'first_page'),
    next: statement('nextPage', [...select, 'where(afterKey)', orderBy, limit], 'next_page'),
    get: statement('byKey', [...select, 'where(matchesKey)'], 'by_key'),
    atVersion: statement('atVersion', [...select, 'where(matchesVersion)'], 'at_version'),
    insert: shaped('insert', [`insert(${names.many})`, `values(${values})`, 'returning(columns)'], 'insert'),
    update: shaped(
      'change',
      [`update(${names.many})`, `set(${changes(resource, values)})`, toChange, 'returning(columns)'],
      'update',
    ),
    delete: statement('removeByKey', removal(resource, toChange), 'delete'),
    deleted: statement('deletedByKey', ['select()', `from(${names.many})`, 'where(matchesDeleted)'], 'deleted'),
    restore: statement(
      'restoreByKey',
      [`update(${names.many})`, 'set({ deletedAt: null })', 'where(matchesDeleted)', 'returning(columns)'],
      'restore',
    ),
  }
}

function changes({ fields, versioned }: Resource, values: string): string {
  if (versioned) return `{ ...${values}, ...touched }`
  const touched = fields.some((field) => field.made === 'updatedAt')
  return touched ? `{ ...${values}, updatedAt: sql\`now()\` }` : values
}

/** Where rows are kept, to delete one is to mark it. */
function removal({ names, key, softDelete }: Resource, where: string): ChainCall[] {
  const [first] = key
  const start = softDelete ? [`update(${names.many})`, 'set({ deletedAt: sql`now()` })'] : [`delete(${names.many})`]
  return [...start, where, `returning({ ${first?.property}: ${names.many}.${first?.property} })`]
}

/** What a change sets beside what it names, where that is more than the time. */
export function touchedText({ names, fields }: Resource): string {
  const touches = fields.some((field) => field.made === 'updatedAt')
  return objectText(
    { version: `sql\`\${${names.many}.version} + 1\``, ...(touches ? { updatedAt: 'sql`now()`' } : {}) },
    { before: 'const touched = '.length - 1 },
  )
}

/** Which rows a statement is about, as the constants that it is made of. */
export function rowConditions(resource: Resource) {
  const { key, names, softDelete } = resource
  const own = key.map((field) => `eq(${names.many}.${field.property}, ${place(field, names.many)})`)
  const live = softDelete ? [`isNull(${names.many}.deletedAt)`] : []
  return {
    matchesKey: both([...own, ...live], 'const matchesKey = '),
    matchesDeleted: both([...own, `isNotNull(${names.many}.deletedAt)`], 'const matchesDeleted = '),
    matchesVersion: both(['matchesKey', `isOneOf(${names.many}.version)`], 'const matchesVersion = '),
    afterKey: both([afterKey(resource), ...live], 'const afterKey = '),
  }
}

/** All of these conditions, behind the head of their constant: `const matchesKey = `. */
export function both(conditions: readonly string[], before: string): string {
  return conditions.length === 1 ? conditions.join('') : callText('and', conditions, { before: before.length })
}

function afterKey({ key, names }: Resource): string {
  const [first] = key
  if (key.length === 1 && first) return `gt(${names.many}.${first.property}, ${place(first, names.many)})`
  const columns = key.map((field) => `\${${names.many}.${field.property}}`).join(', ')
  const places = key.map((field) => `\${${place(field, names.many)}}`).join(', ')
  return `sql\`(${columns}) > (${places})\``
}

/** A place in a prepared statement; a date needs its column to be written as PostgreSQL reads it. */
export function place(field: Pick<Field, 'property' | 'type'>, table: string): string {
  const bare = `sql.placeholder(${literal(field.property)})`
  return field.type.kind === 'datetime' ? `sql.param(${bare}, ${table}.${field.property})` : bare
}
