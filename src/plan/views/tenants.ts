import { deletedAtOf, resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { refusesTwins } from '../kinds/distinct.ts'
import { callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { softDeleteUse } from './soft-references.ts'

/** The resource whose rows are the tenants; undefined where there are none. */
export function tenantOf(service: Service): Resource | undefined {
  return service.tenant === undefined ? undefined : resourceNamed(service, service.tenant)
}

/** Whether rows belong to tenants. */
export function hasTenants({ tenant }: Service): boolean {
  return tenant !== undefined
}

/** Whether a resource is that of the tenants themselves. */
export function isTenant({ names }: Resource, { tenant }: Service): boolean {
  return names.one === tenant
}

/** The property that says which tenant a row belongs to: of a tenant its key. Undefined where all share the rows. */
export function tenantProperty(resource: Resource, service: Service): string | undefined {
  return isTenant(resource, service) ? resource.key[0]?.property : resource.tenant
}

/** References that a body may give to rows which belong to tenants. */
export function tenantReferences(resource: Resource, service: Service): readonly Field[] {
  return resource.fields.filter(
    ({ reference, writable }) =>
      reference !== undefined &&
      (writable.create || writable.update) &&
      tenantProperty(resourceNamed(service, reference.resource), service) !== undefined,
  )
}

/** What the queries say of them: where each leads, and whose that is. */
export function ownReferences(resource: Resource, service: Service) {
  const all = tenantReferences(resource, service).map((field) => {
    const target = resourceNamed(service, field.reference?.resource ?? '')
    return { field, target, tenant: tenantProperty(target, service) }
  })
  const isAsked = ({ field }: (typeof all)[number], operation: 'create' | 'update') =>
    field.writable[operation] && resource.operations.includes(operation)
  const asked = {
    create: all.some((one) => isAsked(one, 'create')),
    update: all.some((one) => isAsked(one, 'update')),
  }
  const isUsed = asked.create || asked.update
  return {
    asked,
    entries: isUsed
      ? all.map(({ field, target, tenant }) => ({
          property: literal(field.property),
          key: `${target.names.many}.${field.reference?.key}`,
          tenant: `${target.names.many}.${tenant}`,
        }))
      : [],
    imports: isUsed
      ? [
          value('refuseForeign', PATHS.tenancy),
          ...all
            .filter(({ target }) => target !== resource)
            .map(({ target }) => value(target.names.many, resourcePath(target, 'table'))),
        ]
      : ([] satisfies ImportSymbol[]),
  }
}

/** How tests make a tenant, and what they call it; false where there are none. */
export function testedTenant(service: Service) {
  const tenant = tenantOf(service)
  return tenant === undefined ? false : { ...tenant.names, key: tenant.key[0]?.property ?? '' }
}

/** Whether any body may refer to a row of some tenant. */
export function hasTenantReferences(service: Service): boolean {
  return service.resources.some((resource) => ownReferences(resource, service).entries.length > 0)
}

/** `src/auth/tenancy.ts` */
export function tenancyView(service: Service) {
  const { references: isSoft } = softDeleteUse(service)
  return {
    view: { words: tenantOf(service)?.names.words, shares: isSoft },
    imports: [
      value('and', 'drizzle-orm'),
      value('eq', 'drizzle-orm'),
      type('PgColumn', 'drizzle-orm/pg-core'),
      type('Executor', PATHS.executor),
      type('Scoped', PATHS.scope),
      ...(isSoft
        ? [value('notThere', PATHS.softDelete)]
        : [value('Problem', PATHS.problem), value('problems', PATHS.problem)]),
    ],
  }
}

/** How many rows a list has to have, as a test counts them: those that are there, of its tenant. */
export function listedCount(resource: Resource, service: Service): string {
  const { many } = resource.names
  const conditions = countConditions(resource, service)
  const condition = conditions.length > 1 ? [`and(${conditions.join(', ')})`] : conditions
  const count = `await t.db.$count(${[many, ...condition].join(', ')})`
  return callText('expect(seen).toHaveLength', [count], { indent: 4 })
}

/** What {@link listedCount} needs. */
export function countImports(resource: Resource, service: Service): ImportSymbol[] {
  const conditions = countConditions(resource, service)
  const names = [
    ...conditions.map((condition) => condition.split('(')[0] ?? ''),
    ...(conditions.length > 1 ? ['and'] : []),
  ]
  return names.map((name) => value(name, 'drizzle-orm'))
}

function countConditions(resource: Resource, service: Service): string[] {
  const { many } = resource.names
  const tenant = tenantProperty(resource, service)
  return [
    ...(tenant === undefined ? [] : [`eq(${many}.${tenant}, t.tenant)`]),
    ...(resource.softDelete ? [`isNull(${many}.${deletedAtOf(resource)})`] : []),
  ]
}

/** Whether two tenants may each have a row with what one of them has only once; the same body has to be good for both. */
export function repeatsElsewhere(resource: Resource, service: Service): boolean {
  const isUnique = resource.fields.some(({ unique, writable }) => unique && writable.create)
  const needsOwn = tenantReferences(resource, service).some(({ required }) => required)
  return (
    resource.tenant !== undefined && resource.parent === undefined && !isUnique && !needsOwn && refusesTwins(resource)
  )
}
