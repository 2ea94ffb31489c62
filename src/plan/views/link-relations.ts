import { resourceNamed } from '../../model/lookup.ts'
import type { Link, LinkColumn, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { apiName } from './api-names.ts'

/** A many-to-many relation and the resource that declares it. */
export interface DeclaredLink {
  readonly link: Link
  readonly declaring: Resource
}

/** What a table has in Drizzle's relations: `one(…)` or `many(…)` by name. */
export interface Relation {
  readonly name: string
  readonly value: string
}

/** Every many-to-many relation of a service. */
export function declaredLinks({ resources }: Service): readonly DeclaredLink[] {
  return resources.flatMap((declaring) => declaring.links.map((link) => ({ link, declaring })))
}

/** The links that lead from rows of a resource and to them. */
export function linksOf(resource: Resource, service: Service): Relation[] {
  const many = (link: Link, name: string, relation: string) => manyLinks(link, apiName(name, service), relation)
  return declaredLinks(service).flatMap(({ link, declaring }) => [
    ...(declaring === resource ? [many(link, link.name, relationName(link))] : []),
    ...(link.resource === resource.names.one ? [many(link, inverseName(link), inverseRelationName(link))] : []),
  ])
}

/** The two rows of a link. */
export function endsOf({ link, declaring }: DeclaredLink, service: Service): Relation[] {
  const target = resourceNamed(service, link.resource)
  return [
    {
      name: apiName(declaring.names.one, service),
      value: oneEnd(link, link.source, { to: declaring, name: relationName(link) }),
    },
    {
      name: link.target.property.replace(/(?:Id|_id)$/, ''),
      value: oneEnd(link, [link.target], { to: target, name: inverseRelationName(link) }),
    },
  ]
}

function manyLinks({ names }: Link, name: string, relation: string): Relation {
  return { name, value: `many(${names.many}, {\n    relationName: ${literal(relation)},\n  })` }
}

function oneEnd(
  { names }: Link,
  columns: readonly LinkColumn[],
  { to, name }: { readonly to: Resource; readonly name: string },
): string {
  const own = columns.map(({ property }) => `${names.many}.${property}`)
  const others = columns.map(({ key }) => `${to.names.many}.${key}`)
  return [
    `one(${to.names.many}, {`,
    `  relationName: ${literal(name)},`,
    `  fields: [${own.join(', ')}],`,
    `  references: [${others.join(', ')}],`,
    '})',
  ].join('\n  ')
}

/** Of a pair that stands once, one is in the one column and the other in the other. */
function inverseName({ symmetric, name, inverse }: Link): string {
  return symmetric ? `${name}Inverse` : inverse
}

function relationName({ subject }: Link): string {
  return subject
}

function inverseRelationName(link: Link): string {
  return `${link.subject}.inverse`
}
