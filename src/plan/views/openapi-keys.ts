import { actsOnRows } from '../../model/acting.ts'
import { linkableOf, listsBelow } from '../../model/linked.ts'
import { isRestorable } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { addressFields, levelsOf } from '../../model/nesting.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { described } from './openapi-schemas.ts'

/** The parameters of the address of one row; by their names in `components` where there are two such addresses. */
export function keyParameters(resource: Resource, service: Service): JsonSchema[] {
  const shared = sharedKeyParameters(resource, service)
  if (shared.length > 0) return shared.map(([name]) => ({ $ref: `#/components/parameters/${name}` }))
  return resource.key.map((field) => keyParameter(field, resource))
}

/** The parameters of the address of a list: what its rows are nested under. */
export function parentParameters(resource: Resource, service: Service): JsonSchema[] {
  return levelsOf(resource, service).map(({ field }) => ({
    $ref: `#/components/parameters/${resource.names.type}.${field.property}`,
  }))
}

/** Those that stand in `components`, with their names there: `Book.id`. */
export function sharedKeyParameters(resource: Resource, service: Service): [string, JsonSchema][] {
  const isLinked = listsBelow(resource, service).length > 0 || linkableOf(resource, service).length > 0
  const isSole = !isRestorable(resource) && !isLinked && resource.parent === undefined && !actsOnRows(resource)
  if (isSole) return []
  const parents = new Map(levelsOf(resource, service).map(({ field, parent }) => [field, parent]))
  return addressFields(resource, service).map(({ field }) => {
    const parent = parents.get(field)
    const parameter = parent === undefined ? keyParameter(field, resource) : parentParameter(field, parent)
    return [`${resource.names.type}.${field.property}`, parameter]
  })
}

function keyParameter(field: Field, { names }: Resource): JsonSchema {
  return parameter(field, `Of the key of the ${names.words.one}.`)
}

function parentParameter(field: Field, { names }: Resource): JsonSchema {
  return parameter(field, `The key of the ${names.words.one} that it belongs to.`)
}

function parameter(field: Field, description: string): JsonSchema {
  const words = { description, ...described(field.description) }
  return { name: field.property, in: 'path', required: true, ...words, schema: fieldSchema(field) }
}
