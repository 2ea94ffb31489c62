import type { Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { apiName } from './api-names.ts'
import { isBare } from './envelope.ts'
import { CURSOR } from './openapi-pages.ts'
import { jsonResponse, REQUEST_ID, refTo } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'

/** The tag of what is no resource; those of resources are in lower case. */
export const SERVICE_TAG = 'Service'

/** The routes that every service has beside its resources. */
export const SERVICE_ROUTES: JsonSchema = {
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'Whether the process runs',
      description: 'For whatever restarts the process when it hangs. It asks neither the database nor anything else.',
      tags: [SERVICE_TAG],
      responses: { 200: { $ref: '#/components/responses/ServiceStatus' }, ...problemResponses('4XX', 500) },
    },
  },
  '/ready': {
    get: {
      operationId: 'getReadiness',
      summary: 'Whether the process should get requests',
      description: 'For load balancers: the database answers, migrations are applied, and the process is not stopping.',
      tags: [SERVICE_TAG],
      responses: {
        200: { $ref: '#/components/responses/ServiceStatus' },
        503: jsonResponse('Not now.', refTo('ServiceStatus')),
        ...problemResponses('4XX', 500),
      },
    },
  },
  '/startup': {
    get: {
      operationId: 'getStartup',
      summary: 'Whether the process is up',
      description:
        'For whatever waits for a new process: a database that is down keeps it from being ready, not from this.',
      tags: [SERVICE_TAG],
      responses: {
        200: { $ref: '#/components/responses/ServiceStatus' },
        503: jsonResponse('Not yet.', refTo('ServiceStatus')),
        ...problemResponses('4XX', 500),
      },
    },
  },
}

/** The name of a property can fill the largest body that a service takes, and escapes make it twice as long. */
const LONGEST_POINTER = 2 * 10_485_760

const CHECK: JsonSchema = { type: 'string', enum: ['ok', 'failing'] }

/** Schemas that every document has. */
export const SHARED_SCHEMAS = {
  Problem: {
    type: 'object',
    description: 'What went wrong (RFC 9457).',
    required: ['type', 'title', 'status', 'code', 'requestId'],
    properties: {
      type: { type: 'string', format: 'uri-reference', maxLength: 2048 },
      title: { type: 'string', maxLength: 200, pattern: '^[^\\x00]*$' },
      status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599 },
      code: {
        type: 'string',
        description: 'What programs go by: it stays when words change.',
        maxLength: 64,
        pattern: '^[a-z]+(-[a-z]+)*$',
      },
      detail: { type: 'string', maxLength: 32_768, pattern: '^[^\\x00]*$' },
      requestId: {
        type: 'string',
        description: 'The log of the service has it too.',
        maxLength: 64,
        pattern: '^[\\w=-]+$',
      },
      errors: {
        type: 'array',
        description: 'Every value of the request that is wrong.',
        maxItems: 100,
        items: refTo('InvalidValue'),
      },
    },
  },
  InvalidValue: {
    type: 'object',
    required: ['in', 'pointer', 'code', 'message'],
    properties: {
      in: { type: 'string', enum: ['body', 'path', 'query'] },
      pointer: {
        type: 'string',
        description: 'JSON Pointer, RFC 6901.',
        maxLength: LONGEST_POINTER,
        pattern: '^$|^/',
      },
      code: { type: 'string', maxLength: 64, pattern: '^[a-z]+([_-][a-z]+)*$' },
      message: { type: 'string', maxLength: 32_768, pattern: '^[^\\x00]*$' },
    },
  },
  ServiceStatus: {
    type: 'object',
    required: ['status'],
    properties: {
      status: { type: 'string', enum: ['ok', 'unavailable', 'starting', 'draining'] },
      checks: { type: 'object', properties: { database: CHECK, migrations: CHECK } },
    },
    examples: [{ status: 'ok', checks: { database: 'ok', migrations: 'ok' } }],
  },
} satisfies Record<string, JsonSchema>

/** The same; where a service has a use for Redis, it says how that is. */
export function sharedSchemas(redis: boolean): Record<string, JsonSchema> {
  if (!redis) return SHARED_SCHEMAS
  const { ServiceStatus, ...others } = SHARED_SCHEMAS
  const { checks, status } = ServiceStatus.properties
  const properties = { status, checks: { ...checks, properties: { ...checks.properties, redis: OPTIONAL_CHECK } } }
  return { ...others, ServiceStatus: { ...ServiceStatus, properties } }
}

/** Of what the service goes on without. */
const OPTIONAL_CHECK: JsonSchema = { type: 'string', enum: ['ok', 'degraded'] }

/** Responses that every document has. */
export const SHARED_RESPONSES: JsonSchema = {
  ServiceStatus: jsonResponse('It is well.', refTo('ServiceStatus')),
}

/** Headers of answers. */
export const SHARED_HEADERS: JsonSchema = {
  Location: {
    description: 'The address of the new one.',
    schema: { type: 'string', format: 'uri-reference', maxLength: 2048 },
  },
  RequestId: {
    description: 'The id of the request: its own `X-Request-Id` where it had one. The log of the service has it too.',
    schema: { type: 'string', maxLength: 64, pattern: '^[\\w=-]+$', examples: [REQUEST_ID] },
  },
}

/** Parameters of every list. */
export function listParameters(service: Service): JsonSchema {
  const { pageSize } = service
  const given = isBare(service)
    ? 'what `Link` of the page before has'
    : `\`${apiName('nextCursor', service)}\` of the page before`
  return {
    Limit: {
      name: 'limit',
      in: 'query',
      description: 'How many rows a page may have.',
      schema: { type: 'integer', format: 'int32', minimum: 1, maximum: pageSize.max, default: pageSize.default },
    },
    Cursor: {
      name: 'cursor',
      in: 'query',
      description: `Where the page starts: ${given}.`,
      schema: { type: 'string', ...CURSOR },
    },
  }
}
