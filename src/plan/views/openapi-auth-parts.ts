import type { JsonSchema } from '../kinds/openapi.ts'
import { jsonContent, refTo, withRequestId } from './openapi-parts.ts'

/** The tag of signing in. */
export const AUTH_TAG = 'Signing in'

/** The scheme by which a request says who it comes from. */
export const BEARER = { accessToken: [] } as const

/** Something that was typed: whether it is right is found out later. */
export const TYPED: JsonSchema = { type: 'string', minLength: 1, maxLength: 1_000, pattern: '^[^\\x00]*$' }

/** A token that nobody guesses. */
export const REFRESH_TOKEN: JsonSchema = { type: 'string', minLength: 43, maxLength: 43, pattern: '^[\\w-]{43}$' }

/** One to show. */
export const A_TOKEN = 'n3hW0dC7xQ2vK9sLr5tYb8uJm1pZf4gEa6iOoVcXwTk'

/** A body with these properties, all of them, and an example. */
export function body(properties: JsonSchema, example: JsonSchema): JsonSchema {
  const required = Object.keys(properties)
  return { type: 'object', additionalProperties: false, required, properties, examples: [example] }
}

/** What an operation is. */
export function operation(operationId: string, summary: string, description: string): JsonSchema {
  return { operationId, summary, description, tags: [AUTH_TAG] }
}

/** What it takes. */
export function taking(schema: string): JsonSchema {
  return { requestBody: { required: true, content: jsonContent(refTo(schema), 'application/json') } }
}

/** An answer without a body. */
export const GONE = withRequestId({ description: 'It is done.' })
/** The answer to who has signed in. */
export const SIGNED_IN: JsonSchema = { $ref: '#/components/responses/AuthTokens' }
