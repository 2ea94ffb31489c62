import { resourceNamed } from '../../model/lookup.ts'
import type { Resource, Rule, Service } from '../../model/model.ts'
import type { GuardedOperation } from '../../spec/spec.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { BEARER } from './openapi-auth-parts.ts'

/** What is done with a row of a resource. */
export interface Guarded {
  readonly resource: Resource
  readonly operation: GuardedOperation
}

/** What the document says of who may do an operation; nothing where nobody signs in. */
export function securityOf(resource: Resource, service: Service, operation: GuardedOperation): JsonSchema {
  return securityOfAll([{ resource, operation }], service)
}

/** The same where all of these have to be allowed. */
export function securityOfAll(guarded: readonly Guarded[], service: Service): JsonSchema {
  const all = guarded.flatMap(({ resource, operation }) => {
    const rules = rulesOf(resource, service, operation)
    return rules === undefined ? [] : [rules]
  })
  return securityUnder(all)
}

/** The same of the rules of an action. */
export function securityOfRules(rules: readonly Rule[] | undefined): JsonSchema {
  return rules === undefined ? {} : securityUnder([rules])
}

function securityUnder(all: readonly (readonly Rule[])[]): JsonSchema {
  if (all.length === 0) return {}
  const isOpen = all.every((rules) => rules.some(({ who }) => who.kind === 'public'))
  // With a token one may see more than without.
  const optional = all.some((rules) => rules.length > 1) ? [{}, BEARER] : []
  return { security: isOpen ? optional : [BEARER] }
}

/** The statuses with which an operation refuses who may not do it: a bad token is refused everywhere. */
export function refusalsOf(resource: Resource, service: Service, operation: GuardedOperation): number[] {
  const rules = rulesOf(resource, service, operation)
  if (rules === undefined) return []
  const isOpen = rules.every(({ who, where }) => who.kind === 'public' && where === undefined)
  return isOpen && !guardsFields(resource, operation) ? [401] : [401, 403]
}

/** The same of the rules of an action. */
export function refusalsOfRules(rules: readonly Rule[] | undefined): number[] {
  if (rules === undefined) return []
  return rules.every(({ who, where }) => who.kind === 'public' && where === undefined) ? [401] : [401, 403]
}

/** Whether there is something in the body that not everybody may set. */
function guardsFields({ fields }: Resource, operation: GuardedOperation): boolean {
  if (operation !== 'create' && operation !== 'update') return false
  return fields.some(({ writable, writeRoles }) => writable[operation] && writeRoles !== undefined)
}

/** The same where all of these have to be allowed. */
export function refusalsOfAll(guarded: readonly Guarded[], service: Service): number[] {
  return [...new Set(guarded.flatMap(({ resource, operation }) => refusalsOf(resource, service, operation)))]
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
