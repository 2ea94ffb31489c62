import { partsOf } from '../../model/kept.ts'
import { isMadeInNumbers, isMadeWithOthers } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'

/** Whether what is made is looked at once around several: what they are nested under, and what they count for. */
export function isMadeWithin(resource: Resource, service: Service): boolean {
  return isMadeInNumbers(resource, service) && (resource.parent !== undefined || partsOf(resource, service).length > 0)
}

/** Whether the changes of several are kept in what they count for at once. */
export function isChangedWithin({ operations }: Resource, keepsUpdates: boolean): boolean {
  return operations.includes('bulkUpdate') && keepsUpdates
}

/**
 * The operation of the policy that guards what is made with others: where a rule follows what it is nested under, who may
 * make that may make this with it.
 */
export function makingOperation({ access }: Resource): 'create' | 'createWith' {
  const follows = access?.create?.some(({ who }) => who.kind === 'parent') ?? false
  return follows ? 'createWith' : 'create'
}

/** Whether a policy says something of its own of what is made with others. */
export function hasOwnMakingRule(resource: Resource, service: Service): boolean {
  return isMadeWithOthers(resource, service) && makingOperation(resource) === 'createWith'
}

/** The type of the grants that a row can be made with. */
export function makingGrant(resource: Resource, service: Service): string {
  const operations = ['create', ...(hasOwnMakingRule(resource, service) ? ['createWith'] : [])]
  return `Grant<${literal(resource.names.one)}, ${operations.map(literal).join(' | ')}>`
}
