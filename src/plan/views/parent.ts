import { hasWritingActions } from '../../model/acting.ts'
import { deletedAtOf, seeingOperation } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { type Level, levelsOf } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrowCallText, callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { both, place, placedCondition } from './conditions.ts'
import { withArticle } from './openapi-parts.ts'
import { tenantProperty } from './tenants.ts'

/** How the queries of a nested resource see whether what it is nested under is there; false where it stands by itself. */
export function parentView(resource: Resource, service: Service, prefix: readonly string[]) {
  const level = nestedIn(resource, service)
  if (level === undefined) return false
  const reads = seeingOperation(level.parent)
  const tenant = tenantProperty(level.parent, service)
  const asks = reads !== undefined || tenant !== undefined
  const served = reads !== undefined && hasWritingActions(service)
  const scoped = served ? '{ actor, service }: Scoped' : '{ actor }: Scoped'
  return {
    what: withArticle(level.parent.names.words.one),
    words: literal(level.parent.names.words.one),
    statement: parentStatement(resource, service, level, prefix),
    /** Whose rules say who sees it: `mayPost.get`. */
    may: reads !== undefined && `${mayName(level)}.${reads}`,
    /** Whether actions ask for it as the service itself. */
    served,
    signature: callText(
      'async function requireParent',
      ['db: Executor', ...(asks ? [scoped] : []), `parent: ${resource.names.parentType}`],
      { tail: ': Promise<void> {' },
    ),
    /** Whose row it has to be where no rules say who sees it. */
    place: tenant === undefined ? 'parent' : '{ ...parent, $tenant: actor?.tenant ?? null }',
    /** Whether rows of a list say nothing of whether who asks sees what they are below. */
    isApart: isApart(resource, service),
    require: `await requireParent(db${asks ? ', grant' : ''}, parent)`,
    asks,
  }
}

/** Rules of one's own open rows below what is not seen, and rows that are there are below what is only marked as deleted. */
function isApart(resource: Resource, service: Service): boolean {
  const rules = resource.access?.list
  if (rules !== undefined) return !rules.every(({ who }) => who.kind === 'parent')
  return levelsOf(resource, service).some(({ parent }) => parent.softDelete)
}

/** What the queries import for that. */
export function parentImports(resource: Resource, service: Service): ImportSymbol[] {
  const level = nestedIn(resource, service)
  if (level === undefined) return []
  const { parent } = level
  const levels = levelsOf(resource, service)
  const isDeep = levels.length > 1
  const rules = [
    value('scoped', PATHS.scope),
    type('Scoped', PATHS.scope),
    value('and', 'drizzle-orm'),
    value(`may as ${mayName(level)}`, resourcePath(parent, 'policy')),
  ]
  const asked = [
    ...(seeingOperation(parent) === undefined ? openImports(parent, service) : rules),
    value('notFound', PATHS.problem),
    value(parent.names.many, resourcePath(parent, 'table')),
    ...(parent.softDelete ? [value('isNull', 'drizzle-orm')] : []),
  ]
  const asks = asksForParent(resource)
  return [
    ...(asks ? [type(resource.names.parentType, resourcePath(resource, 'schema')), ...asked] : []),
    ...(isDeep ? [value('leadsTo', PATHS.leadsTo)] : []),
    ...(isDeep ? levels.slice(1).map((one) => value(one.parent.names.many, resourcePath(one.parent, 'table'))) : []),
  ]
}

function openImports(parent: Resource, service: Service): ImportSymbol[] {
  const ofTenant = [
    type('Scoped', PATHS.scope),
    value('actorTenant', PATHS.rules),
    value('and', 'drizzle-orm'),
    value('eq', 'drizzle-orm'),
  ]
  return [value('prepared', PATHS.executor), ...(tenantProperty(parent, service) === undefined ? [] : ofTenant)]
}

/** Lists and creates are not about a row, so that without a question they would not see that there is no parent. */
export function asksForParent({ operations, parent, actions }: Resource): boolean {
  const isAsked = operations.includes('list') || operations.includes('create')
  return parent !== undefined && (isAsked || actions.some(({ onRow }) => !onRow))
}

function nestedIn(resource: Resource, service: Service): Level | undefined {
  return levelsOf(resource, service).at(-1)
}

function mayName({ parent }: Level): string {
  return `may${parent.names.type}`
}

function parentStatement(resource: Resource, service: Service, level: Level, prefix: readonly string[]): string {
  const { parent, field } = level
  const { many } = parent.names
  const key = `${many}.${field.reference?.key}`
  const outer = placedCondition(parent, service)
  const conditions = [
    `eq(${key}, ${place(field, resource.names.many)})`,
    ...(outer === undefined ? [] : [outer]),
    ...(parent.softDelete ? [`isNull(${many}.${deletedAtOf(parent)})`] : []),
  ]
  const isOpen = seeingOperation(parent) === undefined
  const tenant = isOpen ? tenantProperty(parent, service) : undefined
  if (tenant !== undefined) conditions.push(`eq(${many}.${tenant}, actorTenant)`)
  const start = 'const isParent = '
  const named = literal(statementName(...prefix, resource.table, 'parent'))
  const [make, parameters, where] = isOpen
    ? ['prepared', 'db', 'isParent']
    : ['scoped', 'db, rows', 'and(isParent, rows)']
  const calls = [`select({ key: ${key} })`, `from(${many})`, `where(${where})`]
  const statement = arrowCallText(`const parentOf = ${make}(${named}, (${parameters}) =>`, 'db', calls)
  return `${start}${both(conditions, start)}\n\n${statement}`
}
