import { takesKey } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { isFree } from '../kinds/distinct.ts'
import { changedValue, constant } from '../kinds/sample.ts'
import { type Caller, type Callers, can } from './test-actors.ts'

/** What the tests send again; false where no create takes a key. */
export function resentView(resource: Resource, service: Service, { main }: Callers) {
  if (!takesKey(resource)) return false
  const field = variedField(resource)
  return {
    other: field !== undefined && { property: field.property, value: literal(changedValue(field)) },
    // Where nobody signs in, all are one; and who sees only their own would miss the other one in the list.
    as: main !== undefined && isListed(resource, service, main) && literal(main),
  }
}

/** Whether somebody is listed also what others make. */
function isListed(resource: Resource, service: Service, caller: Caller): boolean {
  return !resource.operations.includes('list') || can(resource, service, { operation: 'list', caller, owns: false })
}

/** What makes another body of one that a create takes. */
function variedField(resource: Resource): Field | undefined {
  return resource.fields.find(
    (field) =>
      field.writable.create &&
      field.reference === undefined &&
      field.writeRoles === undefined &&
      !field.secret &&
      isFree(field, resource) &&
      JSON.stringify(changedValue(field)) !==
        JSON.stringify(field.array ? [constant(field.type)] : constant(field.type)),
  )
}
