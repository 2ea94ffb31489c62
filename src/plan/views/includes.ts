import { snakeCase } from '../../model/casing.ts'
import { type Included, includedOf, includingOperation } from '../../model/included.ts'
import { deletedAtOf } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { levelsOf, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { type ChainCall, callText, chainText } from '../layout.ts'
import { hasReaders } from './guarded.ts'
import { includesImports, namesTexts } from './includes-imports.ts'
import { guardName } from './link-routes.ts'
import type { Settings } from './service.ts'

/** `products.includes.ts` */
export function includesView(resource: Resource, service: Service, { setup }: Settings) {
  const prefix = setup.embed === undefined ? [] : [service.name.replaceAll('-', '_')]
  const relations = includedOf(resource, service)
  return {
    view: {
      words: resource.names.words,
      relations: relations.map((one) => relationText(one, resource, { service, prefix })),
    },
    imports: includesImports(relations, resource, service),
  }
}

/** `category: toOne({ … }),` */
function relationText(relation: Included, resource: Resource, { service, prefix }: Within): string {
  const { name, kind, shows } = relation
  const isOne = kind === 'reference'
  const statement = literal(statementName(...prefix, resource.table, 'include', snakeCase(name)))
  const members = [
    `from: ${literal(fromOf(relation, resource))}`,
    ...(isOne ? [`to: ${literal(relation.field.reference?.key ?? '')}`] : []),
    ...(shows.access === undefined ? [] : [`guard: ${guardName(shows, resource)}.${includingOperation(relation)}`]),
    findText(findHead(shows, statement), isOne ? oneText(relation, service) : manyText(relation, resource, service)),
  ]
  return `${name}: ${isOne ? 'toOne' : 'toMany'}({\n${members.map((one) => `    ${one},\n`).join('')}  }),`
}

/** On one line where it fits. */
function findText(head: string, query: string): string {
  const line = `find: ${head} ${query})`
  if (!query.includes('\n') && line.length + 5 <= 120) return line
  return `find: ${head}\n      ${query},\n    )`
}

/** The property of a row that what is included is found by. */
function fromOf(relation: Included, resource: Resource): string {
  if (relation.kind === 'reference') return relation.field.property
  if (relation.kind === 'inverse') return relation.field.reference?.key ?? ''
  return relation.list.ofColumns[0]?.key ?? ownKey(resource)[0]?.property ?? ''
}

/** How the statement is made: where people sign in, it shows what who asks sees. */
function findHead(shows: Resource, statement: string): string {
  if (shows.access === undefined) return `prepared(${statement}, (db) =>`
  if (hasReaders(shows)) return `restricted(${statement}, ${shows.names.readers}, (db, rows) =>`
  return `scoped(${statement}, (db, rows) =>`
}

type Reference = Extract<Included, { kind: 'reference' }>

function oneText({ field, shows }: Reference, service: Service): string {
  const { many, columns } = shows.names
  const among = `amongKeys(${many}.${field.reference?.key})`
  return chainText(
    'db',
    [`select(${columns})`, `from(${many})`, whereOf([among, ...liveParents(shows, service)], shows)],
    {
      indent: 6,
      after: 1,
      simple: shows.access === undefined && !shows.softDelete && liveParents(shows, service).length === 0,
    },
  )
}

/** The rows that belong to each of some rows. */
function manyText(relation: Exclude<Included, Reference>, resource: Resource, service: Service): string {
  const { shows } = relation
  const key = `${resource.names.many}.${fromOf(relation, resource)}`
  const columns = namesTexts(shows) ? `named(${shows.names.columns})` : shows.names.columns
  const found = chainText(
    'db',
    [`select(${columns})`, ...belonging(relation, service), 'limit(MOST_INCLUDED + 1)', "as('found')"],
    { indent: 8, simple: false },
  )
  return `perRow(\n        db,\n        ${key},\n        ${found},\n      )`
}

function belonging(relation: Exclude<Included, Reference>, service: Service): ChainCall[] {
  const { shows } = relation
  const { many } = shows.names
  if (relation.kind === 'inverse') {
    // Of a row that is read the rows around it are there.
    const around = shows.parent?.property === relation.field.property ? [] : liveParents(shows, service)
    const order = ownKey(shows).map((field) => `${many}.${field.property}`)
    return [
      `from(${many})`,
      whereOf([`eq(${many}.${relation.field.property}, ofRow)`, ...around], shows),
      { head: 'orderBy', args: order },
    ]
  }
  const { link, ofColumns, shownColumns } = relation.list
  const table = link.names.many
  const [of, shown] = [ofColumns[0], shownColumns[0]].map((column) => `${table}.${column?.property}`)
  if (link.symmetric) {
    const other = `sql\`case when \${${of}} = \${ofRow} then \${${shown}} else \${${of}} end\``
    return [
      `from(${table})`,
      {
        head: 'innerJoin',
        args: [many, callText('eq', [`${many}.${link.target.key}`, other], { indent: 12, before: 1 })],
      },
      whereOf([`or(eq(${of}, ofRow), eq(${shown}, ofRow))`], shows),
      `orderBy(${many}.${link.target.key})`,
    ]
  }
  const joined = shownColumns.map(({ property, key }) => `eq(${many}.${key}, ${table}.${property})`)
  return [
    `from(${table})`,
    { head: 'innerJoin', args: [many, joined.length === 1 ? joined.join('') : `and(${joined.join(', ')})`] },
    whereOf([`eq(${of}, ofRow)`], shows),
    { head: 'orderBy', args: shownColumns.map(({ property }) => `${table}.${property}`) },
  ]
}

interface Within {
  readonly service: Service
  /** Of the names of statements. */
  readonly prefix: readonly string[]
}

/** That those are there: `leadsTo(comments.postId, posts.id, isNull(posts.deletedAt))`. */
function liveParents(shows: Resource, service: Service): string[] {
  const live = levelsOf(shows, service).reduce<string | undefined>((outer, { child, field, parent }) => {
    const conditions = [
      ...(parent.softDelete ? [`isNull(${parent.names.many}.${deletedAtOf(parent)})`] : []),
      ...(outer ? [outer] : []),
    ]
    if (conditions.length === 0) return undefined
    const condition = conditions.length === 1 ? conditions.join('') : `and(${conditions.join(', ')})`
    return `leadsTo(${child.names.many}.${field.property}, ${parent.names.many}.${field.reference?.key}, ${condition})`
  }, undefined)
  return live === undefined ? [] : [live]
}

/** Rows for which these hold, which are there, and which who asks may see. */
function whereOf(conditions: readonly string[], { names, fields, softDelete, access }: Resource): ChainCall {
  const all = [
    ...conditions,
    ...(softDelete ? [`isNull(${names.many}.${deletedAtOf({ fields })})`] : []),
    ...(access === undefined ? [] : ['rows']),
  ]
  const condition = all.length === 1 ? all.join('') : callText('and', all, { indent: 12, before: 1 })
  return { head: 'where', args: [condition] }
}
