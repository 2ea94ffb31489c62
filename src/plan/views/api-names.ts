import { inApiCase } from '../../model/casing.ts'
import type { Service } from '../../model/model.ts'
import { isBare } from './envelope.ts'

/** What the service itself calls things in JSON and in queries, beside what a description does. */
const NAMES = [
  'accessToken',
  'codeChallenge',
  'codeVerifier',
  'createdAt',
  'currentPassword',
  'deletedAt',
  'expiresIn',
  'lastUsedAt',
  'newPassword',
  'nextCursor',
  'readOnly',
  'refreshToken',
  'requestId',
  'returnTo',
  'startsWith',
  'tokenType',
  'updatedAt',
] as const

/** A name as the API of a service writes it. */
export function apiName(name: string, { api }: Pick<Service, 'api'>): string {
  return inApiCase(name, api.case)
}

/**
 * A property that the API writes so, held by a variable that the code does: `accessToken`, or `access_token: accessToken`.
 */
export function apiProperty(name: string, service: Pick<Service, 'api'>): string {
  const property = apiName(name, service)
  return property === name ? name : `${property}: ${name}`
}

/** How any template writes such names: `tokens.{{json.accessToken}}`, `const { {{jsonAs.accessToken}} } = tokens`. */
export function apiNamesView(service: Service) {
  return {
    snake: service.api.case === 'snake',
    json: Object.fromEntries(NAMES.map((name) => [name, apiName(name, service)])),
    jsonAs: Object.fromEntries(NAMES.map((name) => [name, apiProperty(name, service)])),
    // Where a page tells of itself in headers, no JSON has it.
    pageCursor: isBare(service) ? 'nextCursor' : apiProperty('nextCursor', service),
  }
}
