import type { Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { isBare } from './envelope.ts'

/** In the examples. */
export const REQUEST_ID = '0f8fad5b-d9cb-469f-a165-70867728950e'

/** A schema of `components`, by its name. */
export function refTo(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** The same schema for each of these media types. */
export function jsonContent(schema: JsonSchema, ...types: readonly string[]): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(types.map((type) => [type, { schema }]))
}

/** A response, with the header that every answer has, and more headers of `components` by their names. */
export function withRequestId(response: JsonSchema, ...headers: readonly string[]): JsonSchema {
  const shared = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } }
  const own = headers.map((name) => [name, { $ref: `#/components/headers/${name}` }] as const)
  return { ...response, headers: { ...shared, ...Object.fromEntries(own) } }
}

/** A response with one more header, which goes by another name among the `components`. */
export function withHeader(response: JsonSchema, header: string, name: string): JsonSchema {
  return { ...response, headers: { ...object(response.headers), [header]: { $ref: `#/components/headers/${name}` } } }
}

/** A JSON answer. */
export function jsonResponse(description: string, schema: JsonSchema, ...headers: readonly string[]): JsonSchema {
  return withRequestId({ description, content: jsonContent(schema, 'application/json') }, ...headers)
}

/** The body of an answer that is about this. */
export function answerSchema(service: Pick<Service, 'api'>, schema: JsonSchema): JsonSchema {
  return isBare(service) ? schema : { type: 'object', required: ['data'], properties: { data: schema } }
}

/** `a product`, `an order`. */
export function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}

/** `orders` to `Orders`. */
export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** A part of a document as a map; what is none has no entries. */
export function object(value: unknown): JsonSchema {
  return Object(value)
}

/** The same map with other values. */
export function mapValues(value: JsonSchema, change: (inner: unknown, key: string) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]))
}
