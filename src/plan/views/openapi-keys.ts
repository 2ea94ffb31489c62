import { isLinkable, listsBelow } from '../../model/linked.ts'
import { isRestorable } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { described } from './openapi-schemas.ts'

/** The parameters of the address of one row; by their names in `components` where there are two such addresses. */
export function keyParameters(resource: Resource, service: Service): JsonSchema[] {
  const shared = sharedKeyParameters(resource, service)
  if (shared.length > 0) return shared.map(([name]) => ({ $ref: `#/components/parameters/${name}` }))
  return resource.key.map((field) => keyParameter(field, resource))
}

/** Those that stand in `components`, with their names there: `Book.id`. */
export function sharedKeyParameters(resource: Resource, service: Service): [string, JsonSchema][] {
  const isLinked = listsBelow(resource, service).length > 0 || (isLinkable(resource) && resource.links.length > 0)
  if (!isRestorable(resource) && !isLinked) return []
  return resource.key.map((field) => [`${resource.names.type}.${field.property}`, keyParameter(field, resource)])
}

function keyParameter(field: Field, { names }: Resource): JsonSchema {
  const words = { description: `Of the key of the ${names.words.one}.`, ...described(field.description) }
  return { name: field.property, in: 'path', required: true, ...words, schema: fieldSchema(field) }
}
