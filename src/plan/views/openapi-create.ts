import type { Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { userOf } from './actor.ts'
import { canRegister } from './auth.ts'
import { broughtBy } from './create-with.ts'
import { refusalsOf, securityOf } from './openapi-access.ts'
import { BEARER } from './openapi-auth-parts.ts'
import { keyParameterOf } from './openapi-idempotency.ts'
import { answer, operation, unparented } from './openapi-operation.ts'
import { jsonContent, refTo, withArticle } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'

/** The create of a resource. */
export function createOf(resource: Resource, service: Service): JsonSchema {
  const { newType, words } = resource.names
  const body = resource.createWith.length > 0 ? resource.names.newWithType : newType
  return {
    ...operation('create', resource, {
      summary: `Create ${withArticle(words.one)}`,
      description: 'Properties that are not listed are refused.',
    }),
    ...securityOfCreate(resource, service),
    ...keyParameterOf(resource),
    requestBody: { required: true, content: jsonContent(refTo(body), 'application/json') },
    responses: {
      201: answer(newType),
      ...problemResponses(
        400,
        ...refusalsOfCreate(resource, service),
        409,
        413,
        415,
        422,
        ...slowedDown(resource, service),
        500,
        503,
        504,
      ),
    },
  }
}

/** What a create brings along is for who may make that; without it, it is for others too. */
function securityOfCreate(resource: Resource, service: Service): JsonSchema {
  const own = securityOf(resource, service, 'create')
  const isOpen = Array.isArray(own.security) && own.security.length === 0
  return isOpen && resource.createWith.length > 0 ? { security: [{}, BEARER] } : own
}

function refusalsOfCreate(resource: Resource, service: Service): number[] {
  const brought = broughtBy(resource, service)
  const ofOthers = brought.length > 0 && service.auth !== undefined ? [401, 403] : []
  const below = brought.some(({ child }) => child.parent !== undefined) ? [404] : []
  return [...new Set([...refusalsOf(resource, service, 'create'), ...ofOthers, ...unparented(resource), ...below])]
}

/** Who is not signed in may make so many accounts. */
function slowedDown(resource: Resource, service: Service): number[] {
  return service.auth !== undefined && resource === userOf(service) && canRegister(service) ? [429] : []
}
