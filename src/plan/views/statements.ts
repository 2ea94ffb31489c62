import type { Field, Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { levelsOf, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { arrowCallText, type ChainCall, callText, objectText } from '../layout.ts'
import { hasReaders } from './guarded.ts'

/** Prepared statements: built once, then only executed. `prefix` keeps those of several APIs apart. */
export function statements(resource: Resource, service: Service, prefix: readonly string[]) {
  const { table, names, parent, softDelete, versioned } = resource
  const guarded = resource.access !== undefined
  const toChange = versioned ? 'matchesVersion' : 'matchesKey'
  const orderBy = { head: 'orderBy', args: ownKey(resource).map((field) => `${names.many}.${field.property}`) }
  const values = `placesFor<typeof ${names.many}.$inferInsert>(shape)`
  const statement = (name: string, calls: readonly ChainCall[], suffix: string, parameters = '(db)'): string =>
    arrowCallText(
      `const ${name} = prepared(${literal(statementName(...prefix, table, suffix))}, ${parameters} =>`,
      'db',
      calls,
    )
  // Where there are rules, they say which rows a statement is about.
  const hides = hasReaders(resource)
  const ofRows = (name: string, calls: readonly ChainCall[], suffix: string, shape: string[] = []): string => {
    if (!guarded) return statement(name, calls, suffix, `(${['db', ...shape].join(', ')})`)
    const parameters = `(${['db', 'rows', ...shape].join(', ')})`
    const [make, readers] = hides && answers(calls) ? ['restricted', 'readers, '] : ['scoped', '']
    const named = literal(statementName(...prefix, table, suffix))
    const start = `const ${name} = ${make}(${named}, ${readers}${parameters} =>`
    return arrowCallText(start, 'db', calls)
  }
  const where = (...conditions: readonly string[]): string[] => {
    const all = guarded ? [...conditions, 'rows'] : conditions
    if (all.length === 0) return []
    return [`where(${all.length === 1 ? all.join('') : `and(${all.join(', ')})`})`]
  }
  const insertion = (make: string): string => {
    const named = literal(statementName(...prefix, table, 'insert'))
    const parameters = make === 'prepared' ? '(db, shape)' : 'readers, (db, _rows, shape)'
    const calls = [`insert(${names.many})`, `values(${values})`, 'returning(columns)']
    return arrowCallText(`const insert = ${make}(${named}, ${parameters} =>`, 'db', calls)
  }
  const select = ['select(columns)', `from(${names.many})`]
  const limit = "limit(sql.placeholder('$limit'))"
  const inParent = parent === undefined ? [] : ['inParent']
  const live = softDelete ? [`isNull(${names.many}.deletedAt)`] : []
  return {
    parent: parentStatement(resource, service, prefix),
    first: ofRows('firstPage', [...select, ...where(...inParent, ...live), orderBy, limit], 'first_page'),
    next: ofRows('nextPage', [...select, ...where('afterKey'), orderBy, limit], 'next_page'),
    get: ofRows('byKey', [...select, ...where('matchesKey')], 'by_key'),
    atVersion: ofRows('atVersion', [...select, ...where('matchesVersion')], 'at_version'),
    insert: insertion(hides ? 'restricted' : 'prepared'),
    update: ofRows(
      'change',
      [`update(${names.many})`, `set(${changes(resource, values)})`, ...where(toChange), 'returning(columns)'],
      'update',
      ['shape'],
    ),
    delete: ofRows('removeByKey', removal(resource, where(toChange)), 'delete'),
    deleted: ofRows('deletedByKey', ['select()', `from(${names.many})`, ...where('matchesDeleted')], 'deleted'),
    restore: ofRows(
      'restoreByKey',
      [`update(${names.many})`, 'set({ deletedAt: null })', ...where('matchesDeleted'), 'returning(columns)'],
      'restore',
    ),
  }
}

/** Whether a statement returns what answers carry. */
function answers(calls: readonly ChainCall[]): boolean {
  return calls.includes('select(columns)') || calls.includes('returning(columns)')
}

function changes({ fields, versioned }: Resource, values: string): string {
  if (versioned) return `{ ...${values}, ...touched }`
  const touched = fields.some((field) => field.made === 'updatedAt')
  return touched ? `{ ...${values}, updatedAt: sql\`now()\` }` : values
}

/** Where rows are kept, to delete one is to mark it. */
function removal({ names, key, softDelete }: Resource, where: readonly string[]): ChainCall[] {
  const [first] = key
  const start = softDelete ? [`update(${names.many})`, 'set({ deletedAt: sql`now()` })'] : [`delete(${names.many})`]
  return [...start, ...where, `returning({ ${first?.property}: ${names.many}.${first?.property} })`]
}

/** What a change sets beside what it names, where that is more than the time. */
export function touchedText({ names, fields }: Resource): string {
  const touches = fields.some((field) => field.made === 'updatedAt')
  return objectText(
    { version: `sql\`\${${names.many}.version} + 1\``, ...(touches ? { updatedAt: 'sql`now()`' } : {}) },
    { before: 'const touched = '.length - 1 },
  )
}

/** Finds what a row is to be nested under; false where it stands by itself. */
function parentStatement(resource: Resource, service: Service, prefix: readonly string[]): string | false {
  const level = levelsOf(resource, service).at(-1)
  if (level === undefined) return false
  const { many } = level.parent.names
  const key = `${many}.${level.field.reference?.key}`
  const outer = placedCondition(level.parent, service)
  const conditions = [
    `eq(${key}, ${place(level.field, resource.names.many)})`,
    ...(outer === undefined ? [] : [outer]),
    ...(level.parent.softDelete ? [`isNull(${many}.deletedAt)`] : []),
  ]
  const start = 'const isParent = '
  const named = literal(statementName(...prefix, resource.table, 'parent'))
  const calls = [`select({ key: ${key} })`, `from(${many})`, 'where(isParent)']
  const statement = arrowCallText(`const parentOf = prepared(${named}, (db) =>`, 'db', calls)
  return `${start}${both(conditions, start)}\n\n${statement}`
}

/** That a row is nested as the path says; undefined where it stands by itself. */
function placedCondition(resource: Resource, service: Service): string | undefined {
  const level = levelsOf(resource, service).at(-1)
  if (level === undefined) return undefined
  const reference = `${resource.names.many}.${level.field.property}`
  const own = `eq(${reference}, ${place(level.field, resource.names.many)})`
  const outer = placedCondition(level.parent, service)
  if (outer === undefined) return own
  return `and(${own}, leadsTo(${reference}, ${level.parent.names.many}.${level.field.reference?.key}, ${outer}))`
}

/** Which rows a statement is about, as the constants that it is made of. */
export function rowConditions(resource: Resource, service: Service) {
  const { names, parent, softDelete } = resource
  const placed = parent === undefined ? [] : ['inParent']
  const own = ownKey(resource).map((field) => `eq(${names.many}.${field.property}, ${place(field, names.many)})`)
  const live = softDelete ? [`isNull(${names.many}.deletedAt)`] : []
  return {
    inParent: placedCondition(resource, service) ?? false,
    matchesKey: both([...placed, ...own, ...live], 'const matchesKey = '),
    matchesDeleted: both([...placed, ...own, `isNotNull(${names.many}.deletedAt)`], 'const matchesDeleted = '),
    matchesVersion: both(['matchesKey', `isOneOf(${names.many}.version)`], 'const matchesVersion = '),
    afterKey: both([...placed, afterKey(resource), ...live], 'const afterKey = '),
  }
}

/** All of these conditions, behind the head of their constant: `const matchesKey = `. */
export function both(conditions: readonly string[], before: string): string {
  return conditions.length === 1 ? conditions.join('') : callText('and', conditions, { before: before.length })
}

function afterKey(resource: Resource): string {
  const { names } = resource
  const key = ownKey(resource)
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
