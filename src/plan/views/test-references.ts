import { isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { absentKey } from '../kinds/sample.ts'
import { arrayText } from '../layout.ts'
import { isConditional } from './queries.ts'
import { tenantReferences } from './tenants.ts'
import { callersOf } from './test-actors.ts'

/** A reference that a body can make to nothing. */
export function absentReference(resource: Resource) {
  const field = resource.fields.find((candidate) => candidate.reference !== undefined && candidate.writable.create)
  if (field === undefined) return undefined
  return { property: field.property, pointer: literal(`/${field.property}`), absent: literal(absentKey(field.type)) }
}

/** References to rows of a tenant: those of another one are as good as none. */
export function foreignReferences(
  resource: Resource,
  service: Service,
  { updates, collection, place }: { readonly updates: boolean; readonly collection: string; readonly place: string },
) {
  const { one } = resource.names
  const version = isConditional(resource) ? ', ANY_VERSION' : ''
  const created = `await t.post(${collection}, { ...(await t.body.${one}()), ...values })`
  const changed = `await t.patch(addressOf(await t.make.${one}(${place})), values${version})`
  return tenantReferences(resource, service)
    .filter(({ writable, writeRoles }) => writable.create && writeRoles === undefined)
    .map(({ property, reference, writable }) => ({
      property,
      pointer: literal(`/${property}`),
      key: reference?.key ?? '',
      target: reference?.resource ?? '',
      answers: arrayText([created, ...(updates && writable.update ? [changed] : [])], {
        indent: 4,
        before: 'const answers = '.length,
      }),
    }))
}

/** A reference to what the API can delete so that it is only marked. */
export function softReference(resource: Resource, service: Service) {
  const field = resource.fields.find(({ reference, writable }) => {
    const target = reference && resourceNamed(service, reference.resource)
    return (
      writable.create && target !== undefined && isRestorable(target) && isDeletedByTests(target, resource, service)
    )
  })
  if (field?.reference === undefined) return undefined
  const target = resourceNamed(service, field.reference.resource)
  return {
    property: field.property,
    pointer: literal(`/${field.property}`),
    key: field.reference.key,
    target: target.names.one,
    collection: literal(`${service.basePath}${target.path}`),
    anyVersion: target.versioned ? ", { 'If-Match': '*' }" : '',
  }
}

/** Whether who tries this resource may delete those as well. */
function isDeletedByTests(target: Resource, resource: Resource, service: Service): boolean {
  if (target.parent !== undefined) return false
  const { main } = callersOf(resource, service)
  const theirs = callersOf(target, service)
  return theirs.operations.has('delete') && theirs.delete === main
}
