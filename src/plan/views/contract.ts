import { isRestorable } from '../../model/lookup.ts'
import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { arrayText } from '../layout.ts'
import { CONTRACT_PATHS } from './contract-imports.ts'
import { openapiDocument } from './openapi.ts'
import { object, upperFirst } from './openapi-parts.ts'
import { tenantOf } from './tenants.ts'

/** Operations that take a secret, what is in a letter, or a provider that sends somebody back. */
const SECRETIVE: ReadonlySet<string> = new Set([
  'signIn',
  'refreshTokens',
  'changePassword',
  'changeIdentifier',
  'resetPassword',
  'verifyEmail',
  'revokeApiKey',
  'signInWithProvider',
  'comeBackFromProvider',
  'fetchTokens',
  'removeIdentity',
])

/** `tests/document.contract.ts` */
export function contractTestView(service: Service) {
  const restores = service.resources.filter(isRestorable).map(({ names }) => `restore${names.type}`)
  const secretive = operationIds(service).filter((id) => SECRETIVE.has(id))
  const bulk = service.resources.flatMap(({ names, operations }) => {
    return operations.includes('bulkUpdate') ? [`bulkUpdate${upperFirst(names.many)}`] : []
  })
  const unreached = [...secretive, ...restores, ...bulk].map((id) => literal(id))
  const tenant = tenantOf(service)
  const unseen = tenant?.operations.includes('create') ? literal(`create${tenant.names.type}`) : false
  return {
    view: {
      auth: service.auth !== undefined,
      unreached: unreached.length > 0 && arrayText(unreached, { before: 'const UNREACHED = '.length }),
      unseen,
      tenants: tenant?.names.words.many ?? '',
    },
    imports: [
      ...['beforeAll', 'describe', 'it'].map((name) => value(name, 'vitest')),
      value('makeCallers', CONTRACT_PATHS.caller),
      ...['document', 'operations'].map((name) => value(name, CONTRACT_PATHS.document)),
      ...['creates', 'isFoundUntilDeleted'].map((name) => value(name, CONTRACT_PATHS.lives)),
      ...['answersAsDescribed', 'letsSomebodyThrough', 'refusesOtherMethods'].map((name) => {
        return value(name, CONTRACT_PATHS.properties)
      }),
      ...(service.auth === undefined ? [] : [value('asksWhoItIs', CONTRACT_PATHS.properties)]),
      { name: 'World', from: CONTRACT_PATHS.properties, typeOnly: true },
    ],
  }
}

function operationIds(service: Service): string[] {
  const paths = Object.values(object(openapiDocument(service).paths))
  return paths.flatMap((path) => Object.values(object(path))).map((operation) => String(object(operation).operationId))
}
