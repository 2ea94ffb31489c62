import type { FieldSpec } from '../spec/spec.ts'
import { pascalCase } from './casing.ts'
import type { PlacedField } from './fields.ts'
import type { Inverse } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

/**
 * The name of a reference on its other side: the one given, else the plural of the referring resource, with the
 * field's name in front when the resource refers to the same other one more than once.
 *
 * @example
 * // order has `billing: ref address` and `shipping: ref address`
 * inverseName(order, 'billing', field) // 'billingOrders'
 */
export function inverseName(resource: NamedResource, name: string, field: FieldSpec): string {
  if (field.inverse !== undefined) return field.inverse
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

/** Reports other sides of references that have the name of something else in the resource that they lead to. */
export function checkInverses(resources: ReadonlyMap<NamedResource, readonly PlacedField[]>, report: Report): void {
  const taken = new Map<string, Map<string, string>>()
  for (const [resource, fields] of resources) taken.set(resource.name, namesIn(fields))
  for (const [resource, fields] of resources) {
    for (const { field, at } of fields) {
      const names = field.reference && taken.get(field.reference.resource)
      if (field.reference === undefined || names === undefined) continue
      const { inverse } = field.reference
      const owner = names.get(inverse)
      if (owner === undefined) names.set(inverse, `the other side of \`${resource.name}.${field.name}\``)
      else {
        const message = `the other side of this reference would be \`${field.reference.resource}.${inverse}\`, which is ${owner}`
        report.add({ code: 'ASH2042', message, hint: 'name it with `inverse(...)`', at: [...at, 'inverse'] })
      }
    }
  }
}

function namesIn(fields: readonly PlacedField[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { field } of fields) {
    names.set(field.property, 'a field')
    if (field.reference !== undefined) names.set(field.reference.relation, 'a reference')
  }
  return names
}
