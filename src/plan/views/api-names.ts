import { inApiCase, snakeCase } from '../../model/casing.ts'
import type { Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
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

/** A part of a document with the names of the API as it writes them; what rows hold has them already. */
export function inCaseOf(service: Pick<Service, 'api'>, part: JsonSchema): JsonSchema {
  if (service.api.case === 'camel') return part
  const rename = (name: string): string => (/^`?[a-z]+[A-Z]\w*`?$/.test(name) ? snakeCase(name) : name)
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, renamed(key, value, rename)]))
}

type Rename = (name: string) => string

function renamed(key: string, value: unknown, rename: Rename): unknown {
  if (key === 'description') return String(value).replaceAll(/`[a-z]+[A-Z]\w*`/g, rename)
  if (key === 'required' && Array.isArray(value)) return value.map((name) => rename(String(name)))
  if (key === 'examples' && Array.isArray(value)) return value.map((example) => withNames(example, rename))
  if (key === 'value') return withNames(value, rename)
  if (key === 'name') return rename(String(value))
  if (Array.isArray(value)) return value.map((item) => renamed('', item, rename))
  if (!isMap(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, renamed(name, inner, rename)] as const)
  return Object.fromEntries(key === 'properties' ? propertiesOf(value, rename) : entries)
}

function propertiesOf(properties: JsonSchema, rename: Rename): [string, unknown][] {
  return Object.entries(properties).map(([name, schema]) => [rename(name), renamed('', schema, rename)])
}

/** What stands deeper is somebody's JSON. */
function withNames(example: unknown, rename: Rename): unknown {
  if (!isMap(example)) return example
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [rename(name), value]))
}

function isMap(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
