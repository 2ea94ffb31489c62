import type { Field, Resource, Service } from '../../model/model.ts'
import { collectionAddress, ownKey } from '../../model/nesting.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { broughtBy } from './create-with.ts'
import { refusalsOf, securityOf } from './openapi-access.ts'
import { keyParameterOf } from './openapi-idempotency.ts'
import { parentParameters } from './openapi-keys.ts'
import { answerSchema, jsonContent, jsonResponse, object, refTo, upperFirst } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'
import { exampleOf, exampleOfUpdate } from './openapi-schemas.ts'

/** So many rows at most are written by one request. */
export const MOST_AT_ONCE = 100

/** The address under which several rows are made and changed; nothing where that is not offered. */
export function bulkPathOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const { operations } = resource
  const outer = parentParameters(resource, service)
  const onBulk = {
    ...(operations.includes('bulkCreate') ? { post: bulkCreateOf(resource, service) } : {}),
    ...(operations.includes('bulkUpdate') ? { patch: bulkUpdateOf(resource, service) } : {}),
  }
  if (Object.keys(onBulk).length === 0) return []
  const parameters = outer.length > 0 ? { parameters: outer } : {}
  return [[`${collectionAddress(resource, service)}/bulk`, { ...parameters, ...onBulk }]]
}

/** The schemas that bulk operations and creates with others need beside those of one row. */
export function bulkSchemasOf(
  resource: Resource,
  service: Service,
  own: Readonly<Record<string, JsonSchema>>,
): [string, JsonSchema][] {
  const { names, operations, createWith } = resource
  const change: [string, JsonSchema] = [names.changeType, changeSchema(resource, object(own[names.patchType]))]
  const withOthers: [string, JsonSchema] = [names.withType, withSchema(resource, service, object(own[names.type]))]
  return [...(operations.includes('bulkUpdate') ? [change] : []), ...(createWith.length > 0 ? [withOthers] : [])]
}

/** What the body of a create may bring along, by relation. */
export function broughtProperties(
  resource: Resource,
  service: Service,
  schemas: (child: Resource) => JsonSchema,
): JsonSchema {
  const relations = broughtBy(resource, service).map(({ property: name, child, field }) => {
    const isNested = child.parent?.property === field.property
    const items = isNested ? refTo(child.names.newType) : without(schemas(child), field.property)
    const description = `${upperFirst(child.names.words.many)} to make with it, all or none.`
    return [name, { type: 'array', description, maxItems: MOST_AT_ONCE, items }]
  })
  return Object.fromEntries(relations)
}

/** A body without what it refers to, which is only made with it. */
function without(schema: JsonSchema, property: string): JsonSchema {
  const required = (Array.isArray(schema.required) ? schema.required : []).filter((name) => name !== property)
  const properties = Object.entries(object(schema.properties)).filter(([name]) => name !== property)
  const { required: _required, examples: _examples, ...rest } = schema
  return { ...rest, ...(required.length > 0 ? { required } : {}), properties: Object.fromEntries(properties) }
}

/** One that was made with others, which stand in the answer as they were sent: in their order. */
function withSchema(resource: Resource, service: Service, own: JsonSchema): JsonSchema {
  const brought = broughtBy(resource, service)
  const shown = Object.entries(object(own.properties)).filter(([name]) => !brought.some((one) => one.property === name))
  const relations = brought.map(({ property, child }) => {
    return [property, { type: 'array', maxItems: MOST_AT_ONCE, items: refTo(child.names.type) }] as const
  })
  const required = [...(Array.isArray(own.required) ? own.required : []), ...brought.map(({ property }) => property)]
  const others = brought.map(({ property, child }) => [property, [exampleOf(readable(child), child)]] as const)
  const examples = (Array.isArray(own.examples) ? own.examples : []).map((one) => ({
    ...one,
    ...Object.fromEntries(others),
  }))
  return { ...own, required, properties: Object.fromEntries([...shown, ...relations]), examples }
}

function readable({ fields }: Resource): readonly Field[] {
  return fields.filter((field) => field.readable)
}

function changeSchema(resource: Resource, patch: JsonSchema): JsonSchema {
  const key = ownKey(resource)
  const version = resource.versioned ? { version: VERSION } : {}
  const required = [...key.map(({ property }) => property), ...Object.keys(version)]
  const example = {
    ...exampleOf(key, resource),
    ...(resource.versioned ? { version: 1 } : {}),
    ...exampleOfUpdate(resource),
  }
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties: {
      ...Object.fromEntries(key.map((field) => [field.property, fieldSchema(field)])),
      ...version,
      ...object(patch.properties),
    },
    examples: [example],
  }
}

const VERSION: JsonSchema = {
  description: 'The version that is changed. Where it has been changed meanwhile the answer is 412.',
  type: 'integer',
  format: 'int32',
  minimum: 1,
  maximum: 2_147_483_647,
}

function bulkCreateOf(resource: Resource, service: Service): JsonSchema {
  const { names, parent } = resource
  return {
    ...operation('Create', resource, 'All of them are made, or none. The answer has them in the order of the body.'),
    ...securityOf(resource, service, 'create'),
    ...keyParameterOf(resource),
    requestBody: bodyOf(names.newType),
    responses: {
      201: jsonResponse(`The new ${names.words.many}.`, rowsOf(names.type, service)),
      ...problemResponses(
        400,
        ...refusalsOf(resource, service, 'create'),
        ...(parent === undefined ? [] : [404]),
        409,
        413,
        415,
        422,
        500,
        503,
        504,
      ),
    },
  }
}

function bulkUpdateOf(resource: Resource, service: Service): JsonSchema {
  const { names, versioned } = resource
  return {
    ...operation(
      'Update',
      resource,
      'All of them are changed, or none, and each of them once: as by a JSON Merge Patch, where what is absent stays and `null` empties.',
    ),
    ...securityOf(resource, service, 'update'),
    requestBody: bodyOf(names.changeType, { 'x-unique-by': ownKey(resource).map(({ property }) => property) }),
    responses: {
      200: jsonResponse(
        `The ${names.words.many} as they are now, in the order of the body.`,
        rowsOf(names.type, service),
      ),
      ...problemResponses(
        400,
        ...refusalsOf(resource, service, 'update'),
        404,
        409,
        ...(versioned ? [412] : []),
        413,
        415,
        422,
        500,
        503,
        504,
      ),
    },
  }
}

function operation(verb: 'Create' | 'Update', { names }: Resource, description: string): JsonSchema {
  const { many } = names.words
  return {
    operationId: `bulk${verb}${upperFirst(names.many)}`,
    summary: `${verb} several ${many}`,
    description,
    tags: [many],
  }
}

function bodyOf(name: string, more: JsonSchema = {}): JsonSchema {
  const schema = { type: 'array', minItems: 1, maxItems: MOST_AT_ONCE, ...more, items: refTo(name) }
  return { required: true, content: jsonContent(schema, 'application/json') }
}

function rowsOf(name: string, service: Service): JsonSchema {
  return answerSchema(service, { type: 'array', maxItems: MOST_AT_ONCE, items: refTo(name) })
}
