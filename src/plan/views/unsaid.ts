import type { Field, Resource } from '../../model/model.ts'

/** Whether a reference stands in no body: it leads to what the path of a row goes through, or to who makes it. */
export function isUnsaid(field: Field, resource: Resource): boolean {
  return field.property === resource.parent?.property || isOfActor(field) || field.property === resource.tenant
}

/** Whether a field gets who is signed in. */
export function isOfActor({ source }: Field): boolean {
  return source?.kind === 'actor'
}
