import type { Spec } from '../spec/spec.ts'
import type { Placed } from './world.ts'

/**
 * The field of a resource that says which tenant a row belongs to, as far as the text tells: what is wrong with it is for
 * `tenancy.ts`. Undefined where all tenants share the rows, and of the tenants themselves.
 */
export function tenantField({ tenant, resources }: Spec, name: string): string | undefined {
  const resource = resources[name]
  if (tenant === undefined || name === tenant || resource === undefined || resource.tenant === false) return undefined
  const references = Object.entries(resource.fields).flatMap(([field, { type }]) =>
    type.kind === 'ref' && type.resource === tenant ? [field] : [],
  )
  const [first, second] = references
  const named = resource.tenant ?? (second === undefined ? first : undefined)
  return named !== undefined && references.includes(named) ? named : undefined
}

/** Whether the rows of a resource belong to tenants, or are those: who is not signed in has none of them. */
export function isTenants(spec: Spec, name: string): boolean {
  return spec.tenant !== undefined && (name === spec.tenant || tenantField(spec, name) !== undefined)
}

/** Whether a field is written as unique, and is so among the rows of one tenant. */
export function isTenantUnique({ field, spec }: Placed['fields'][number], { key }: Placed): boolean {
  const isKey = field.inKey && key.fields.length === 1
  return spec?.unique === true && !field.unique && !isKey
}
