import type { Resource, Service } from './model.ts'

/** The resources whose rows belong to no tenant and are yet changed by people of any: what one of them does all have. */
export function changedForAll(service: Service): readonly Resource[] {
  if (service.tenant === undefined) return []
  return service.resources.filter(
    (resource) => resource.tenant === undefined && resource.names.one !== service.tenant && isChanged(resource),
  )
}

/** Whether somebody may change rows that are not known to be their own. */
function isChanged({ access = {} }: Resource): boolean {
  const rules = [access.create, access.update, access.delete].flatMap((one) => one ?? [])
  return rules.some(({ who }) => who.kind === 'role' || who.kind === 'signedIn' || who.kind === 'public')
}
