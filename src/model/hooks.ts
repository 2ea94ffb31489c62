import { hasWritingActions, ownFields } from './acting.ts'
import { partsOf } from './kept.ts'
import { isRestorable } from './lookup.ts'
import type { Field, Resource, Service } from './model.ts'

type HookName = Resource['hooks'][number]

/** Which hooks are called around one kind of write; undefined where none is. */
export interface CalledHooks {
  readonly before: boolean
  readonly after: boolean
  readonly commit: boolean
}

/** The hooks that are called when one is made, changed or deleted by the operation of that name. */
export function calledHooks(resource: Resource, operation: 'create' | 'update' | 'delete'): CalledHooks | undefined {
  const [before, after] = AROUND[operation]
  const called = callsOf(resource, before, after)
  return resource.operations.includes(operation) ? called : undefined
}

/**
 * The hooks that are called for changes of which only the outcome is told: moves, what the code of the service writes, rows
 * that are brought back, and updates where nothing is done before them.
 */
export function outcomeHooks(resource: Resource, service: Service): CalledHooks | undefined {
  const { hooks, operations, fields } = resource
  const { after, commit } = callsOf(resource, 'beforeUpdate', 'afterUpdate') ?? NONE
  const isWrittenByCode = hasWritingActions(service) && ownFields(resource).length > 0
  const isMoving = operations.includes('update') || hasWritingActions(service)
  const isMoved = isMoving && fields.some(({ moves }) => moves !== undefined)
  const isUpdated = operations.includes('update') && !hooks.includes('beforeUpdate')
  const isTold = isWrittenByCode || isMoved || isRestorable(resource) || isUpdated
  return isTold && (after || commit) ? { before: false, after, commit } : undefined
}

/** Whether anything that is done with rows of a resource calls a hook. */
export function callsHooks(resource: Resource, service: Service): boolean {
  const operations = ['create', 'update', 'delete'] as const
  const isCalled = operations.some((operation) => calledHooks(resource, operation) !== undefined)
  return isCalled || outcomeHooks(resource, service) !== undefined
}

/** Whether a row is looked at, and held, before hooks hear of its change. */
export function holdsRows(resource: Resource): boolean {
  return (['update', 'delete'] as const).some((operation) => calledHooks(resource, operation)?.before === true)
}

/**
 * The fields that a hook may give another value before they are written: not those that were looked at before, by which
 * rows are found, owned, held or counted.
 */
export function fieldsOfHooks(resource: Resource, service: Service): Field[] {
  const counting = partsOf(resource, service).flatMap(({ properties }) => properties)
  return resource.fields.filter(({ inKey, reference, source, moves, made, secret, proven, property }) => {
    const isFixed = inKey || secret || proven || made !== undefined
    return !(isFixed || reference || source || moves || counting.includes(property))
  })
}

/** Whether some hook may have other values written than those that were sent. */
export function givesValues(resource: Resource, service: Service): boolean {
  const isAsked = calledHooks(resource, 'create')?.before || calledHooks(resource, 'update')?.before
  return isAsked === true && fieldsOfHooks(resource, service).length > 0
}

const AROUND = {
  create: ['beforeCreate', 'afterCreate'],
  update: ['beforeUpdate', 'afterUpdate'],
  delete: ['beforeDelete', 'afterDelete'],
} as const satisfies Record<string, readonly [HookName, HookName]>

const NONE: CalledHooks = { before: false, after: false, commit: false }

function callsOf({ hooks }: Resource, before: HookName, after: HookName): CalledHooks | undefined {
  const called = { before: hooks.includes(before), after: hooks.includes(after), commit: hooks.includes('afterCommit') }
  return called.before || called.after || called.commit ? called : undefined
}
