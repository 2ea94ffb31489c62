import { inApiCase } from './casing.ts'
import { type LinkedList, listsOf } from './linked.ts'
import { fieldNamed, resourceNamed, seeingOperation } from './lookup.ts'
import type { Field, Resource, Service } from './model.ts'

/** A relation that `include=` may name. */
export type Included = {
  readonly name: string
  /** Whose rows it puts beside those of the resource. */
  readonly shows: Resource
} & (
  | { readonly kind: 'reference'; readonly field: Field }
  /** What refers to the resource, by the reference. */
  | { readonly kind: 'inverse'; readonly field: Field }
  | { readonly kind: 'link'; readonly list: LinkedList }
)

/** The relations that requests for rows of a resource may include. */
export function includedOf(resource: Resource, service: Service): readonly Included[] {
  return resource.query.includes.map((name) => relationNamed(name, resource, service))
}

/** Whose rules say which rows are included: of what refers to a row those that a list of them would have. */
export function includingOperation({ kind, shows }: Included): 'get' | 'list' {
  return kind === 'inverse' ? 'list' : (seeingOperation(shows) ?? 'get')
}

/** Whether rows of a resource stand beside those of some other, or of itself. */
export function isIncluded(resource: Resource, service: Service): boolean {
  return service.resources.some((one) => includedOf(one, service).some(({ shows }) => shows === resource))
}

function relationNamed(name: string, resource: Resource, service: Service): Included {
  const isCalled = (one: string): boolean => inApiCase(one, service.api.case) === name
  const field = resource.fields.find(({ reference }) => reference !== undefined && isCalled(reference.relation))
  if (field?.reference !== undefined) {
    return { kind: 'reference', name, field, shows: resourceNamed(service, field.reference.resource) }
  }
  const inverse = resource.inverses.find((one) => isCalled(one.name))
  if (inverse !== undefined) {
    const shows = resourceNamed(service, inverse.resource)
    return { kind: 'inverse', name, field: fieldNamed(shows, inverse.property), shows }
  }
  const list = service.resources
    .flatMap((one) => one.links.flatMap((link) => listsOf(link, one, service)))
    .find((one) => one.of === resource && isCalled(one.name))
  if (list === undefined) throw new Error(`no relation ${name} of ${resource.names.one}`)
  return { kind: 'link', name, list, shows: list.shows }
}
