import type { Field, Resource, Service } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { sampleOf } from '../kinds/sample.ts'
import { OPERATIONS_ROUTES, problemResponses, SHARED_COMPONENTS } from './openapi-shared.ts'

/** `docs/openapi.json`, from the model: documented and served routes are the same set, and a generated test says so. */
export function openapiView(service: Service) {
  return { view: { document: JSON.stringify(openapiDocument(service), null, 2) }, imports: [] }
}

/** The OpenAPI 3.1 document of a service. */
export function openapiDocument(service: Service): JsonSchema {
  return {
    openapi: '3.1.0',
    info: { title: service.name, version: '0.1.0', ...described(service.description) },
    servers: [{ url: '/' }],
    tags: [
      ...service.resources.map((resource) => ({
        name: resource.names.words.many,
        ...described(resource.description),
      })),
      { name: 'operations', description: 'Of the service itself.' },
    ],
    paths: {
      ...OPERATIONS_ROUTES,
      ...Object.fromEntries(service.resources.flatMap((resource) => pathsOf(resource, service))),
    },
    components: {
      ...SHARED_COMPONENTS,
      schemas: distinct([...Object.entries(SHARED_COMPONENTS.schemas), ...service.resources.flatMap(schemasOf)]),
    },
  }
}

/** The model keeps these names apart; one schema in place of another would be a wrong document that nobody sees. */
function distinct(schemas: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  const names = schemas.map(([name]) => name)
  const twice = names.find((name, position) => names.indexOf(name) !== position)
  if (twice !== undefined) throw new Error(`two schemas are called ${twice}`)
  return Object.fromEntries(schemas)
}

function described(description: string): { description?: string } {
  return description === '' ? {} : { description }
}

function pathsOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const collection = `${service.basePath}${resource.path}`
  const item = [collection, ...resource.key.map((field) => `{${field.property}}`)].join('/')
  const has = (operation: Resource['operations'][number]) => resource.operations.includes(operation)
  const onCollection = {
    ...(has('list') ? { get: listOf(resource, service) } : {}),
    ...(has('create') ? { post: createOf(resource) } : {}),
  }
  const onItem = {
    ...(has('get') ? { get: getOf(resource) } : {}),
    ...(has('update') ? { patch: updateOf(resource) } : {}),
    ...(has('delete') ? { delete: deleteOf(resource) } : {}),
  }
  const paths: [string, JsonSchema][] = [
    [collection, onCollection],
    [item, { parameters: resource.key.map(keyParameter), ...onItem }],
  ]
  return paths.filter(([, operations]) => Object.keys(operations).some((name) => name !== 'parameters'))
}

function listOf(resource: Resource, { pageSize }: Service): JsonSchema {
  const page = {
    type: 'object',
    required: ['data', 'page'],
    properties: { data: { type: 'array', items: refTo(resource.names.type) }, page: refTo('PageInfo') },
  }
  return {
    ...operation('list', resource, `List ${resource.names.words.many}`),
    parameters: [
      {
        name: 'limit',
        in: 'query',
        description: 'How many rows a page may have.',
        schema: { type: 'integer', minimum: 1, maximum: pageSize.max, default: pageSize.default },
      },
      {
        name: 'cursor',
        in: 'query',
        description: 'Where the page starts: `nextCursor` of the page before.',
        schema: { type: 'string', maxLength: 2048 },
      },
    ],
    responses: {
      200: jsonResponse(`A page of ${resource.names.words.many}.`, page),
      ...problemResponses(400, 500, 503, 504),
    },
  }
}

function createOf(resource: Resource): JsonSchema {
  return {
    ...operation('create', resource, `Create ${withArticle(resource)}`),
    requestBody: jsonBody(resource.names.newType, 'application/json'),
    responses: {
      201: {
        ...jsonResponse(`The new ${resource.names.words.one}.`, single(resource)),
        headers: { Location: { $ref: '#/components/headers/Location' } },
      },
      ...problemResponses(400, 409, 413, 415, 422, 500, 503, 504),
    },
  }
}

function getOf(resource: Resource): JsonSchema {
  return {
    ...operation('get', resource, `Get ${withArticle(resource)}`),
    responses: {
      200: jsonResponse(`The ${resource.names.words.one}.`, single(resource)),
      ...problemResponses(400, 404, 500, 503, 504),
    },
  }
}

function updateOf(resource: Resource): JsonSchema {
  return {
    ...operation('update', resource, `Update ${withArticle(resource)}`),
    requestBody: jsonBody(resource.names.patchType, 'application/merge-patch+json', 'application/json'),
    responses: {
      200: jsonResponse(`The ${resource.names.words.one} as it is now.`, single(resource)),
      ...problemResponses(400, 404, 409, 413, 415, 422, 500, 503, 504),
    },
  }
}

function deleteOf(resource: Resource): JsonSchema {
  return {
    ...operation('delete', resource, `Delete ${withArticle(resource)}`),
    responses: { 204: { description: 'It is gone.' }, ...problemResponses(400, 404, 409, 500, 503, 504) },
  }
}

function operation(verb: string, { names }: Resource, summary: string): JsonSchema {
  return {
    operationId: `${verb}${verb === 'list' ? upperFirst(names.many) : names.type}`,
    summary,
    tags: [names.words.many],
  }
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function withArticle({ names }: Resource): string {
  return `${/^[aeiou]/.test(names.words.one) ? 'an' : 'a'} ${names.words.one}`
}

function keyParameter(field: Field): JsonSchema {
  return { name: field.property, in: 'path', required: true, schema: fieldSchema(field) }
}

function schemasOf(resource: Resource): [string, JsonSchema][] {
  const { names, fields, operations } = resource
  const readable = fields.filter((field) => field.readable)
  const creatable = fields.filter((field) => field.writable.create)
  const updatable = fields.filter((field) => field.writable.update)
  const answer: JsonSchema = {
    ...objectSchema(
      readable,
      readable.map((field) => field.property),
    ),
    ...described(resource.description),
  }
  const create = objectSchema(
    creatable,
    creatable.filter((field) => field.required).map((field) => field.property),
  )
  return [
    [names.type, answer],
    ...(operations.includes('create')
      ? [[names.newType, { ...create, examples: [exampleOf(creatable)] }] satisfies [string, JsonSchema]]
      : []),
    ...(operations.includes('update')
      ? [[names.patchType, { ...objectSchema(updatable, []), minProperties: 0 }] satisfies [string, JsonSchema]]
      : []),
  ]
}

function objectSchema(fields: readonly Field[], required: readonly string[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.property, fieldSchema(field)])),
  }
}

function exampleOf(fields: readonly Field[]): JsonSchema {
  return Object.fromEntries(
    fields
      .filter((field) => field.required || field.reference === undefined)
      .map((field) => [field.property, exampleValue(field)]),
  )
}

function exampleValue(field: Field): unknown {
  const sample = sampleOf(field)
  if (sample.kind === 'constant') return sample.json
  const serial = sample.range === undefined ? '10000'.slice(-sample.digits) : String(sample.range.low)
  const text = `${sample.before}${serial}${sample.after}`
  return sample.quoted ? text : Number(text)
}

function single(resource: Resource): JsonSchema {
  return { type: 'object', required: ['data'], properties: { data: refTo(resource.names.type) } }
}

function refTo(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

function jsonResponse(description: string, schema: JsonSchema): JsonSchema {
  return { description, content: { 'application/json': { schema } } }
}

function jsonBody(schema: string, ...types: readonly string[]): JsonSchema {
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: refTo(schema) }])) }
}
