import type { Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { handsOver, hasProviders } from './actor.ts'
import { A_TOKEN, BEARER, body, GONE, operation, REFRESH_TOKEN, SIGNED_IN, taking } from './openapi-auth-parts.ts'
import { answerSchema, jsonResponse, refTo, withRequestId } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'

/** The addresses of signing in with providers, with their operations. */
export function oidcPaths(service: Service): [string, JsonSchema][] {
  if (!hasProviders(service)) return []
  const base = `${service.basePath}/auth`
  const parameters = [{ $ref: '#/components/parameters/AuthProvider' }]
  return [
    [`${base}/oidc/{provider}`, { parameters, get: beginOf(service) }],
    [`${base}/oidc/{provider}/callback`, { parameters, get: CALLBACK }],
    ...(handsOver(service) ? [[`${base}/oidc/token`, { post: FETCH_TOKENS }] as [string, JsonSchema]] : []),
    [`${base}/identities`, { get: listOf(service) }],
    [`${base}/identities/{id}`, { parameters: [ID_PARAMETER], delete: REMOVE }],
  ]
}

/** The schemas of their bodies and answers, by name. */
export function oidcSchemas(service: Service): [string, JsonSchema][] {
  if (!hasProviders(service)) return []
  const properties = { id: ID, provider: providerSchema(service), createdAt: TIME }
  const sample = {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    provider: service.auth?.oidc[0]?.name,
    createdAt: '2026-01-31T12:00:00.000Z',
  }
  const identity = {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    examples: [sample],
  }
  const code = body({ code: REFRESH_TOKEN, codeVerifier: VERIFIER }, { code: A_TOKEN, codeVerifier: A_TOKEN })
  return [['AuthIdentity', identity], ...(handsOver(service) ? [['AuthCode', code] as [string, JsonSchema]] : [])]
}

const ID: JsonSchema = { type: 'string', format: 'uuid', maxLength: 36 }
const TIME: JsonSchema = { type: 'string', format: 'date-time', maxLength: 64 }
const VERIFIER: JsonSchema = { type: 'string', minLength: 43, maxLength: 128, pattern: '^[\\w.~-]{43,128}$' }

function providerSchema({ auth }: Service): JsonSchema {
  return { type: 'string', enum: auth?.oidc.map(({ name }) => name) ?? [] }
}

/** The parameter that says which provider, by its name in `components`. */
export function providerParameters(service: Service): JsonSchema {
  if (!hasProviders(service)) return {}
  const schema = providerSchema(service)
  return { AuthProvider: { name: 'provider', in: 'path', required: true, description: 'Which provider.', schema } }
}

const ID_PARAMETER: JsonSchema = { name: 'id', in: 'path', required: true, description: 'Of the identity.', schema: ID }

const RETURN_TO: JsonSchema = {
  name: 'returnTo',
  in: 'query',
  description:
    'Where to go on: one of the addresses that the service is configured with. Without it the first of them.',
  schema: { type: 'string', minLength: 1, maxLength: 2_000, pattern: '^[^\\x00]*$' },
}

const CODE_CHALLENGE: JsonSchema = {
  name: 'codeChallenge',
  in: 'query',
  required: true,
  description: 'The SHA-256 in base64url of a `codeVerifier` that the app keeps (RFC7636).',
  schema: { type: 'string', minLength: 43, maxLength: 43, pattern: '^[\\w-]{43}$' },
}

const LOCATION: JsonSchema = {
  description: 'Where to go on.',
  schema: { type: 'string', format: 'uri-reference', maxLength: 8_192 },
}

function redirect(description: string): JsonSchema {
  const response = withRequestId({ description })
  return { ...response, headers: { ...Object(response.headers), Location: LOCATION } }
}

function beginOf(service: Service): JsonSchema {
  return {
    ...operation(
      'signInWithProvider',
      'Sign in with a provider',
      'A page to go to, no request of a script: it leads to the provider, and from there back to `returnTo`.',
    ),
    security: [],
    parameters: handsOver(service) ? [RETURN_TO, CODE_CHALLENGE] : [RETURN_TO],
    responses: { 302: redirect('To the provider.'), ...problemResponses(400, '4XX', 429, 500, 503, 504) },
  }
}

function callbackParameter(name: string, maxLength: number, required = false): JsonSchema {
  return {
    name,
    in: 'query',
    ...(required && { required }),
    description: 'As the provider sends it.',
    schema: { type: 'string', minLength: 1, maxLength, pattern: '^[^\\x00]*$' },
  }
}

const CALLBACK: JsonSchema = {
  ...operation(
    'comeBackFromProvider',
    'Come back from a provider',
    'Where the provider sends browsers back to. Only the browser that has begun goes on here, within ten minutes.',
  ),
  security: [],
  parameters: [
    callbackParameter('state', 200, true),
    callbackParameter('code', 4_000),
    callbackParameter('iss', 2_000),
    callbackParameter('error', 200),
  ],
  responses: { 302: redirect('To where it was begun.'), ...problemResponses(400, 403, 409, '4XX', 429, 500, 503, 504) },
}

const FETCH_TOKENS: JsonSchema = {
  ...operation(
    'fetchTokens',
    'Fetch the tokens of who has come back',
    'The app gets them for the `code` behind the `#` of `returnTo`, which is good once and for a minute, and the secret that it has kept.',
  ),
  security: [],
  ...taking('AuthCode'),
  responses: { 200: SIGNED_IN, ...problemResponses(400, 401, 413, 415, 500, 503, 504) },
}

function listOf(service: Service): JsonSchema {
  const identities = { type: 'array', maxItems: 1_000, items: refTo('AuthIdentity') }
  return {
    ...operation('listIdentities', 'Your identities', 'With which providers you may sign in.'),
    security: [BEARER],
    responses: {
      200: jsonResponse('Your identities.', answerSchema(service, identities)),
      ...problemResponses(401, 403, '4XX', 500, 503, 504),
    },
  }
}

const REMOVE: JsonSchema = {
  ...operation(
    'removeIdentity',
    'Remove an identity',
    'The only way to sign in to an account stays. All your other sessions end.',
  ),
  security: [BEARER],
  responses: { 204: GONE, ...problemResponses(400, 401, 403, 404, 409, '4XX', 500, 503, 504) },
}
