import { hasPages } from '../../model/linked.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { apiName } from './api-names.ts'
import { hasPageHeaders, isBare } from './envelope.ts'
import { isQueried } from './filters.ts'
import { hasQueries } from './lists.ts'
import { jsonResponse, refTo, withHeader } from './openapi-parts.ts'

/** A page of rows of a resource. */
export function pageResponse(resource: Resource, service: Service): JsonSchema {
  const { type, words } = resource.names
  const description = `A page of ${words.many}.`
  const data = { type: 'array', maxItems: service.pageSize.max, items: refTo(type) }
  if (!isBare(service)) {
    const properties = { data, page: refTo('PageInfo') }
    return jsonResponse(description, { type: 'object', required: ['data', 'page'], properties })
  }
  const page = jsonResponse(description, data, 'Link')
  if (!isQueried(resource)) return page
  return withHeader(withHeader(page, 'X-Total-Count', 'TotalCount'), 'X-Total-Count-Exact', 'TotalCountExact')
}

/** The schema of what a page says of itself, by its name, where it stands in the body. */
export function pageSchemas(service: Service): [string, JsonSchema][] {
  return hasPages(service) && !isBare(service) ? [['PageInfo', pageInfo(service)]] : []
}

/** The headers by which a page says it otherwise. */
export function pageHeaders(service: Service): JsonSchema {
  if (!hasPageHeaders(service)) return {}
  return { ...NEXT_PAGE, ...(hasQueries(service) ? TOTAL_COUNT : {}) }
}

/** So long a cursor may be. */
export const CURSOR: JsonSchema = { maxLength: 16_384, pattern: '^[\\w-]*$' }

/** Where lists can be filtered, also how many rows that leaves. */
function pageInfo(service: Service): JsonSchema {
  const nextCursor = apiName('nextCursor', service)
  return {
    type: 'object',
    required: [nextCursor],
    properties: {
      [nextCursor]: { type: ['string', 'null'], description: 'For the next page; null on the last one.', ...CURSOR },
      ...(hasQueries(service) ? { total: TOTAL } : {}),
    },
    examples: [{ [nextCursor]: null }],
  }
}

const COUNT: JsonSchema = { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }

const TOTAL: JsonSchema = {
  type: 'object',
  description: 'How many rows the filters leave, where `total` asks for it.',
  required: ['count', 'exact'],
  properties: { count: COUNT, exact: { type: 'boolean', description: 'False where there are more.' } },
}

const NEXT_PAGE: JsonSchema = {
  Link: {
    description: 'The next page (RFC 8288), relative to the address of this one; absent on the last one.',
    required: false,
    schema: {
      type: 'string',
      maxLength: 65_536,
      pattern: '^<\\?[^<>\\s]+>; rel="next"$',
      examples: ['<?limit=20&cursor=WzIsIjAxOTgiXQ>; rel="next"'],
    },
  },
}

const TOTAL_COUNT: JsonSchema = {
  TotalCount: {
    description: 'How many rows the filters leave, where `total` asks for it.',
    required: false,
    schema: COUNT,
  },
  TotalCountExact: {
    description: 'Beside `X-Total-Count`: false where there are more.',
    required: false,
    schema: { type: 'boolean' },
  },
}
