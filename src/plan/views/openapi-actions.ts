import { actionNames, isWriting } from '../../model/acting.ts'
import { isActionLimited } from '../../model/limits.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Action, Resource, Service } from '../../model/model.ts'
import { collectionAddress } from '../../model/nesting.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { inBody } from './actions.ts'
import { apiName } from './api-names.ts'
import { refusalsOfRules, securityOfRules } from './openapi-access.ts'
import { keyParameterOfAction } from './openapi-idempotency.ts'
import { keyParameters, parentParameters } from './openapi-keys.ts'
import { limitedOperation } from './openapi-limits.ts'
import { memberSchema, membersSchema } from './openapi-members.ts'
import { answer } from './openapi-operation.ts'
import { answerSchema, jsonContent, jsonResponse, refTo, upperFirst, withRequestId } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'
import { described } from './openapi-schemas.ts'

/** So many rows at most an action should answer with. */
const MOST_ANSWERED = 1_000

/** The addresses of the actions of a resource, with what is asked for there. */
export function actionPathsOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const paths = new Map<string, JsonSchema>()
  for (const action of resource.actions) {
    const path = `${collectionAddress(resource, service)}${action.path}`
    const parameters = action.onRow ? keyParameters(resource, service) : parentParameters(resource, service)
    const shared = parameters.length > 0 ? { parameters } : {}
    const whole = operationOf(action, resource, service)
    const operation = isActionLimited(action, resource) ? limitedOperation(whole) : whole
    paths.set(path, { ...shared, ...paths.get(path), [action.method]: operation })
  }
  return [...paths]
}

/** The schemas of what actions are sent and answer, by name. */
export function actionSchemasOf(resource: Resource, service: Service): [string, JsonSchema][] {
  return resource.actions.flatMap((action): [string, JsonSchema][] => {
    const { input, answer: answered } = actionNames(action, resource)
    const { request, response } = action
    return [
      ...(request !== undefined && inBody(action)
        ? [[input, membersSchema(request, service)] as [string, JsonSchema]]
        : []),
      ...(response !== undefined && 'members' in response
        ? [[answered, membersSchema(response.members, service)] as [string, JsonSchema]]
        : []),
    ]
  })
}

function operationOf(action: Action, resource: Resource, service: Service): JsonSchema {
  const { asked, input } = actionNames(action, resource)
  const body = action.request !== undefined && inBody(action)
  const parameters = [...queryParameters(action, service), ...keyParameterOfAction(action)]
  return {
    operationId: `${asked.slice(0, 1).toLowerCase()}${asked.slice(1)}`,
    summary: summaryOf(action, resource),
    description: `${upperFirst(action.name)}.`,
    ...described(action.description),
    tags: [resource.names.words.many],
    ...securityOfRules(action.rules),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: jsonContent(refTo(input), 'application/json') } } : {}),
    responses: { ...answersOf(action, resource, service), ...problemsOf(action, resource, body) },
  }
}

function summaryOf({ name }: Action, { names }: Resource): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return `${upperFirst(words)} (${names.words.many})`
}

function problemsOf(action: Action, resource: Resource, body: boolean): JsonSchema {
  const isThere = action.onRow || resource.parent !== undefined
  return problemResponses(
    400,
    ...refusalsOfRules(action.rules),
    ...(isThere ? [404] : []),
    ...(isWriting(action) ? [409] : []),
    ...(body ? [413, 415] : []),
    ...(isWriting(action) ? [422] : []),
    500,
    ...(action.uses.length > 0 ? [502] : []),
    503,
    504,
  )
}

function queryParameters(action: Action, service: Service): JsonSchema[] {
  if (action.request === undefined || inBody(action)) return []
  return action.request.map((member) => ({
    name: apiName(member.name, service),
    in: 'query',
    description: `Of \`${action.name}\`.`,
    ...described(member.description),
    ...(member.optional || member.default !== undefined ? {} : { required: true }),
    ...(member.array ? { style: 'form', explode: false } : {}),
    schema: memberSchema({ ...member, optional: false }, service),
  }))
}

function answersOf(action: Action, resource: Resource, service: Service): JsonSchema {
  const { response } = action
  if (response === undefined) return { 204: withRequestId({ description: 'It is done.' }) }
  if ('members' in response) {
    const { answer: answered } = actionNames(action, resource)
    return { 200: jsonResponse('What came of it.', answerSchema(service, refTo(answered))) }
  }
  const { names } = resourceNamed(service, response.resource)
  if (!response.list) return { 200: answer(names.type) }
  const rows = { type: 'array', maxItems: MOST_ANSWERED, items: refTo(names.type) }
  return { 200: jsonResponse(`Some ${names.words.many}.`, answerSchema(service, rows)) }
}
