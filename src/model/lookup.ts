import type { Field, Resource, Service } from './model.ts'

/** The resource that is called so in the description. Asking for one that is not there is a bug. */
export function resourceNamed(service: Service, one: string): Resource {
  const resource = service.resources.find(({ names }) => names.one === one)
  if (resource === undefined) throw new Error(`no resource ${one}`)
  return resource
}

/** The field with this property. Asking for one that is not there is a bug. */
export function fieldNamed(resource: Resource, property: string): Field {
  const field = resource.fields.find((each) => each.property === property)
  if (field === undefined) throw new Error(`no field ${property} in ${resource.names.one}`)
  return field
}

/** The property that marks rows as deleted, where they are only marked. */
export function deletedAtOf({ fields }: Pick<Resource, 'fields'>): string {
  return fields.find(({ made }) => made === 'deletedAt')?.property ?? ''
}

/** The property that says when a row was changed last, where there is one. */
export function updatedAtOf({ fields }: Pick<Resource, 'fields'>): string | undefined {
  return fields.find(({ made }) => made === 'updatedAt')?.property
}

/** Whether the API brings rows of it back that it has only marked as deleted. */
export function isRestorable({ softDelete, operations }: Resource): boolean {
  return softDelete && operations.includes('delete')
}

/** Whether a create may be sent again with its `Idempotency-Key`. */
export function takesKey({ idempotent, operations }: Resource): boolean {
  return idempotent && operations.includes('create')
}

/** Whether any create or action of the service may. */
export function takesKeys({ resources }: Service): boolean {
  return resources.some((resource) => takesKey(resource) || resource.actions.some(({ idempotent }) => idempotent))
}

/** The resources so that those which others require come before them, else in the order of the description. */
export function creationOrder(service: Service): readonly Resource[] {
  const ordered = new Set<Resource>()
  const visit = (resource: Resource): void => {
    if (ordered.has(resource)) return
    for (const { reference, optional } of resource.fields) {
      if (reference !== undefined && !optional) visit(resourceNamed(service, reference.resource))
    }
    ordered.add(resource)
  }
  for (const resource of service.resources) visit(resource)
  return [...ordered]
}

/** Whether something is stored as a hash: a password. */
export function hashesSecrets({ resources }: Service): boolean {
  return resources.some((resource) => secretsOf(resource).length > 0)
}

/** The fields of a resource that are stored as hashes. */
export function secretsOf({ fields }: Resource): Field[] {
  return fields.filter(({ secret }) => secret)
}

/** The operation whose rules say who sees a row; undefined where there are none, so that whoever has its key may know of it. */
export function seeingOperation({ access }: Resource): 'get' | 'list' | undefined {
  if (access?.get !== undefined) return 'get'
  return access?.list === undefined ? undefined : 'list'
}

/** Whether several of a resource are made in one request somewhere: in bulk, or with what they refer to. */
export function isMadeInNumbers(resource: Resource, service: Service): boolean {
  return resource.operations.includes('bulkCreate') || isMadeWithOthers(resource, service)
}

/** Whether a create of another resource, or of its own, brings some along. */
export function isMadeWithOthers({ names }: Resource, { resources }: Service): boolean {
  return resources.some(({ createWith }) => createWith.some(({ resource }) => resource === names.one))
}

/** Whether one request of the API may write several rows. */
export function writesInNumbers({ resources }: Service): boolean {
  return resources.some(({ createWith, operations }) => {
    return createWith.length > 0 || operations.includes('bulkCreate') || operations.includes('bulkUpdate')
  })
}

/**
 * Whether something has to know of transactions that somebody else began: what is done when they are committed, and
 * what must not be done inside of one.
 */
export function followsTransactions({ resources, upstreams }: Service): boolean {
  const follows = resources.some(({ actions, cache, hooks }) => {
    return actions.length > 0 || hooks.length > 0 || cache !== undefined
  })
  return follows || upstreams.length > 0
}

/** Whether hooks, or what calls them, are handed whole rows. */
export function showsHooksRows({ hooks }: Resource): boolean {
  return hooks.some((name) => name !== 'afterDelete')
}
