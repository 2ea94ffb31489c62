import type { JsonSchema } from '../kinds/openapi.ts'
import { mapValues, object } from './openapi-parts.ts'

/**
 * An OpenAPI 3.1 document as one of 3.0, whose schemas are of an older JSON Schema: null is `nullable`, there is one
 * `example`, and bytes are a format.
 */
export function asOpenapi30(document: JsonSchema): JsonSchema {
  return { ...object(converted(document)), openapi: '3.0.4', info: olderInfo(object(document.info)) }
}

/** 3.0 knows a licence by its address only. */
function olderInfo({ license, ...info }: JsonSchema): JsonSchema {
  const { identifier, ...rest } = object(license)
  return { ...info, license: { ...rest, url: `urn:spdx:${identifier}` } }
}

/** Finds the schemas; what is in examples is data, whatever it looks like. */
function converted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(converted)
  if (typeof value !== 'object' || value === null) return value
  return mapValues(object(value), (inner, key) => {
    if (key === 'example' || key === 'examples') return inner
    if (key === 'schema') return olderSchema(object(inner))
    return key === 'schemas' ? mapValues(object(inner), (schema) => olderSchema(object(schema))) : converted(inner)
  })
}

function olderSchema(schema: JsonSchema): JsonSchema {
  const { type, examples, contentEncoding, properties, items, additionalProperties, anyOf, ...rest } = schema
  return {
    ...olderType(type),
    ...(Array.isArray(anyOf) ? olderEither(anyOf) : {}),
    ...(contentEncoding === undefined ? {} : { format: 'byte' }),
    ...rest,
    ...(properties === undefined
      ? {}
      : { properties: mapValues(object(properties), (inner) => olderSchema(object(inner))) }),
    ...(items === undefined ? {} : { items: olderSchema(object(items)) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: olderSchema(object(additionalProperties)) }
      : additionalProperties === undefined
        ? {}
        : { additionalProperties }),
    ...(Array.isArray(examples) ? { example: examples[0] } : {}),
  }
}

/** Something or null. */
function olderEither(anyOf: readonly JsonSchema[]): JsonSchema {
  const some = anyOf.filter(({ type }) => type !== 'null').map((one) => olderSchema(one))
  return { type: 'object', nullable: true, allOf: some }
}

function olderType(type: unknown): JsonSchema {
  if (!Array.isArray(type)) return type === undefined ? {} : { type }
  return { type: type.find((name) => name !== 'null'), nullable: true }
}
