import { isAnsweredAlone } from '../../model/acting.ts'
import { isShown } from '../../model/linked.ts'
import { isRestorable } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { collectionAddress, itemAddress } from '../../model/nesting.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { refusalsOf, securityOf } from './openapi-access.ts'
import { actionPathsOf } from './openapi-actions.ts'
import { answerParameters } from './openapi-answers.ts'
import { bulkPathOf } from './openapi-bulk.ts'
import { createOf } from './openapi-create.ts'
import { keyParameters, parentParameters } from './openapi-keys.ts'
import { limitedPaths } from './openapi-limits.ts'
import { linkPathsOf, pageName } from './openapi-links.ts'
import { queryParameters } from './openapi-lists.ts'
import { answer, operation, unparented } from './openapi-operation.ts'
import { pageResponse } from './openapi-pages.ts'
import {
  answerSchema,
  jsonContent,
  jsonResponse,
  refTo,
  withArticle,
  withHeader,
  withRequestId,
} from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'
import { hasPlainTag } from './openapi-versions.ts'
import { looksElsewhere } from './resource-filters.ts'

/** The addresses of a resource, with their operations. */
export function pathsOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const collection = collectionAddress(resource, service)
  const item = itemAddress(resource, service)
  const has = (operation: Resource['operations'][number]) => resource.operations.includes(operation)
  const onCollection = {
    ...(has('list') ? { get: listOf(resource, service) } : {}),
    ...(has('create') ? { post: createOf(resource, service) } : {}),
  }
  const onItem = {
    ...(has('get') ? { get: getOf(resource, service) } : {}),
    ...(has('update') ? { patch: updateOf(resource, service) } : {}),
    ...(has('delete') ? { delete: deleteOf(resource, service) } : {}),
  }
  const parameters = keyParameters(resource, service)
  const outer = parentParameters(resource, service)
  const paths: [string, JsonSchema][] = [
    [collection, { ...(outer.length > 0 ? { parameters: outer } : {}), ...onCollection }],
    ...bulkPathOf(resource, service),
    [item, { parameters, ...onItem }],
    [`${item}/restore`, { parameters, ...(isRestorable(resource) ? { post: restoreOf(resource, service) } : {}) }],
  ]
  const served = paths.filter(([, operations]) => Object.keys(operations).some((name) => name !== 'parameters'))
  const own = limitedPaths([...served, ...linkPathsOf(resource, service)], resource)
  return [...own, ...actionPathsOf(resource, service)]
}

/** The answers that several operations of a resource share, or that have a shape of their own, by name. */
export function responsesOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const { names, operations } = resource
  const { one } = names.words
  const tag = resource.versioned ? ['ETag'] : []
  const gets = operations.includes('get') && !hasPlainTag(resource)
  const single = answerSchema(service, refTo(names.type))
  const made = resource.createWith.length > 0 ? names.withType : names.type
  const whole = answerSchema(service, refTo(made))
  const created: [string, JsonSchema] = [names.newType, jsonResponse(`The new ${one}.`, whole, 'Location', ...tag)]
  const answered: [string, JsonSchema] = [names.type, jsonResponse(`The ${one} as it is now.`, single, ...tag)]
  const isAnswered =
    gets || operations.includes('update') || isRestorable(resource) || isAnsweredAlone(resource, service)
  return [...(operations.includes('create') ? [created] : []), ...(isAnswered ? [answered] : [])]
}

function listOf(resource: Resource, service: Service): JsonSchema {
  const { many } = resource.names.words
  const page = isShown(resource, service)
    ? { $ref: `#/components/responses/${pageName(resource)}` }
    : pageResponse(resource, service)
  return {
    ...operation('list', resource, {
      summary: `List ${many}`,
      description: `A page of ${many} ${orderWords(resource)}. Rows that come or go meanwhile do not shift the pages.`,
    }),
    ...securityOf(resource, service, 'list'),
    parameters: [
      { $ref: '#/components/parameters/Limit' },
      { $ref: '#/components/parameters/Cursor' },
      ...queryParameters(resource, service),
    ],
    responses: {
      200: page,
      ...problemResponses(
        400,
        ...new Set([
          ...refusalsOf(resource, service, 'list'),
          ...(looksElsewhere(resource, service) ? [401, 403] : []),
          ...refusedRelations(resource),
        ]),
        ...unparented(resource),
        500,
        503,
        504,
      ),
    },
  }
}

function orderWords({ query }: Resource): string {
  return query.sorts.length === 0 ? 'in the order of their keys' : 'in the order of `sort`, or of their keys'
}

/** Who may see nothing of what is included is told so. */
function refusedRelations({ access, query }: Resource): number[] {
  return access !== undefined && query.includes.length > 0 ? [401, 403] : []
}

function getOf(resource: Resource, service: Service): JsonSchema {
  const { versioned, names } = resource
  const { type, words } = names
  const parameters = [...(versioned ? [refToParameter('IfNoneMatch')] : []), ...answerParameters(resource)]
  return {
    ...operation('get', resource, {
      summary: `Get ${withArticle(words.one)}`,
      description: `One ${words.one}, by its key.`,
    }),
    ...securityOf(resource, service, 'get'),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: {
      200: hasPlainTag(resource) ? unlessIncluded(resource, service) : answer(type),
      ...(versioned ? { 304: { $ref: '#/components/responses/NotModified' } } : {}),
      ...problemResponses(
        400,
        ...new Set([...refusalsOf(resource, service, 'get'), ...refusedRelations(resource)]),
        404,
        500,
        503,
        504,
      ),
    },
  }
}

/** One row, perhaps with others beside it. */
function unlessIncluded({ names }: Resource, service: Service): JsonSchema {
  const single = answerSchema(service, refTo(names.type))
  return withHeader(jsonResponse(`The ${names.words.one} as it is now.`, single), 'ETag', 'ETagUnlessIncluded')
}

function updateOf(resource: Resource, service: Service): JsonSchema {
  const { type, patchType, words } = resource.names
  const content = jsonContent(refTo(patchType), 'application/merge-patch+json', 'application/json')
  return {
    ...operation('update', resource, {
      summary: `Update ${withArticle(words.one)}`,
      description: 'A JSON Merge Patch (RFC 7396): what is absent stays, `null` empties.',
    }),
    ...securityOf(resource, service, 'update'),
    ...precondition(resource),
    requestBody: { required: true, content },
    responses: {
      200: answer(type),
      ...problemResponses(
        400,
        ...refusalsOf(resource, service, 'update'),
        404,
        409,
        ...failed(resource),
        413,
        415,
        422,
        ...missing(resource),
        500,
        503,
        504,
      ),
    },
  }
}

function deleteOf(resource: Resource, service: Service): JsonSchema {
  const { one } = resource.names.words
  const kept = resource.softDelete ? ' It is kept, and can be restored.' : ''
  return {
    ...operation('delete', resource, {
      summary: `Delete ${withArticle(one)}`,
      description: `The second time the answer is 404; it is 409 while others refer to the ${one} and must not lose it.${kept}`,
    }),
    ...securityOf(resource, service, 'delete'),
    ...precondition(resource),
    responses: {
      204: withRequestId({ description: 'It is gone.' }),
      ...problemResponses(
        400,
        ...refusalsOf(resource, service, 'delete'),
        404,
        409,
        ...failed(resource),
        ...missing(resource),
        500,
        503,
        504,
      ),
    },
  }
}

/** What changes a row says of which version it must be. */
function precondition({ versioned }: Resource): JsonSchema {
  return versioned ? { parameters: [refToParameter('IfMatch')] } : {}
}

function failed({ versioned }: Resource): number[] {
  return versioned ? [412] : []
}

function missing({ versioned }: Resource): number[] {
  return versioned ? [428] : []
}

function refToParameter(name: string): JsonSchema {
  return { $ref: `#/components/parameters/${name}` }
}

function restoreOf(resource: Resource, service: Service): JsonSchema {
  const { type, words } = resource.names
  return {
    ...operation('restore', resource, {
      summary: `Restore ${withArticle(words.one)}`,
      description: `Brings back one that was deleted. The answer is 404 when there is none, and 409 when another one has taken its place meanwhile.`,
    }),
    ...securityOf(resource, service, 'delete'),
    responses: {
      200: answer(type),
      ...problemResponses(400, ...refusalsOf(resource, service, 'delete'), 404, 409, 422, 500, 503, 504),
    },
  }
}
