import type { Field, Resource } from '../../model/model.ts'
import { markdownProse } from '../../render/markdown.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { constant, otherConstant, sampleOf } from '../kinds/sample.ts'

/** The schemas of a resource by name: its answer, the body of a create, and that of an update. */
export function schemasOf(resource: Resource): [string, JsonSchema][] {
  const { names, operations } = resource
  const create: [string, JsonSchema] = [names.newType, newSchema(resource)]
  const update: [string, JsonSchema] = [names.patchType, patchSchema(resource)]
  return [
    [names.type, answerSchema(resource)],
    ...(operations.includes('create') ? [create] : []),
    ...(operations.includes('update') ? [update] : []),
  ]
}

/** `{ description }`, where there is one. */
export function described(description: string): { description?: string } {
  return description === '' ? {} : { description: markdownProse(description) }
}

function answerSchema({ fields, description }: Resource): JsonSchema {
  const readable = fields.filter((field) => field.readable)
  const properties = readable.map((field) => field.property)
  return { ...objectSchema(readable, properties), ...described(description), examples: [exampleOf(readable)] }
}

function newSchema({ fields }: Resource): JsonSchema {
  const creatable = fields.filter((field) => field.writable.create)
  const required = creatable.filter((field) => field.required).map((field) => field.property)
  // What a reference points to has to be there, so only those stand in the example that must.
  const given = creatable.filter((field) => field.required || field.reference === undefined)
  return { ...objectSchema(creatable, required), examples: [exampleOf(given)] }
}

function patchSchema({ fields }: Resource): JsonSchema {
  const updatable = fields.filter((field) => field.writable.update)
  const changed = updatable.find((field) => field.reference === undefined) ?? updatable[0]
  const example = changed === undefined ? {} : { [changed.property]: otherValue(changed) }
  return { ...objectSchema(updatable, []), examples: [example] }
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
  return Object.fromEntries(fields.map((field) => [field.property, exampleValue(field)]))
}

/** A value of a field that the API takes and answers with. */
export function exampleValue(field: Field): unknown {
  if (field.made === 'createdAt' || field.made === 'updatedAt') return constant(field.type)
  const sample = sampleOf(field)
  if (sample.kind === 'constant') return sample.json
  const serial = sample.range === undefined ? '10000'.slice(-sample.digits) : String(sample.range.low)
  const text = `${sample.before}${serial}${sample.after}`
  return sample.quoted ? text : Number(text)
}

function otherValue(field: Field): unknown {
  return field.array ? [otherConstant(field.type)] : otherConstant(field.type)
}
