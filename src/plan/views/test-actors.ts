import { fieldNamed, isRestorable, resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Resource, Rule, Service } from '../../model/model.ts'
import type { GuardedOperation } from '../../spec/spec.ts'
import { isTenant } from './tenants.ts'
import { whosOf } from './test-app.ts'

/** Who calls an operation in generated tests and scripts: a role, or nobody who is signed in. */
export type Caller = string | undefined

/** Who calls what, and what nobody can try on rows that a test makes. */
export interface Callers {
  /** Who does most of it. */
  readonly main: Caller
  readonly delete: Caller
  /** The operations that one of the two can do with rows that are made in their name. */
  readonly operations: ReadonlySet<GuardedOperation>
  /** Properties that the main caller does not see. */
  readonly hidden: readonly string[]
}

/** Who can call the operations of a resource; rows that tests make belong to the main caller. */
export function callersOf(resource: Resource, service: Service): Callers {
  const operations = guarded(resource)
  if (resource.access === undefined) {
    return { main: undefined, delete: undefined, operations: new Set(operations), hidden: [] }
  }
  const able = (operation: GuardedOperation, caller: Caller, owns: boolean) =>
    can(resource, service, { operation, caller, owns })
  const count = (caller: Caller) => operations.filter((operation) => able(operation, caller, true)).length
  const seen = (caller: Caller) => -hiddenFrom(resource, caller).length
  const [main] = callers(service).toSorted((one, other) => count(other) - count(one) || seen(other) - seen(one))
  const remover = able('delete', main, true) ? main : callers(service).find((caller) => able('delete', caller, false))
  const canDelete = able('delete', main, true) || able('delete', remover, false)
  return {
    main,
    delete: canDelete ? remover : main,
    operations: new Set(operations.filter((name) => (name === 'delete' ? canDelete : able(name, main, true)))),
    hidden: hiddenFrom(resource, main),
  }
}

/** Who may do more is mostly named last. */
export function callers(service: Service): Caller[] {
  return service.auth === undefined ? [undefined] : [...whosOf(service).toReversed(), undefined]
}

function guarded({ operations, ...resource }: Resource): GuardedOperation[] {
  const names = ['list', 'get', 'create', 'update', 'delete'] as const
  return names.filter(
    (name) => operations.includes(name) || (name === 'delete' && isRestorable({ operations, ...resource })),
  )
}

/** What somebody does with rows that a test makes. */
export interface Attempt {
  readonly operation: GuardedOperation
  readonly caller: Caller
  /** The rows belong to the caller. */
  readonly owns: boolean
}

export function can(resource: Resource, service: Service, attempt: Attempt): boolean {
  const { access } = resource
  if (access === undefined) return true
  // Nobody belongs to one that a test has just made.
  if (isTenant(resource, service) && attempt.operation !== 'create') return false
  if (attempt.operation === 'create' && !canGive(resource, attempt.caller)) return false
  if (!seesParent(resource, service, attempt)) return false
  return (access[attempt.operation] ?? []).some((rule) => admits(rule, resource, { service, attempt }))
}

/** What somebody tries of an action. */
interface Act {
  readonly rules: readonly Rule[]
  readonly caller: Caller
  readonly owns: boolean
}

/** Whether rules of an action let somebody do it. */
export function canAct(resource: Resource, service: Service, { rules, caller, owns }: Act): boolean {
  // What is nested is followed in its parent as a change is.
  const attempt = { operation: 'update', caller, owns } as const
  return rules.some((rule) => admits(rule, resource, { service, attempt }))
}

/** Nothing is listed or made below what the caller does not see. */
function seesParent({ parent }: Resource, service: Service, { operation, ...attempt }: Attempt): boolean {
  if (parent === undefined || (operation !== 'list' && operation !== 'create')) return true
  const around = resourceNamed(service, parent.resource)
  const sees = seeingOperation(around)
  return sees === undefined || can(around, service, { ...attempt, operation: sees })
}

/** Whether the caller may write all that a create has to give. */
function canGive({ fields }: Resource, caller: Caller): boolean {
  return fields.every(
    ({ required, writeRoles }) => !required || writeRoles === undefined || isOneOf(writeRoles, caller),
  )
}

function admits(
  { who, where }: Rule,
  resource: Resource,
  { service, attempt }: { readonly service: Service; readonly attempt: Attempt },
): boolean {
  const { caller, owns } = attempt
  if (where !== undefined) return false
  switch (who.kind) {
    case 'public':
      return true
    case 'signedIn':
      return caller !== undefined
    case 'role':
      return who.role === caller
    case 'owner':
      return caller !== undefined && owns && ownsWhatIsMade(resource, service)
    case 'self':
      return false
    case 'parent': {
      const parent = resourceNamed(service, resource.parent?.resource ?? '')
      const reads = attempt.operation === 'list' || attempt.operation === 'get'
      return can(parent, service, { operation: reads ? 'get' : 'update', caller, owns })
    }
  }
}

/** Whether what leads to the owner is made with each row. */
function ownsWhatIsMade(resource: Resource, service: Service): boolean {
  const [property, ...rest] = resource.owner ?? []
  if (property === undefined) return false
  const field = fieldNamed(resource, property)
  if (field.optional) return false
  if (rest.length === 0) return true
  const target = resourceNamed(service, field.reference?.resource ?? '')
  return ownsWhatIsMade({ ...target, owner: rest }, service)
}

/** Properties that a caller does not see. */
export function hiddenFrom({ fields }: Resource, caller: Caller): string[] {
  return fields
    .filter(({ readRoles }) => readRoles !== undefined && !isOneOf(readRoles, caller))
    .map(({ property }) => property)
}

function isOneOf(roles: readonly string[], caller: Caller): boolean {
  return caller !== undefined && roles.includes(caller)
}
