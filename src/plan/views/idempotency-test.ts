import { takesKey } from '../../model/lookup.ts'
import type { Field, Resource } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { isFree } from '../kinds/distinct.ts'
import { changedValue, constant } from '../kinds/sample.ts'
import type { Callers } from './test-actors.ts'

/** What the tests send again; false where no create takes a key. */
export function resentView(resource: Resource, { main }: Callers) {
  if (!takesKey(resource)) return false
  const field = variedField(resource)
  return {
    other: field !== undefined && { property: field.property, value: literal(changedValue(field)) },
    // Where nobody signs in, all are one.
    as: main !== undefined && literal(main),
  }
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
