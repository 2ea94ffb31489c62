import type { Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { importsOf, type, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { actionSchemaImports } from './actions.ts'
import { hasViews } from './answer-view.ts'
import { filterCode, filterParameters, filterSchema, isQueried, isSearched } from './filters.ts'
import { looksElsewhere } from './resource-filters.ts'

const DRIZZLE = 'drizzle-orm'

/** Whether some list can be filtered or sorted. */
export function hasQueries({ resources }: Service): boolean {
  return resources.some(isQueried)
}

/** Whether some list can be searched. */
export function hasSearch({ resources }: Service): boolean {
  return resources.some(isSearched)
}

/** Whether some filter looks at what not everybody sees. */
export function hasLooks(service: Service): boolean {
  return service.resources.some((resource) => looksElsewhere(resource, service))
}

/** Whether some filter follows a reference. */
export function hasLeadingFilters(service: Service): boolean {
  return used(service, PATHS.filters).has('leading')
}

/** `src/db/filters.ts`: the filters that some list has, and no others. */
export function filtersView(service: Service) {
  const names = used(service, PATHS.filters)
  const optional = ['equals', 'anyOf', 'missing', 'above', 'containing', 'holding', 'leading']
  return {
    view: Object.fromEntries(optional.map((name) => [name, names.has(name)])),
    imports: [
      type('SQL', DRIZZLE),
      ...(names.size > 0 ? [type('PgColumn', 'drizzle-orm/pg-core'), value('sql', DRIZZLE)] : []),
      ...(names.has('equals') ? [value('eq', DRIZZLE)] : []),
      ...(names.has('above') ? ['gt', 'gte', 'lt', 'lte'].map((name) => value(name, DRIZZLE)) : []),
      ...(names.has('containing') ? [value('ilike', DRIZZLE)] : []),
      ...(names.has('leading') ? [value('and', DRIZZLE), value('leadsTo', PATHS.leadsTo)] : []),
    ],
  }
}

/** `src/db/listing.ts` */
export function listingView() {
  const conditions = ['and', 'asc', 'count', 'desc', 'eq', 'gt', 'gte', 'isNotNull', 'isNull', 'lt', 'lte', 'or', 'sql']
  return {
    view: {},
    imports: [
      ...conditions.map((name) => value(name, DRIZZLE)),
      type('SQL', DRIZZLE),
      type('SQLWrapper', DRIZZLE),
      type('PgTable', 'drizzle-orm/pg-core'),
      type('Executor', PATHS.executor),
      type('Filter', PATHS.filters),
    ],
  }
}

/** `src/db/search.ts` */
export function searchView() {
  return {
    view: {},
    imports: [
      type('SQL', DRIZZLE),
      type('SQLWrapper', DRIZZLE),
      value('sql', DRIZZLE),
      type('Filter', PATHS.filters),
      value('filterPlace', PATHS.listing),
      type('Ordered', PATHS.listing),
    ],
  }
}

/** `src/db/array-literal.ts` */
export function arrayLiteralView() {
  return { view: {}, imports: [] }
}

/** `src/http/fields.ts` */
export function fieldsView() {
  return { view: {}, imports: [] }
}

/** `src/http/list-page.ts` */
export function listPageView(service: Service) {
  const { auth, resources } = service
  const include = resources.some((one) => isQueried(one) && one.query.includes.length > 0)
  return {
    view: { auth: auth !== undefined, search: hasSearch(service), include },
    imports: [
      value(auth === undefined ? 'createHash' : 'createHmac', 'node:crypto'),
      type('z', 'zod'),
      value('afterPlace', PATHS.listing),
      value('filterPlace', PATHS.listing),
      value('arrayLiteral', PATHS.arrayLiteral),
      value('Problem', PATHS.problem),
      ...(auth === undefined ? [] : [type('CursorKeys', PATHS.cursorKeys), type('Grant', PATHS.grant)]),
    ],
  }
}

/** Whether cursors are signed: where people sign in, each is good for one of them. */
export function signsCursors(service: Service): boolean {
  return service.auth !== undefined && hasQueries(service)
}

/** `src/http/cursor-keys.ts` */
export function cursorKeysView() {
  return {
    view: {},
    imports: [
      ...['createSecretKey', 'hkdfSync'].map((name) => value(name, 'node:crypto')),
      type('KeyObject', 'node:crypto'),
      type('MiddlewareHandler', 'hono'),
      type('Env', PATHS.context),
    ],
  }
}

/** Whether some list or action takes parameters of these kinds. */
export function hasParameters(service: Service): boolean {
  return hasViews(service) || actionSchemaImports(service).some(({ from }) => from === PATHS.parameters)
}

/** `src/http/parameters.ts`: what some list or action takes, and nothing else. */
export function parametersView(service: Service) {
  const names = used(service, PATHS.parameters)
  const sortedBy = service.resources.some((one) => isQueried(one) && one.query.sorts.length > 0)
  return {
    view: {
      flag: names.has('flag'),
      number: names.has('number'),
      listOf: names.has('listOf'),
      someOf: hasViews(service),
      sortedBy,
    },
    imports: [value('z', 'zod')],
  }
}

/** `src/auth/looks.ts` */
export function looksView() {
  return {
    view: {},
    imports: [
      value('and', DRIZZLE),
      type('PgColumn', 'drizzle-orm/pg-core'),
      value('leadsTo', PATHS.leadsTo),
      value('seenBy', PATHS.linkedScopes),
      type('Scope', PATHS.scope),
      type('Scoped', PATHS.scope),
    ],
  }
}

function used(service: Service, path: string): ReadonlySet<string> {
  const parameters = service.resources.flatMap((resource) => filterParameters(resource, service))
  const imports: ImportSymbol[] = [
    ...importsOf(parameters.flatMap((one) => [filterCode(one), filterSchema(one)])),
    ...actionSchemaImports(service),
  ]
  return new Set(imports.filter((symbol) => symbol.from === path).map(({ name }) => name))
}
