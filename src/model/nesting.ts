import { fieldNamed, resourceNamed } from './lookup.ts'
import type { Field, Resource, Service } from './model.ts'

/** A step from a row to the one that it is nested under. */
export interface Level {
  /** What is nested. */
  readonly child: Resource
  /** Its reference to the parent, a parameter of the path. */
  readonly field: Field
  readonly parent: Resource
}

/** What a resource is nested under, the outermost first; none when it stands by itself. */
export function levelsOf(resource: Resource, service: Service): Level[] {
  if (resource.parent === undefined) return []
  const parent = resourceNamed(service, resource.parent.resource)
  const field = fieldNamed(resource, resource.parent.property)
  return [...levelsOf(parent, service), { child: resource, field, parent }]
}

/** The key without what the parent says already: that is how the rows under one parent are told apart. */
export function ownKey({ key, parent }: Resource): Field[] {
  return key.filter(({ property }) => property !== parent?.property)
}

/** The fields in the address of a row, in the order of the path, each with the resource that has it. */
export function addressFields(resource: Resource, service: Service): { field: Field; resource: Resource }[] {
  const outer = levelsOf(resource, service).map(({ child, field }) => ({ field, resource: child }))
  return [...outer, ...ownKey(resource).map((field) => ({ field, resource }))]
}

/**
 * The path of a resource under the base path. `print` makes the segment of a parent's key.
 *
 * @example
 * collectionPath(orderLine, shop, ({ property }) => `{${property}}`) // '/orders/{orderId}/lines'
 */
export function collectionPath(resource: Resource, service: Service, print: (field: Field) => string): string {
  const [level] = levelsOf(resource, service).slice(-1)
  if (level === undefined) return resource.path
  return `${collectionPath(level.parent, service, print)}/${print(level.field)}${resource.path}`
}

/** The same with the base path, and parameters in braces as OpenAPI has them: `/api/orders/{orderId}/lines`. */
export function collectionAddress(resource: Resource, service: Service): string {
  return `${service.basePath}${collectionPath(resource, service, inBraces)}`
}

/** The address of one row, in the same way: `/api/orders/{orderId}/lines/{productId}`. */
export function itemAddress(resource: Resource, service: Service): string {
  return [collectionAddress(resource, service), ...ownKey(resource).map(inBraces)].join('/')
}

function inBraces({ property }: Field): string {
  return `{${property}}`
}
