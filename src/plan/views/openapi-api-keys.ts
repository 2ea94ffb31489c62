import type { Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { secretSample } from '../kinds/sample.ts'
import { hasApiKeys } from './actor.ts'
import { authFields } from './auth.ts'
import { A_TOKEN, BEARER, GONE, operation, TYPED, taking } from './openapi-auth-parts.ts'
import { answerSchema, jsonResponse, refTo } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'

/** The addresses of keys for machines, with their operations. */
export function apiKeyPaths(service: Service): [string, JsonSchema][] {
  if (!hasApiKeys(service)) return []
  const base = `${service.basePath}/auth/api-keys`
  return [
    [base, { get: listOf(service), post: makeOf(service) }],
    [`${base}/{id}`, { parameters: [ID_PARAMETER], delete: REVOKE }],
  ]
}

/** The schemas of their bodies and answers, by name. */
export function apiKeySchemas(service: Service): [string, JsonSchema][] {
  if (!hasApiKeys(service)) return []
  const currentPassword = secretSample(authFields(service).password)
  return [
    ['AuthApiKey', objectOf(SHOWN, SAMPLE)],
    ['AuthApiKeyMade', objectOf({ ...SHOWN, key: KEY }, { ...SAMPLE, key: `ak_${A_TOKEN}` })],
    [
      'AuthNewApiKey',
      {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'currentPassword'],
        properties: { name: NAME, readOnly: { type: 'boolean', default: false }, currentPassword: TYPED },
        examples: [{ name: SAMPLE.name, readOnly: true, currentPassword }],
      },
    ],
  ]
}

const ID: JsonSchema = { type: 'string', format: 'uuid', maxLength: 36 }
const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 80, pattern: '^[^\\x00]*$' }
const TIME: JsonSchema = { type: 'string', format: 'date-time', maxLength: 64 }
const KEY: JsonSchema = { type: 'string', minLength: 46, maxLength: 46, pattern: '^ak_[\\w-]{43}$' }
const START = 'ak_n3hW0d'

const SHOWN = {
  id: ID,
  name: NAME,
  start: { type: 'string', maxLength: 9, pattern: '^ak_[\\w-]{6}$', description: 'How the key begins.' },
  readOnly: { type: 'boolean' },
  createdAt: TIME,
  lastUsedAt: { ...TIME, type: ['string', 'null'], description: 'To the minute; null when it was not used yet.' },
}

const SAMPLE = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: 'nightly import',
  start: START,
  readOnly: true,
  createdAt: '2026-01-31T12:00:00.000Z',
  lastUsedAt: null,
}

function objectOf(properties: JsonSchema, sample: JsonSchema): JsonSchema {
  const required = Object.keys(properties)
  return { type: 'object', additionalProperties: false, required, properties, examples: [sample] }
}

const ID_PARAMETER: JsonSchema = { name: 'id', in: 'path', required: true, description: 'Of the key.', schema: ID }

function listOf(service: Service): JsonSchema {
  const keys = { type: 'array', maxItems: 50, items: refTo('AuthApiKey') }
  return {
    ...operation('listApiKeys', 'Your API keys', 'What is known of them: the keys themselves nobody can read again.'),
    security: [BEARER],
    responses: {
      200: jsonResponse('Your API keys.', answerSchema(service, keys)),
      ...problemResponses(401, 403, '4XX', 500, 503, 504),
    },
  }
}

function makeOf(service: Service): JsonSchema {
  return {
    ...operation(
      'makeApiKey',
      'Make an API key',
      'For a machine that acts for you: it is sent as an access token is, and may do what you may, but for what is about the account itself.',
    ),
    security: [BEARER],
    ...taking('AuthNewApiKey'),
    responses: {
      201: jsonResponse('The key, which is shown once.', answerSchema(service, refTo('AuthApiKeyMade'))),
      ...problemResponses(400, 401, 403, 413, 415, 429, 500, 503, 504),
    },
  }
}

const REVOKE: JsonSchema = {
  ...operation('revokeApiKey', 'Revoke an API key', 'It is good for nothing any more.'),
  security: [BEARER],
  responses: { 204: GONE, ...problemResponses(400, 401, 403, 404, '4XX', 500, 503, 504) },
}
