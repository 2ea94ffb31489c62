import { isWriting } from '../../model/acting.ts'
import { fieldNamed, isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Action, Field, Resource, Rule, Service } from '../../model/model.ts'
import type { GuardedOperation } from '../../spec/spec.ts'
import { initialState, machineOf, moveNames } from '../views/moves.ts'
import { testedMoves } from '../views/moves-test.ts'
import { isTenant, tenantProperty, tenantReferences } from '../views/tenants.ts'
import { whosOf } from '../views/test-app.ts'
import { type Asked, fulfils, type Kind, ownedOf, ownName, resolved, type Subject, valueName } from './aspects.ts'

/** What somebody does with a row. To give it is to change it so that it belongs to somebody else. */
export type Attempt = GuardedOperation | 'restore' | 'give' | Move | Act

/** To do what an action does: `do place`. */
export type Act = `do ${string}`

/** To move a row along the moves of a field: `moveStatus`. */
export type Move = `move${string}`

/** A role, or nobody who is signed in. */
export type Caller = string | undefined

/** Everybody whom rules may tell apart. */
export function callersOf({ service }: Subject): readonly Caller[] {
  return [undefined, ...whosOf(service)]
}

/** What can be done with the rows of a resource. */
export function attemptsOf(resource: Resource): readonly Attempt[] {
  const guarded = (['list', 'get', 'create', 'update', 'delete'] as const).filter((name) =>
    resource.operations.includes(name),
  )
  return [
    ...guarded,
    ...(isRestorable(resource) ? (['restore'] as const) : []),
    ...(isGivable(resource) ? (['give'] as const) : []),
    ...testedMoves(resource).map(({ field }) => moveOf(resource, field)),
    ...resource.actions.map(({ name }): Act => `do ${name}`),
  ]
}

/** What it is called to move a row along the moves of a field. */
export function moveOf(resource: Resource, field: Field): Move {
  return moveNames(resource, field).move
}

/** Whether a change can make a row somebody else's: by a reference that is on the way to its owner. */
function isGivable(resource: Resource): boolean {
  const [property] = resource.owner ?? []
  if (property === undefined || property === resource.parent?.property || !resource.operations.includes('update')) {
    return false
  }
  const { writable, writeRoles } = fieldNamed(resource, property)
  return writable.update && writeRoles === undefined
}

const GUARDS: Readonly<Partial<Record<Attempt, GuardedOperation>>> = { restore: 'delete', give: 'update' }

/** Whose rules are asked. */
function guardOf(attempt: Attempt): GuardedOperation {
  if (isMove(attempt)) return 'update'
  return GUARDS[attempt] ?? (attempt as GuardedOperation)
}

/** Whether it is to move a row. */
export function isMove(attempt: Attempt): attempt is Move {
  return attempt.startsWith('move')
}

/** The action that is tried, if it is one. */
export function actionOf(attempt: Attempt, { actions }: Resource): Action | undefined {
  return actions.find(({ name }) => attempt === `do ${name}`)
}

/** Whether what is nested is tried without naming a row of it: who does not see what it is below has nothing there. */
export function isBelow(attempt: Attempt, root: Resource): boolean {
  return attempt === 'list' || attempt === 'create' || actionOf(attempt, root)?.onRow === false
}

/** The rules for that; those of the parent stand in the place of `parent`. */
export function rulesFor(attempt: Attempt, { root, service }: Subject): readonly (readonly Asked[])[] {
  const action = actionOf(attempt, root)
  if (action !== undefined) return resolved(action.rules ?? [], root, service, !isWriting(action))
  const rules = root.access?.[guardOf(attempt)] ?? []
  return resolved(rules, root, service, attempt === 'list' || attempt === 'get')
}

/** The rules that say who sees what a row is nested under, without which nothing is listed or made there. */
export function rulesOfParent({ root, service }: Subject): readonly (readonly Asked[])[] | undefined {
  if (root.parent === undefined) return undefined
  const parent = resourceNamed(service, root.parent.resource)
  const rules = parent.access?.get ?? parent.access?.list
  return rules && resolved(rules, parent, service, true)
}

/** Whether something is answered otherwise with what belongs to another tenant, as far as the body and the path tell. */
export function triesForeign(attempt: Attempt, { root, service }: Subject): boolean {
  if (tenantProperty(root, service) === undefined || attempt === 'give') return false
  if (actionOf(attempt, root)?.onRow === false) return isUnderTenants(root, service)
  if (attempt !== 'create') return true
  return !isTenant(root, service) && (isUnderTenants(root, service) || needsOwn(root, service))
}

/** Whether what a row is nested under belongs to a tenant. */
function isUnderTenants({ parent }: Resource, service: Service): boolean {
  if (parent === undefined) return false
  const around = resourceNamed(service, parent.resource)
  return tenantProperty(around, service) !== undefined || isUnderTenants(around, service)
}

/** Whether a body has to refer to a row of the same tenant. */
function needsOwn(resource: Resource, service: Service): boolean {
  return tenantReferences(resource, service).some(({ required }) => required)
}

/** The same for a row of another tenant: nobody has any, whoever they are. */
function answerToForeign(attempt: Attempt, kind: Kind, caller: Caller, subject: Subject): string {
  const { root, service } = subject
  const rules = rulesOfParent(subject) ?? []
  const seesParent =
    root.parent === undefined ||
    (!isUnderTenants(root, service) && rules.some((all) => opens(all, kind, caller, subject)))
  if (attempt === 'list') return seesParent ? '-' : '404'
  return attempt === 'create' && seesParent ? '422' : '404'
}

/** What a caller is answered who tries something with a row of a kind: a status, or `-` for a list without the row. */
export function answerTo(attempt: Attempt, kind: Kind, caller: Caller, subject: Subject): string {
  const admitting = rulesFor(attempt, subject).filter((all) => all.every(({ rule }) => admits(rule, caller)))
  if (admitting.length === 0) return caller === undefined ? '401' : '403'
  if (kind.foreign === true) return answerToForeign(attempt, kind, caller, subject)
  const seesParent = rulesOfParent(subject)?.some((all) => opens(all, kind, caller, subject)) ?? true
  const isOpen = admitting.some((all) => opens(all, kind, caller, subject))
  if (isMove(attempt) && isOpen) return moves(attempt, kind, subject) ? '200' : '409'
  const action = actionOf(attempt, subject.root)
  if (action !== undefined) return (action.onRow ? isOpen : seesParent) ? 'in' : '404'
  switch (attempt) {
    case 'list':
      if (isOpen) return '200'
      return seesParent ? '-' : '404'
    case 'create':
      if (!seesParent) return '404'
      if (caller === undefined && needsActor(subject.root)) return '401'
      if (isOpen) return '201'
      return isParental(subject.root.access?.create ?? []) ? '404' : '403'
    case 'give': {
      if (!isOpen) return '404'
      const given = { ...kind, own: false }
      return admitting.some((all) => opens(all, given, caller, subject)) ? '200' : '403'
    }
    case 'delete':
      return isOpen ? '204' : '404'
    case 'restore':
      // Who is marked as deleted cannot sign in to bring themselves back.
      if (subject.root.names.one === subject.service.auth?.user && kind.own === true) return '401'
      return isOpen ? '200' : '404'
    default:
      return isOpen ? '200' : '404'
  }
}

/** Whether the move that a test makes leads from the state of a row, which is that of a new one unless its kind says. */
function moves(attempt: Move, kind: Kind, subject: Subject): boolean {
  const move = testedMoves(subject.root).find(({ field }) => moveOf(subject.root, field) === attempt)
  if (move === undefined) return false
  const { field, to } = move
  const state = kind[valueName(subject.root, field.property, subject)] ?? initialState(field)
  return machineOf(field).get(String(state))?.includes(to) ?? false
}

/** Whether rules that must hold together open a row of a kind to somebody. */
export function opens(all: readonly Asked[], kind: Kind, caller: Caller, subject: Subject): boolean {
  return all.every(({ rule, of }) => {
    const { where } = rule
    return (
      admits(rule, caller) &&
      owns(rule, of, kind, subject) &&
      (where === undefined || fulfils(kind, where, of, subject))
    )
  })
}

/** Whether a rule is for somebody, whatever the row. */
export function admits({ who }: Rule, caller: Caller): boolean {
  if (who.kind === 'public') return true
  return who.kind === 'role' ? who.role === caller : caller !== undefined
}

function owns({ who }: Rule, of: Resource, kind: Kind, subject: Subject): boolean {
  if (who.kind !== 'owner' && who.kind !== 'self') return true
  const owned = ownedOf(of, subject.service)
  return owned !== undefined && kind[ownName(owned, subject)] === true
}

function needsActor({ fields }: Resource): boolean {
  return fields.some(({ source, optional }) => source?.kind === 'actor' && !optional)
}

function isParental(rules: readonly Rule[]): boolean {
  return rules.every(({ who }) => who.kind === 'parent')
}
