import { hasLimits, isLimited, limitsAll } from '../../model/limits.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { mapValues, object, withRequestId } from './openapi-parts.ts'

const RATE_HEADERS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const

/** The answer to one request too many; that to too many attempts to sign in says nothing of a limit. */
const LIMITED = 'RateLimited'

/** The addresses of a resource, with what its limit answers. */
export function limitedPaths(paths: readonly [string, JsonSchema][], resource: Resource): [string, JsonSchema][] {
  if (!isLimited(resource)) return [...paths]
  return paths.map(([address, operations]) => [
    address,
    mapValues(operations, (operation, method) =>
      method === 'parameters' ? operation : limitedOperation(object(operation)),
    ),
  ])
}

/** An operation, with what its limit answers. */
export function limitedOperation(operation: JsonSchema): JsonSchema {
  const responses = object(operation.responses)
  // Where accounts are made, attempts are counted first.
  const limited = { 429: { $ref: `#/components/responses/${LIMITED}` }, ...responses }
  return { ...operation, responses: mapValues(limited, limitedResponse) }
}

function limitedResponse(response: unknown, status: string): unknown {
  const own = object(response)
  return status.startsWith('2') && own.$ref === undefined ? withRateHeaders(own) : response
}

/** Answers that several operations may have: they promise what each of those keeps. */
export function limitedResponses(responses: readonly [string, JsonSchema][], service: Service): [string, JsonSchema][] {
  return responses.map(([name, response]) => [name, limitsAll(service) ? withRateHeaders(response) : response])
}

function withRateHeaders(response: JsonSchema): JsonSchema {
  const own = RATE_HEADERS.map((name) => [name, { $ref: `#/components/headers/${name}` }] as const)
  return { ...response, headers: { ...object(response.headers), ...Object.fromEntries(own) } }
}

/** The answers of the service that are problems, with that of limits. */
export function withLimited(responses: JsonSchema, service: Service): JsonSchema {
  if (!hasLimits(service)) return responses
  const { Problem429, ...others } = responses
  const attempts = service.auth === undefined ? {} : { Problem429 }
  const { headers, ...limited } = object(Problem429)
  return { ...others, ...attempts, [LIMITED]: withRateHeaders(withRequestId(limited, 'Retry-After')) }
}

/** Headers that tell of limits. */
export function limitHeaders(service: Service): JsonSchema {
  if (!hasLimits(service)) return {}
  const rates = service.resources.flatMap(({ rateLimit, actions }) => [
    rateLimit,
    ...actions.map((one) => one.rateLimit),
  ])
  const known = rates.filter((rate) => rate !== undefined)
  const most = Math.max(...known.map(({ limit }) => limit))
  const seconds = Math.ceil(Math.max(...known.map(({ window }) => window)) / 1_000)
  const whole = (minimum: number, maximum: number): JsonSchema => ({
    type: 'integer',
    format: 'int32',
    minimum,
    maximum,
  })
  return {
    'Retry-After': {
      description: 'How long to wait, in seconds.',
      schema: { ...whole(1, Math.max(86_400, seconds)), examples: [2] },
    },
    'RateLimit-Limit': { description: 'How many requests a caller may send in a window.', schema: whole(1, most) },
    'RateLimit-Remaining': { description: 'How many are left in this one.', schema: whole(0, most) },
    'RateLimit-Reset': { description: 'How long it still is, in seconds.', schema: whole(1, seconds) },
  }
}
