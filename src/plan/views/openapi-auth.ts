import type { Service } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { constant, secretSample } from '../kinds/sample.ts'
import { hasApiKeys, hasAuth, hasCookies, sendsMail, userOf } from './actor.ts'
import { apiName } from './api-names.ts'
import { authFields, canRegister, provesIdentifier, verifiedAt, withheldFields } from './auth.ts'
import { apiKeyPaths, apiKeySchemas } from './openapi-api-keys.ts'
import {
  A_TOKEN,
  BEARER,
  body,
  GONE,
  operation,
  REFRESH_TOKEN,
  SIGNED_IN,
  TYPED,
  taking,
} from './openapi-auth-parts.ts'
import { mailPaths, mailSchemas } from './openapi-mail.ts'
import { oidcPaths, oidcSchemas } from './openapi-oidc.ts'
import { answerSchema, jsonContent, jsonResponse, refTo, withArticle } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'
import { exampleOf, objectSchema } from './openapi-schemas.ts'
import { REFRESH_COOKIE } from './refresh-cookie.ts'

/** `securitySchemes` of a service in which people sign in. */
export function securitySchemes(service: Service): JsonSchema {
  const keys = hasApiKeys(service) ? ' An API key (`ak_…`) is sent in the same way.' : ''
  return {
    accessToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: `The \`accessToken\` that signing in answers with (RFC9068), made and read as RFC8725 has it.${keys}`,
    },
    ...(hasCookies(service) && {
      refreshToken: {
        type: 'apiKey',
        in: 'cookie',
        name: REFRESH_COOKIE,
        description: 'Set by signing in, for browsers: `HttpOnly`, `Secure`, `SameSite=Strict`.',
      },
    }),
  }
}

/** The headers of an answer to who tried too often. */
export const RETRY_HEADERS: JsonSchema = {
  'Retry-After': {
    description: 'How long to wait, in seconds.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 86_400, examples: [2] },
  },
}

/** The addresses under which people sign in, with their operations. */
export function authPaths(service: Service): [string, JsonSchema][] {
  if (!hasAuth(service)) return []
  const base = `${service.basePath}/auth`
  return [
    ...(canRegister(service) ? [[`${base}/register`, { post: register(service) }] as [string, JsonSchema]] : []),
    [`${base}/login`, { post: LOGIN }],
    [`${base}/refresh`, { post: hasCookies(service) ? REFRESH_BY_COOKIE : REFRESH }],
    [`${base}/me`, { get: meOf(service) }],
    [`${base}/logout`, { post: hasCookies(service) ? LOGOUT_BY_COOKIE : LOGOUT }],
    [`${base}/logout-everywhere`, { post: LOGOUT_EVERYWHERE }],
    [`${base}/password`, { post: CHANGE_PASSWORD }],
    ...(provesIdentifier(service)
      ? [[`${base}/identifier`, { post: changeIdentifier(service) }] as [string, JsonSchema]]
      : []),
    ...mailPaths(service),
    ...apiKeyPaths(service),
    ...oidcPaths(service),
  ]
}

/** The answers that several of them have, by name. */
export function authResponses(service: Service): [string, JsonSchema][] {
  const tokens = jsonResponse('What to sign requests with.', answerSchema(service, refTo('AuthTokens')))
  return service.auth === undefined ? [] : [['AuthTokens', tokens]]
}

/** The schemas of their bodies and answers, by name. */
export function authSchemas(service: Service): [string, JsonSchema][] {
  if (!hasAuth(service)) return []
  const user = userOf(service)
  const { identifier, password } = authFields(service)
  const wanted = { ...password, optional: false, description: '' }
  const [name, secret] = [constant(identifier.type), secretSample(password)]
  const withheld = withheldFields(user)
  const own = user.fields.filter((field) => field.writable.create && !withheld.includes(field))
  const required = own.filter((field) => field.required).map(({ property }) => property)
  const registration: [string, JsonSchema] = [
    'AuthRegistration',
    { ...objectSchema(own, required), examples: [exampleOf(own, user)] },
  ]
  return [
    [
      'AuthCredentials',
      body({ [identifier.property]: TYPED, password: TYPED }, { [identifier.property]: name, password: secret }),
    ],
    ...(hasCookies(service) ? [] : TOKEN_SCHEMAS),
    [
      'AuthPasswordChange',
      body(
        { currentPassword: TYPED, newPassword: fieldSchema(wanted) },
        { currentPassword: secret, newPassword: secret },
      ),
    ],
    ...(provesIdentifier(service)
      ? ([
          [
            'AuthIdentifierChange',
            body(
              { [identifier.property]: fieldSchema({ ...identifier, description: '' }), currentPassword: TYPED },
              { [identifier.property]: name, currentPassword: secret },
            ),
          ],
        ] as [string, JsonSchema][])
      : []),
    ...mailSchemas(service),
    ...apiKeySchemas(service),
    ...oidcSchemas(service),
    ['AuthTokens', tokensSchema(service)],
    ['AuthProfile', profileSchema(service)],
    ...(canRegister(service) ? [registration] : []),
  ]
}

/** What somebody sees of their own account: all but what only some roles see, and whether the email is verified. */
function profileSchema(service: Service): JsonSchema {
  const user = userOf(service)
  const shown = user.fields.filter(({ readable, readRoles }) => readable && readRoles === undefined)
  const { properties } = objectSchema(shown, [])
  const verified = sendsMail(service) ? { [verifiedAt(service)]: VERIFIED_AT } : {}
  return {
    type: 'object',
    additionalProperties: false,
    required: [...shown.map(({ property }) => property), ...Object.keys(verified)],
    properties: { ...(properties as JsonSchema), ...verified },
    examples: [{ ...exampleOf(shown, user), ...(sendsMail(service) ? { [verifiedAt(service)]: null } : {}) }],
  }
}

const VERIFIED_AT: JsonSchema = {
  type: ['string', 'null'],
  format: 'date-time',
  maxLength: 64,
  description: 'Since when the address is known to be theirs; null while it is not.',
}

const TOKEN_SCHEMAS: [string, JsonSchema][] = [
  ['AuthRefreshToken', body({ refreshToken: REFRESH_TOKEN }, { refreshToken: A_TOKEN })],
  ['AuthSignOut', { ...body({ refreshToken: REFRESH_TOKEN }, { refreshToken: A_TOKEN }), required: [] }],
]

/** What an answer has of tokens: the refresh token only where it is in no cookie. */
function tokenProperties(service: Service) {
  return {
    accessToken: { type: 'string', maxLength: 4_096, pattern: '^[\\w.-]+$' },
    ...(hasCookies(service) ? {} : { refreshToken: REFRESH_TOKEN }),
    tokenType: { type: 'string', enum: ['Bearer'] },
    expiresIn: { type: 'integer', format: 'int32', minimum: 1, maximum: 2_147_483_647, description: 'In seconds.' },
  }
}

function tokensSchema(service: Service): JsonSchema {
  const properties = tokenProperties(service)
  const refreshToken = hasCookies(service) ? {} : { refreshToken: A_TOKEN }
  return {
    type: 'object',
    required: Object.keys(properties),
    properties,
    examples: [{ accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln', ...refreshToken, tokenType: 'Bearer', expiresIn: 900 }],
  }
}

function register(service: Service): JsonSchema {
  const { one, words } = userOf(service).names
  const answer = {
    type: 'object',
    required: [apiName(one, service), ...Object.keys(tokenProperties(service))],
    properties: { [apiName(one, service)]: refTo('AuthProfile'), ...tokenProperties(service) },
  }
  return {
    ...operation('register', `Become ${withArticle(words.one)}`, 'Makes an account and signs in with it.'),
    security: [],
    ...taking('AuthRegistration'),
    responses: {
      201: jsonResponse('The account, and what to sign requests with.', answerSchema(service, answer)),
      ...problemResponses(400, 409, 413, 415, 422, 429, 500, 503, 504),
    },
  }
}

const LOGIN: JsonSchema = {
  ...operation(
    'signIn',
    'Sign in',
    'An account that is not there is answered as a wrong password is, after the same time.',
  ),
  security: [],
  ...taking('AuthCredentials'),
  responses: { 200: SIGNED_IN, ...problemResponses(400, 401, 413, 415, 429, 500, 503, 504) },
}

const REFRESH: JsonSchema = {
  ...operation(
    'refreshTokens',
    'Stay signed in',
    'Each refresh token is good once; for some seconds it gives the same next one again. Later it ends the session.',
  ),
  security: [],
  ...taking('AuthRefreshToken'),
  responses: { 200: SIGNED_IN, ...problemResponses(400, 401, 413, 415, 500, 503, 504) },
}

const REFRESH_BY_COOKIE: JsonSchema = {
  ...operation(
    'refreshTokens',
    'Stay signed in',
    'By the cookie, which is good once; for some seconds it gives the same next one again. Later it ends the session.',
  ),
  security: [{ refreshToken: [] }],
  responses: { 200: SIGNED_IN, ...problemResponses(401, 403, '4XX', 500, 503, 504) },
}

function meOf(service: Service): JsonSchema {
  const { one } = userOf(service).names.words
  return {
    ...operation('getMe', 'Who is signed in', `The ${one} whose token it is.`),
    security: [BEARER],
    responses: {
      200: jsonResponse('Your own account.', answerSchema(service, refTo('AuthProfile'))),
      ...problemResponses(401, 404, '4XX', 500, 503, 504),
    },
  }
}

const LOGOUT: JsonSchema = {
  ...operation(
    'signOut',
    'Sign out',
    'Ends the session of the refresh token, or without one that of the access token: its tokens are good for nothing any more.',
  ),
  security: [BEARER, {}],
  requestBody: { required: false, content: jsonContent(refTo('AuthSignOut'), 'application/json') },
  responses: { 204: GONE, ...problemResponses(400, 401, 413, 415, 500, 503, 504) },
}

const LOGOUT_BY_COOKIE: JsonSchema = {
  ...operation(
    'signOut',
    'Sign out',
    'Ends the session of the cookie, or without one that of the access token: its tokens are good for nothing any more.',
  ),
  security: [BEARER, { refreshToken: [] }],
  responses: { 204: GONE, ...problemResponses(401, 403, '4XX', 500, 503, 504) },
}

const LOGOUT_EVERYWHERE: JsonSchema = {
  ...operation('signOutEverywhere', 'Sign out everywhere', 'Ends all sessions of the account.'),
  security: [BEARER],
  responses: { 204: GONE, ...problemResponses(401, '4XX', 500, 503, 504) },
}

const CHANGE_PASSWORD: JsonSchema = {
  ...operation('changePassword', 'Change the password', 'All other sessions of the account end.'),
  security: [BEARER],
  ...taking('AuthPasswordChange'),
  responses: { 204: GONE, ...problemResponses(400, 401, 403, 413, 415, 429, 500, 503, 504) },
}

function changeIdentifier(service: Service): JsonSchema {
  const { property } = authFields(service).identifier
  return {
    ...operation(
      'changeIdentifier',
      `Change the ${property}`,
      'What you sign in with: no update of your account changes it. All other sessions end.',
    ),
    security: [BEARER],
    ...taking('AuthIdentifierChange'),
    responses: { 204: GONE, ...problemResponses(400, 401, 403, 409, 413, 415, 422, 429, 500, 503, 504) },
  }
}
