import { takesKey, takesKeys } from '../../model/lookup.ts'
import type { Action, Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'

const NAME = 'IdempotencyKey'

/** The header by which a create that comes again is known, where there is one that takes it. */
export function idempotencyParameters(service: Service): JsonSchema {
  return takesKeys(service) ? { [NAME]: IDEMPOTENCY_KEY } : {}
}

/** What says after how long to try again, among other answers of that status that do not. */
export function idempotencyHeaders(service: Service): JsonSchema {
  return takesKeys(service) ? { RetryAfterInUse: RETRY_AFTER } : {}
}

const RETRY_AFTER: JsonSchema = {
  description: 'How long to wait, in seconds, where a request with the same key is being answered.',
  required: false,
  schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 86_400, examples: [1] },
}

/** The same at the create of a resource. */
export function keyParameterOf(resource: Resource): JsonSchema {
  return takesKey(resource) ? { parameters: [{ $ref: `#/components/parameters/${NAME}` }] } : {}
}

/** The same at an action. */
export function keyParameterOfAction({ idempotent }: Action): JsonSchema[] {
  return idempotent ? [{ $ref: `#/components/parameters/${NAME}` }] : []
}

const IDEMPOTENCY_KEY: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Any text of your own for this request, a random UUID best. Sent again within a day, with the same body, it gets the same answer, and nothing is made twice; with another body the answer is 422, and 409 while the first one is being answered.',
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: 255,
    pattern: '^[\\x21-\\x7e]+$',
    examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'],
  },
}
