import { isMadeInNumbers } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { markdownProse } from '../../render/markdown.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { constant, otherConstant, sampleOf } from '../kinds/sample.ts'
import { actionSchemasOf } from './openapi-actions.ts'
import { includedProperties } from './openapi-answers.ts'
import { broughtProperties, bulkSchemasOf } from './openapi-bulk.ts'
import { object } from './openapi-parts.ts'

/** The schemas of a resource by name: its answer, the body of a create, and that of an update. */
export function schemasOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const { names, operations } = resource
  const create: [string, JsonSchema] = [names.newType, newSchema(resource)]
  const createWith: [string, JsonSchema] = [resource.names.newWithType, newWithSchema(resource, service)]
  const update: [string, JsonSchema] = [names.patchType, patchSchema(resource)]
  const answer: [string, JsonSchema] = [names.type, answerSchema(resource, service)]
  return [
    answer,
    ...(isMadeAlone(resource, service) ? [create] : []),
    ...(resource.createWith.length > 0 ? [createWith] : []),
    ...(operations.includes('update') ? [update] : []),
    ...bulkSchemasOf(resource, service, Object.fromEntries([answer, update])),
    ...actionSchemasOf(resource, service),
  ]
}

/** `{ description }`, where there is one. */
export function described(description: string): { description?: string } {
  return description === '' ? {} : { description: markdownProse(description) }
}

function answerSchema(resource: Resource, service: Service): JsonSchema {
  const readable = resource.fields.filter((field) => field.readable)
  const properties = readable.filter(({ readRoles }) => readRoles === undefined).map((field) => field.property)
  const own = objectSchema(readable, properties)
  return {
    ...own,
    properties: { ...object(own.properties), ...includedProperties(resource, service) },
    ...described(resource.description),
    examples: [exampleOf(readable, resource)],
  }
}

function newSchema(resource: Resource): JsonSchema {
  const creatable = resource.fields.filter((field) => field.writable.create)
  const required = creatable.filter((field) => field.required).map((field) => field.property)
  return { ...objectSchema(creatable, required), examples: [exampleOfCreate(resource)] }
}

/** The same, and what is made with it. */
function newWithSchema(resource: Resource, service: Service): JsonSchema {
  const own = newSchema(resource)
  return { ...own, properties: { ...object(own.properties), ...broughtProperties(resource, service, newSchema) } }
}

/** Whether a body of a create alone is asked for anywhere. */
function isMadeAlone(resource: Resource, service: Service): boolean {
  const { createWith, operations } = resource
  return operations.includes('create') && (createWith.length === 0 || isMadeInNumbers(resource, service))
}

function patchSchema(resource: Resource): JsonSchema {
  const updatable = resource.fields.filter((field) => field.writable.update)
  return { ...objectSchema(updatable, []), examples: [exampleOfUpdate(resource)] }
}

/** A body that a create takes. What a reference points to has to be there, so only those stand in it that must. */
export function exampleOfCreate(resource: Resource): JsonSchema {
  const creatable = resource.fields.filter((field) => field.writable.create)
  return exampleOf(
    creatable.filter((field) => field.required || field.reference === undefined),
    resource,
  )
}

/** A body that an update takes, of one property. */
export function exampleOfUpdate({ fields }: Resource): JsonSchema {
  const updatable = fields.filter((field) => field.writable.update)
  const changed = updatable.find((field) => field.reference === undefined) ?? updatable[0]
  return changed === undefined ? {} : { [changed.property]: otherValue(changed) }
}

/** A body or an answer with these fields and no others. */
export function objectSchema(fields: readonly Field[], required: readonly string[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.property, fieldSchema(field)])),
  }
}

/** An object with samples of these fields. */
export function exampleOf(fields: readonly Field[], resource: Resource): JsonSchema {
  return Object.fromEntries(fields.map((field) => [field.property, exampleValue(field, resource)]))
}

/** A value of a field that the API takes and answers with. */
function exampleValue(field: Field, resource: Resource): unknown {
  if (field.made === 'createdAt' || field.made === 'updatedAt') return constant(field.type)
  const sample = sampleOf(field, resource)
  if (sample.kind === 'constant') return sample.json
  const serial = sample.range === undefined ? '10000'.slice(-sample.digits) : String(sample.range.low)
  const text = `${sample.before}${serial}${sample.after}`
  return sample.quoted ? text : Number(text)
}

function otherValue(field: Field): unknown {
  return field.array ? [otherConstant(field.type)] : otherConstant(field.type)
}
