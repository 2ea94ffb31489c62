import { isRestorable } from '../../model/lookup.ts'
import type { Field, Resource } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { described } from './openapi-schemas.ts'

/** The parameters of the address of one row; by their names in `components` where there are two such addresses. */
export function keyParameters(resource: Resource): JsonSchema[] {
  const shared = sharedKeyParameters(resource)
  if (shared.length > 0) return shared.map(([name]) => ({ $ref: `#/components/parameters/${name}` }))
  return resource.key.map((field) => keyParameter(field, resource))
}

/** Those that stand in `components`, with their names there: `Book.id`. */
export function sharedKeyParameters(resource: Resource): [string, JsonSchema][] {
  if (!isRestorable(resource)) return []
  return resource.key.map((field) => [`${resource.names.type}.${field.property}`, keyParameter(field, resource)])
}

function keyParameter(field: Field, { names }: Resource): JsonSchema {
  const words = { description: `Of the key of the ${names.words.one}.`, ...described(field.description) }
  return { name: field.property, in: 'path', required: true, ...words, schema: fieldSchema(field) }
}
