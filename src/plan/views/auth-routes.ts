import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasApiKeys, hasCookies, hasProviders, sendsMail, userOf } from './actor.ts'
import { apiName } from './api-names.ts'
import { authFields, canRegister, provesIdentifier } from './auth.ts'
import { keyOf } from './user-table.ts'

/** `src/auth/auth.routes.ts` */
export function authRoutesView(service: Service) {
  const user = userOf(service)
  const { many, one, words } = user.names
  const key = keyOf(user).property
  const registers = canRegister(service)
  return {
    view: {
      authPath: literal(`${service.basePath}/auth`),
      usersPath: literal(`${service.basePath}${user.path}`),
      userPath: literal(`${service.basePath}${user.path}/:${key}`),
      key,
      keyLiteral: literal(key),
      identifier: authFields(service).identifier.property,
      queries: many,
      account: apiName(one, service),
      keyAsId: key === 'id' ? 'id' : `${key}: id`,
      wordsLiteral: literal(words.one),
      registers,
      mails: sendsMail(service),
      provesIdentifier: provesIdentifier(service),
      apiKeys: hasApiKeys(service),
      cookies: hasCookies(service),
      authPaths: literal(`${service.basePath}/auth/*`),
    },
    imports: [
      ...ROUTES_IMPORTS,
      ...(hasCookies(service) ? COOKIE_IMPORTS : BODY_IMPORTS),
      ...(sendsMail(service) ? MAIL_IMPORTS : []),
      ...(hasProviders(service) ? ['identityRoutes', 'oidcRoutes'].map((name) => value(name, PATHS.oidcRoutes)) : []),
      ...(hasApiKeys(service) ? [value('apiKeyRoutes', PATHS.apiKeysRoutes)] : []),
      ...(provesIdentifier(service) ? identifierImports(user) : []),
      ...(registers ? registerImports(user) : []),
    ],
  }
}

/** `src/auth/sign-in.ts` */
export function signInView(service: Service) {
  const { identifier, password } = authFields(service)
  return {
    view: { identifier: identifier.property, passwordOptional: password.optional },
    imports: [
      type('Db', PATHS.executor),
      ...['accountOf', 'passwordOf', 'renewHash'].map((name) => value(name, PATHS.accounts)),
      ...['Auth', 'Tokens'].map((name) => type(name, PATHS.auth)),
      ...['isOutdated', 'isPassword'].map((name) => value(name, PATHS.passwords)),
      value('wrongCredentials', PATHS.refusals),
      value('bulkhead', PATHS.bulkhead),
    ],
  }
}

const MAIL_IMPORTS: readonly ImportSymbol[] = [
  value('resetRoutes', PATHS.resetsRoutes),
  value('sendVerification', PATHS.verification),
  value('verificationRoutes', PATHS.verificationRoutes),
]

const COOKIE_IMPORTS = ['dropCookie', 'keepInCookie', 'refuseOtherSites', 'tokenInCookie'].map((name) =>
  value(name, PATHS.refreshCookie),
)

const BODY_IMPORTS: readonly ImportSymbol[] = [
  value('validated', PATHS.validate),
  ...['RefreshToken', 'SignOut'].map((name) => value(name, PATHS.authSchema)),
]

const ROUTES_IMPORTS: readonly ImportSymbol[] = [
  value('Hono', 'hono'),
  type('Db', PATHS.executor),
  type('Env', PATHS.context),
  value('notFound', PATHS.problem),
  value('validate', PATHS.validate),
  ...['profileOf', 'setPassword'].map((name) => value(name, PATHS.accounts)),
  type('Auth', PATHS.auth),
  ...['Credentials', 'PasswordChange'].map((name) => value(name, PATHS.authSchema)),
  ...['authenticate', 'requireSession'].map((name) => value(name, PATHS.authenticate)),
  ...['invalidToken', 'unauthenticated'].map((name) => value(name, PATHS.refusals)),
  value('hashPassword', PATHS.passwords),
  value('checkPassword', PATHS.checkPassword),
  value('signInByPassword', PATHS.signIn),
]

function identifierImports(user: Resource): ImportSymbol[] {
  return [
    value('Problem', PATHS.problem),
    value('may', resourcePath(user, 'policy')),
    value('setIdentifier', PATHS.accounts),
    value('IdentifierChange', PATHS.authSchema),
  ]
}

function registerImports(user: Resource): ImportSymbol[] {
  return [
    value('may', resourcePath(user, 'policy')),
    { name: user.names.many, from: resourcePath(user, 'queries'), namespace: true },
    value('Registration', PATHS.authSchema),
  ]
}
