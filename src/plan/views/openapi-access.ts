import { resourceNamed } from '../../model/lookup.ts'
import type { Resource, Rule, Service } from '../../model/model.ts'
import type { GuardedOperation } from '../../spec/spec.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { BEARER } from './openapi-auth-parts.ts'

/** What the document says of who may do an operation; nothing where nobody signs in. */
export function securityOf(resource: Resource, service: Service, operation: GuardedOperation): JsonSchema {
  const rules = rulesOf(resource, service, operation)
  if (rules === undefined) return {}
  const isOpen = rules.some(({ who }) => who.kind === 'public')
  // With a token one may see more than without.
  const optional = rules.length > 1 ? [{}, BEARER] : []
  return { security: isOpen ? optional : [BEARER] }
}

/** The statuses with which an operation refuses who may not do it: a bad token is refused everywhere. */
export function refusalsOf(resource: Resource, service: Service, operation: GuardedOperation): number[] {
  const rules = rulesOf(resource, service, operation)
  if (rules === undefined) return []
  return rules.every(({ who, where }) => who.kind === 'public' && where === undefined) ? [401] : [401, 403]
}

/** The rules of an operation, with those of the parent in place of `parent`. */
function rulesOf(resource: Resource, service: Service, operation: GuardedOperation): readonly Rule[] | undefined {
  const { access, parent } = resource
  if (access === undefined) return undefined
  return (access[operation] ?? []).flatMap((rule) => {
    if (rule.who.kind !== 'parent' || parent === undefined) return [rule]
    const reads = operation === 'list' || operation === 'get'
    return rulesOf(resourceNamed(service, parent.resource), service, reads ? 'get' : 'update') ?? []
  })
}
