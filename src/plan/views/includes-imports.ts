import { type Included, includedOf } from '../../model/included.ts'
import type { Resource, Service } from '../../model/model.ts'
import { levelsOf } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { linkPath, PATHS, resourcePath } from '../paths.ts'
import { hasReaders } from './guarded.ts'
import { guardName } from './link-routes.ts'

const DRIZZLE = 'drizzle-orm'

/** So many rows of a relation stand in an answer beside one row, as `including.ts` of the service has it. */
export const MOST_INCLUDED = 20

/** Whether requests for rows of a resource may include some relation. */
export function hasIncludes({ operations, query }: Resource): boolean {
  return query.includes.length > 0 && (operations.includes('list') || operations.includes('get'))
}

/** Whether that is so of some resource. */
export function includesAnything({ resources }: Service): boolean {
  return resources.some(hasIncludes)
}

/** What `products.includes.ts` imports. */
export function includesImports(relations: readonly Included[], resource: Resource, service: Service): ImportSymbol[] {
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const orm = (...names: readonly string[]) => names.map((name) => value(name, DRIZZLE))
  const several = relations.filter(({ kind }) => kind !== 'reference')
  const links = relations.flatMap((one) => (one.kind === 'link' ? [one.list] : []))
  const guarded = resource.access !== undefined
  return [
    ...relations.flatMap(({ shows }) => shownImports(shows, resource)),
    ...uses(several.length < relations.length, value('toOne', PATHS.including), value('amongKeys', PATHS.including)),
    ...uses(
      several.length > 0,
      ...['toMany', 'perRow', 'ofRow', 'MOST_INCLUDED'].map((name) => value(name, PATHS.including)),
      ...orm('eq'),
      value(resource.names.many, resourcePath(resource, 'table')),
    ),
    ...uses(
      several.some(({ shows }) => namesTexts(shows)),
      value('named', PATHS.including),
    ),
    ...uses(!guarded, value('prepared', PATHS.executor)),
    ...uses(guarded && !relations.every(({ shows }) => hasReaders(shows)), value('scoped', PATHS.scope)),
    ...uses(
      guarded ||
        relations.some((one) => one.shows.softDelete || asksAround(one, service)) ||
        links.some((one) => one.shownColumns.length > 1),
      ...orm('and'),
    ),
    ...uses(
      links.some(({ link }) => link.symmetric),
      ...orm('or', 'sql'),
    ),
    ...relations.filter((one) => asksAround(one, service)).flatMap(({ shows }) => aroundImports(shows, service)),
    ...links.map(({ link, declaring }) => value(link.names.many, linkPath(link, declaring, 'table'))),
  ]
}

/** Whether some relation leads to what may be gone with what it is nested under. */
export function includesBelow(service: Service): boolean {
  return service.resources
    .filter(hasIncludes)
    .some((resource) => includedOf(resource, service).some((one) => asksAround(one, service)))
}

/** Whether it is asked whether what the rows are nested under is there: of the row that they stand beside that is known. */
export function asksAround(relation: Included, service: Service): boolean {
  const { shows, kind } = relation
  if (kind === 'link' || (kind === 'inverse' && relation.field.property === shows.parent?.property)) return false
  return levelsOf(shows, service).some(({ parent }) => parent.softDelete)
}

function aroundImports(shows: Resource, service: Service): ImportSymbol[] {
  const levels = levelsOf(shows, service)
  return [
    value('leadsTo', PATHS.leadsTo),
    value('isNull', DRIZZLE),
    ...levels
      .slice(levels.findIndex(({ parent }) => parent.softDelete))
      .flatMap(({ child, parent }) => [
        value(child.names.many, resourcePath(child, 'table')),
        value(parent.names.many, resourcePath(parent, 'table')),
      ]),
  ]
}

/** What is needed of a resource whose rows are included. */
function shownImports(shows: Resource, resource: Resource): ImportSymbol[] {
  const { names, access, softDelete } = shows
  const guard = guardName(shows, resource)
  const queries = resourcePath(shows, 'queries')
  return [
    value(names.many, resourcePath(shows, 'table')),
    value(`columns as ${names.columns}`, queries),
    ...(softDelete ? [value('isNull', DRIZZLE)] : []),
    ...(access === undefined
      ? []
      : [value(guard === 'may' ? guard : `may as ${guard}`, resourcePath(shows, 'policy'))]),
    ...(hasReaders(shows)
      ? [value(`readers as ${names.readers}`, queries), value('restricted', PATHS.restricted)]
      : []),
  ]
}

/** `src/db/including.ts` */
export function includingView(service: Service) {
  const relations = service.resources.filter(hasIncludes).flatMap((one) => includedOf(one, service))
  const several = relations.filter(({ kind }) => kind !== 'reference')
  const [one, many] = [several.length < relations.length, several.length > 0]
  const texts = several.some(({ shows }) => namesTexts(shows))
  const auth = service.auth !== undefined
  return {
    view: { one, many, texts, auth },
    imports: [
      texts ? value('SQL', DRIZZLE) : type('SQL', DRIZZLE),
      value('sql', DRIZZLE),
      type('PgColumn', 'drizzle-orm/pg-core'),
      ...(many ? [type('Subquery', DRIZZLE), type('SelectedFields', 'drizzle-orm/pg-core')] : []),
      ...(texts ? [value('is', DRIZZLE)] : []),
      value('picked', PATHS.fields),
      value('arrayLiteral', PATHS.arrayLiteral),
      type('Executor', PATHS.executor),
      type('Statement', PATHS.executor),
      ...(many ? [type('Builder', PATHS.executor)] : []),
      ...(auth ? [value('seenBy', PATHS.linkedScopes), type('Scoped', PATHS.scope)] : []),
    ],
  }
}

/** Whether some of what a resource answers is computed: it needs a name in a query within a query. */
export function namesTexts({ fields }: Resource): boolean {
  return fields.some(({ readable, type }) => readable && type.kind === 'bigint')
}
