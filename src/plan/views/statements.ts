import { calledHooks } from '../../model/hooks.ts'
import { copiedFields } from '../../model/kept.ts'
import { deletedAtOf, updatedAtOf } from '../../model/lookup.ts'
import type { Resource } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { arrowCallText, type ChainCall, callText, objectText } from '../layout.ts'
import { isSearched } from './filters.ts'
import { hasReaders } from './guarded.ts'
import { isConditional } from './queries.ts'

/** Which properties are located, and which statements other files of the resource execute too. */
interface Needs {
  readonly located: readonly string[]
  readonly shared: readonly string[]
}

/** Prepared statements: built once, then only executed. `prefix` keeps those of several APIs apart. */
export function statements(resource: Resource, prefix: readonly string[], { located, shared }: Needs) {
  const { table, names, parent, softDelete, versioned } = resource
  const guarded = resource.access !== undefined
  const toChange = versioned ? 'matchesVersion' : 'matchesKey'
  const orderBy = { head: 'orderBy', args: ownKey(resource).map((field) => `${names.many}.${field.property}`) }
  const copies = copiedFields(resource).length > 0 && resource.operations.includes('create')
  const values = copies ? 'placesAndCopies(shape)' : `placesFor<typeof ${names.many}.$inferInsert>(shape)`
  const declared = (name: string) => `${shared.includes(name) ? 'export ' : ''}const ${name}`
  const statement = (name: string, calls: readonly ChainCall[], suffix: string, parameters = '(db)'): string =>
    arrowCallText(
      `${declared(name)} = prepared(${literal(statementName(...prefix, table, suffix))}, ${parameters} =>`,
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
    const start = `${declared(name)} = ${make}(${named}, ${readers}${parameters} =>`
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
  const places = located.map((property) => [property, `${names.many}.${property}`] as const)
  const location = [
    `select(${objectText(Object.fromEntries(places), { indent: 4, before: 8 })})`,
    `from(${names.many})`,
  ]
  const limit = "limit(sql.placeholder('$limit'))"
  const inParent = parent === undefined ? [] : ['inParent']
  const live = softDelete ? [`isNull(${names.many}.${deletedAtOf(resource)})`] : []
  return {
    first: ofRows('firstPage', [...select, ...where(...inParent, ...live), orderBy, limit], 'first_page'),
    next: ofRows('nextPage', [...select, ...where('afterKey'), orderBy, limit], 'next_page'),
    page: ofRows(
      'page',
      [
        isSearched(resource) ? 'select(ranked(columns, shape, order.$rank))' : 'select(columns)',
        `from(${names.many})`,
        ...where(...inParent, ...live, 'matching(shape, filters, order)'),
        'orderBy(...inOrder(shape, order))',
        limit,
      ],
      'page',
      ['shape'],
    ),
    total: totalText(resource, literal(statementName(...prefix, table, 'total'))),
    get: ofRows('byKey', [...select, ...where('matchesKey')], 'by_key'),
    atVersion: ofRows('atVersion', [...select, ...where('matchesVersion')], 'at_version'),
    held: ofRows(
      'heldByKey',
      [
        ...select,
        ...where(isConditional(resource) ? 'matchesVersion' : 'matchesKey'),
        `for(${literal(heldFor(resource))})`,
      ],
      'held',
    ),
    insert: insertion(hides ? 'restricted' : 'prepared'),
    update: ofRows(
      'change',
      [
        `update(${names.many})`,
        `set(${touches(resource) ? setText(resource, `...${values}`) : values})`,
        ...where(toChange),
        'returning(columns)',
      ],
      'update',
      ['shape'],
    ),
    delete: ofRows('removeByKey', removal(resource, where(toChange)), 'delete'),
    located: ofRows('located', [...location, ...where('matchesKey'), "for('no key update')"], 'located'),
    locatedDeleted: ofRows(
      'locatedDeleted',
      [...location, ...where('matchesDeleted'), "for('no key update')"],
      'located_deleted',
    ),
    deleted: ofRows('deletedByKey', ['select()', `from(${names.many})`, ...where('matchesDeleted')], 'deleted'),
    restore: ofRows(
      'restoreByKey',
      [
        `update(${names.many})`,
        `set({ ${deletedAtOf(resource)}: null })`,
        ...where('matchesDeleted'),
        'returning(columns)',
      ],
      'restore',
    ),
  }
}

/** As strongly as the write itself will hold it. */
function heldFor(resource: Resource): string {
  const deletes = calledHooks(resource, 'delete')?.before === true && !resource.softDelete
  return deletes ? 'update' : 'no key update'
}

/** Whether a statement returns what answers carry. */
function answers(calls: readonly ChainCall[]): boolean {
  return calls.some((call) => typeof call === 'string' && /^(?:select|returning)\((?:columns|ranked)/.test(call))
}

/** How many rows the filters of a list leave. */
function totalText(resource: Resource, statement: string): string {
  const { names, parent, softDelete, access } = resource
  const rows = access === undefined ? [] : ['rows']
  const conditions = [
    ...(parent === undefined ? [] : ['inParent']),
    ...(softDelete ? [`isNull(${names.many}.${deletedAtOf(resource)})`] : []),
    'matching(shape, filters, order)',
    ...rows,
  ]
  const left = conditions.length === 1 ? conditions.join('') : `and(${conditions.join(', ')})`
  const make = access === undefined ? 'prepared' : 'scoped'
  const head = `const total = ${make}(${statement}, (${['db', ...rows, 'shape'].join(', ')}) =>`
  const line = `${head} countOf(db, ${names.many}, ${left}))`
  if (line.length <= 120) return line
  return `${head}\n  ${callText('countOf', ['db', names.many, left], { indent: 2, before: 1 })},\n)`
}

/** What a change sets: members of an object, and what it touches beside them. */
export function setText(resource: Resource, members: string): string {
  if (resource.versioned) return `{ ${members}, ...touched }`
  return touches(resource) ? `{ ${members}, ${updatedAtOf(resource)}: sql\`now()\` }` : `{ ${members} }`
}

function touches(resource: Resource): boolean {
  return resource.versioned || updatedAtOf(resource) !== undefined
}

/** Where rows are kept, to delete one is to mark it. */
function removal({ names, key, softDelete, fields }: Resource, where: readonly string[]): ChainCall[] {
  const [first] = key
  const start = softDelete
    ? [`update(${names.many})`, `set({ ${deletedAtOf({ fields })}: sql\`now()\` })`]
    : [`delete(${names.many})`]
  return [...start, ...where, `returning({ ${first?.property}: ${names.many}.${first?.property} })`]
}

/** What a change sets beside what it names, where that is more than the time. */
export function touchedText({ names, fields }: Resource): string {
  const updatedAt = updatedAtOf({ fields })
  return objectText(
    {
      version: `sql\`\${${names.many}.version} + 1\``,
      ...(updatedAt === undefined ? {} : { [updatedAt]: 'sql`now()`' }),
    },
    { before: 'const touched = '.length - 1 },
  )
}
