import { isServed } from '../../model/linked.ts'
import { resourceNamed, takesKeys } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { collectionPath, levelsOf } from '../../model/nesting.ts'
import { sourceFrom } from '../../render/import-source.ts'
import { literal } from '../../render/literal.ts'
import { naturalOrder } from '../../render/natural-order.ts'
import { type, value } from '../code.ts'
import { importEnding } from '../embedding.ts'
import { linkPath, PATHS, resourcePath } from '../paths.ts'
import { hasAround, takesAround } from './acting.ts'
import { handsOver, hasApiKeys, hasProviders, sendsMail } from './actor.ts'
import { apiName } from './api-names.ts'
import { putsNestedFirst } from './limits.ts'
import { declaredLinks, endsOf, linksOf } from './link-relations.ts'
import type { Settings } from './service.ts'

/** `src/db/schema.ts`: everything that Drizzle knows. */
export function schemaBarrelView(service: Service, { setup }: Settings) {
  // What is exported here is migrated, so a table of the application is not.
  const own = service.resources.filter(({ external }) => external === undefined)
  const links = declaredLinks(service).map(({ link, declaring }) => linkPath(link, declaring, 'table'))
  const tables = [...own.map((resource) => resourcePath(resource, 'table')), ...links].sort(naturalOrder)
  const relations = setup.embed === undefined && hasRelations(service) ? [PATHS.relations] : []
  const sessions = [
    ...(hasApiKeys(service) ? [PATHS.apiKeysTable] : []),
    ...(handsOver(service) ? [PATHS.handoversTable] : []),
    ...(hasProviders(service) ? [PATHS.identitiesTable] : []),
    ...(sendsMail(service) ? [PATHS.resetsTable] : []),
    ...(service.auth === undefined ? [] : [PATHS.sessionsTable]),
    ...(sendsMail(service) ? [PATHS.verificationTable] : []),
  ]
  const keys = takesKeys(service) ? [PATHS.idempotencyTable] : []
  const modules = [...sessions, ...tables, ...keys, ...relations].map((path) => ({
    path: literal(sourceFrom(PATHS.schema, path, importEnding(setup))),
  }))
  return { view: { modules }, imports: [] }
}

/** `src/db/relations.ts`: all of them in one file, because tables that import each other's relations make a cycle. */
export function relationsView(service: Service) {
  const related = service.resources.filter((resource) => isRelated(resource, service))
  const links = declaredLinks(service)
  const tables = [
    ...related.map((resource) => resourceRelations(resource, service)),
    ...links.map((declared) => ({
      variable: declared.link.names.relations,
      table: declared.link.names.many,
      builders: 'one',
      relations: endsOf(declared, service),
    })),
  ]
  const used = related.flatMap((resource) => [resource, ...targetsOf(resource, service)])
  return {
    view: { tables: tables.map((table, position) => ({ ...table, first: position === 0 })) },
    imports: [
      value('relations', 'drizzle-orm'),
      ...used.map((resource) => value(resource.names.many, resourcePath(resource, 'table'))),
      ...links.map(({ link, declaring }) => value(link.names.many, linkPath(link, declaring, 'table'))),
    ],
  }
}

function resourceRelations(resource: Resource, service: Service) {
  const ones = resource.fields.filter((field) => field.reference !== undefined)
  const manies = [...resource.inverses.map((inverse) => manyRelation(inverse, service)), ...linksOf(resource, service)]
  return {
    variable: resource.names.relations,
    table: resource.names.many,
    builders: [ones.length > 0 ? ['one'] : [], manies.length > 0 ? ['many'] : []].flat().join(', '),
    relations: [...ones.map((field) => oneRelation(field, resource, service)), ...manies],
  }
}

/** Whether any resource refers to another, or is linked to one. */
export function hasRelations(service: Service): boolean {
  return service.resources.some((resource) => isRelated(resource, service))
}

function asParameter({ property }: Field): string {
  return `:${property}`
}

/** `src/resources/index.ts`: relations behind the resources, with their addresses in full. */
export function mountView(service: Service) {
  const nestedFirst = putsNestedFirst(service)
  const resources = (nestedFirst ? deepestFirst(service) : service.resources).map((resource) => ({
    path: literal(`${service.basePath}${collectionPath(resource, service, asParameter)}`),
    routes: resource.names.routes,
    around: takesAround(resource, service),
  }))
  const served = declaredLinks(service).filter(({ link, declaring }) => isServed(link, declaring, service))
  const links = served.map(({ link }) => ({
    path: literal(service.basePath || '/'),
    routes: link.names.routes,
    around: false,
  }))
  // Where no action asks for it yet, routes of your own may.
  const around = resources.some((resource) => resource.around) ? 'around' : '_around'
  return {
    view: { nestedFirst, resources: [...resources, ...links], around: hasAround(service) && around },
    imports: [
      type('Hono', 'hono'),
      type('Env', PATHS.context),
      type('Db', PATHS.executor),
      ...(hasAround(service) ? [type('Around', PATHS.acting)] : []),
      ...service.resources.map((resource) => value(resource.names.routes, resourcePath(resource, 'routes'))),
      ...served.map(({ link, declaring }) => value(link.names.routes, linkPath(link, declaring, 'routes'))),
    ],
  }
}

/** What is nested before what it is nested under, else in the order of the description. */
function deepestFirst(service: Service): Resource[] {
  const depth = (resource: Resource): number => levelsOf(resource, service).length
  return service.resources.toSorted((one, other) => depth(other) - depth(one))
}

function isRelated(resource: Resource, service: Service): boolean {
  const refers = resource.fields.some((field) => field.reference !== undefined)
  return refers || resource.inverses.length > 0 || linksOf(resource, service).length > 0
}

function targetsOf(resource: Resource, service: Service): Resource[] {
  const referred = resource.fields.flatMap((field) => (field.reference === undefined ? [] : [field.reference.resource]))
  const referring = resource.inverses.map((inverse) => inverse.resource)
  return [...referred, ...referring].map((one) => resourceNamed(service, one))
}

function oneRelation(field: Field, resource: Resource, service: Service) {
  const { reference } = field
  if (reference === undefined) throw new Error(`${field.name} is no reference`)
  const target = resourceNamed(service, reference.resource)
  const text = [
    `one(${target.names.many}, {`,
    `  relationName: ${literal(relationName(resource, field.property))},`,
    `  fields: [${resource.names.many}.${field.property}],`,
    `  references: [${target.names.many}.${reference.key}],`,
    '})',
  ].join('\n  ')
  return { name: apiName(reference.relation, service), value: text }
}

function manyRelation(inverse: Resource['inverses'][number], service: Service) {
  const source = resourceNamed(service, inverse.resource)
  const name = literal(relationName(source, inverse.property))
  return {
    name: apiName(inverse.name, service),
    value: `many(${source.names.many}, {\n    relationName: ${name},\n  })`,
  }
}

/** Named always: two tables may have several relations, in both directions. */
function relationName({ names }: Resource, property: string): string {
  return `${names.one}.${property}`
}
