import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { type ApiCase, camelCase, inApiCase, pascalCase } from './casing.ts'
import type { PlacedField } from './fields.ts'
import type { Inverse, Link } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'
import { isUnread } from './world.ts'

/**
 * The name of a reference on its other side: the one given; that of the path for what is nested; else the plural of
 * the referring resource, with the field's name in front when it refers to the same other one more than once.
 *
 * @example
 * // order has `billing: ref address` and `shipping: ref address`
 * inverseName(order, 'billing', field) // 'billingOrders'
 */
export function inverseName(resource: NamedResource, name: string, field: FieldSpec): string {
  if (field.inverse !== undefined) return field.inverse
  if (resource.spec.parent === name) return camelCase(resource.path.slice(1))
  const { type } = field
  const alike = Object.values(resource.spec.fields).filter(
    (other) => other.type.kind === 'ref' && type.kind === 'ref' && other.type.resource === type.resource,
  )
  return alike.length > 1 ? `${name}${pascalCase(resource.plural)}` : resource.plural
}

/** The relations that references give to the resources they lead to, by resource. */
export function inversesOf(
  resources: ReadonlyMap<NamedResource, readonly PlacedField[]>,
): ReadonlyMap<string, readonly Inverse[]> {
  const all = new Map<string, Inverse[]>()
  for (const [resource, fields] of resources) {
    for (const { field } of fields) {
      if (field.reference === undefined) continue
      const inverse = { name: field.reference.inverse, resource: resource.name, property: field.property }
      all.set(field.reference.resource, [...(all.get(field.reference.resource) ?? []), inverse])
    }
  }
  return all
}

/** One end of a relation that has a name in a resource. */
interface End {
  /** The resource that the name is in. */
  readonly resource: string
  readonly name: string
  /** What it is, for sentences: `the other side of \`order.customer\``. */
  readonly what: string
  /** A name that it could have instead. */
  readonly instead: string
  readonly at: SpecPath
}

/** Reports other sides of relations that have the name of something else in the resource that they lead to. */
export function checkInverses(
  resources: ReadonlyMap<NamedResource, readonly PlacedField[]>,
  { links, apiCase }: { readonly links: ReadonlyMap<NamedResource, readonly Link[]>; readonly apiCase: ApiCase },
  report: Report,
): void {
  const taken = new Map<string, Map<string, string>>()
  for (const [resource, fields] of resources) taken.set(resource.name, namesIn(fields, resource, apiCase))
  for (const end of otherSides(resources, links)) {
    const { resource, name, what, at } = end
    const names = taken.get(resource)
    const owner = names?.get(inApiCase(name, apiCase))
    if (owner === undefined) names?.set(inApiCase(name, apiCase), what)
    else {
      const message = `the other side of this reference would be \`${resource}.${name}\`, which is ${owner}`
      report.add({ code: 'ASH2042', message, hint: adviceFor(end, owner), at: [...at, 'inverse'] })
    }
  }
}

function otherSides(
  resources: ReadonlyMap<NamedResource, readonly PlacedField[]>,
  links: ReadonlyMap<NamedResource, readonly Link[]>,
): End[] {
  const references = Array.from(resources, ([{ name, plural }, fields]) =>
    fields.flatMap(({ field, at }): End[] => {
      if (field.reference === undefined) return []
      const what = `the other side of \`${name}.${field.name}\``
      const instead = `${field.name}${pascalCase(plural)}`
      return [{ resource: field.reference.resource, name: field.reference.inverse, what, instead, at }]
    }),
  )
  const many = Array.from(links, ([resource, own]) =>
    own
      .filter(({ symmetric }) => !symmetric)
      .map((link): End => {
        const what = `the other side of \`${resource.name}.${link.name}\``
        const instead = `${link.name}${pascalCase(resource.plural)}`
        const at = [...resource.at, 'fields', link.name]
        return { resource: link.resource, name: link.inverse, what, instead, at }
      }),
  )
  return [...references, ...many].flat()
}

const MANY = 'a `many`'

function adviceFor({ resource, name, instead }: End, owner: string): string {
  if (owner === MANY) return `take \`${name}\` out of \`${resource}\`: this reference gives it already`
  const example = instead === name ? '...' : instead
  return `give it another name, for example \`inverse(${example})\``
}

function namesIn(fields: readonly PlacedField[], { spec }: NamedResource, apiCase: ApiCase): Map<string, string> {
  const names = new Map<string, string>()
  for (const placed of fields) {
    if (isUnread(placed)) continue
    const { field } = placed
    names.set(field.property, 'a field')
    if (field.reference !== undefined) names.set(inApiCase(field.reference.relation, apiCase), 'a reference')
  }
  for (const [name, { type }] of Object.entries(spec.fields))
    if (type.kind === 'many') names.set(inApiCase(name, apiCase), MANY)
  return names
}
