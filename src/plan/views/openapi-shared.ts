import type { JsonSchema } from '../kinds/openapi.ts'

const STATUS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  404: 'There is no such resource.',
  409: 'The state forbids it.',
  413: 'The body is too large.',
  415: 'The body has the wrong media type.',
  422: 'The values do not go together.',
  500: 'Something went wrong on our side.',
  503: 'Not available at the moment: try again.',
  504: 'It took too long.',
}

/** The answers of an operation that are problems, by status. */
export function problemResponses(...statuses: readonly number[]): JsonSchema {
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]))
}

/** The routes that every service has beside its resources. */
export const OPERATIONS_ROUTES: JsonSchema = {
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'Whether the process runs',
      tags: ['operations'],
      responses: {
        200: {
          description: 'It runs.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/ServiceStatus' } } },
        },
      },
    },
  },
  '/ready': {
    get: {
      operationId: 'getReadiness',
      summary: 'Whether the process should get requests',
      tags: ['operations'],
      responses: {
        200: {
          description: 'It should.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/ServiceStatus' } } },
        },
        503: {
          description: 'Not now.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/ServiceStatus' } } },
        },
      },
    },
  },
}

/** Components that every document has. */
export const SHARED_COMPONENTS = {
  schemas: {
    PageInfo: {
      type: 'object',
      required: ['nextCursor'],
      properties: { nextCursor: { type: ['string', 'null'], description: 'For the next page; null on the last one.' } },
    },
    Problem: {
      type: 'object',
      description: 'RFC 9457.',
      required: ['type', 'title', 'status', 'code', 'requestId'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        code: { type: 'string' },
        detail: { type: 'string' },
        requestId: { type: 'string' },
        errors: { type: 'array', items: { $ref: '#/components/schemas/InvalidValue' } },
      },
    },
    InvalidValue: {
      type: 'object',
      required: ['in', 'pointer', 'code', 'message'],
      properties: {
        in: { type: 'string', enum: ['body', 'path', 'query'] },
        pointer: { type: 'string', description: 'JSON Pointer, RFC 6901.' },
        code: { type: 'string' },
        message: { type: 'string' },
      },
    },
    ServiceStatus: {
      type: 'object',
      required: ['status'],
      properties: { status: { type: 'string' }, checks: { type: 'object', additionalProperties: { type: 'string' } } },
    },
  },
  headers: { Location: { description: 'The address of the new one.', schema: { type: 'string' } } },
  responses: Object.fromEntries(
    Object.entries(STATUS).map(([status, description]) => [
      `Problem${status}`,
      { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  ),
} as const
