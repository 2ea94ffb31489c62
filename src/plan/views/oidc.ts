import type { Provider } from '../../model/access-model.ts'
import { deletedAtOf } from '../../model/lookup.ts'
import type { Service } from '../../model/model.ts'
import { claimOf } from '../../model/oidc.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, callText, chainText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasCookies, userOf } from './actor.ts'
import { authFields, canRegister, withheldFields } from './auth.ts'
import { keyOf, userTableView } from './user-table.ts'

const PG = 'drizzle-orm/pg-core'

/** `src/auth/oidc-environment.ts` */
export function oidcEnvironmentView(service: Service) {
  const providers = providersOf(service)
  const required = providers.flatMap(({ issuer, clientId, clientSecret }) => [issuer, clientId, clientSecret])
  const list = (names: readonly string[], before: string) =>
    arrayText(names.map(literal), { before: before.length, after: before.endsWith('PROVIDERS = ') ? 9 : 0 })
  return {
    view: {
      providers: providers.map((provider) => ({ ...provider })),
      providerNames: list(
        providers.map(({ name }) => name),
        'export const PROVIDERS = ',
      ),
      issuers: list(
        providers.map(({ issuer }) => issuer),
        'const ISSUERS = ',
      ),
      required: list([...required, 'OIDC_RETURN_URLS'], 'const REQUIRED = '),
    },
    imports: [value('z', 'zod')],
  }
}

/** `src/auth/oidc-provider.ts` */
export function oidcProviderView(service: Service) {
  const names = [
    'ClientSecretBasic',
    'ClientSecretPost',
    'allowInsecureRequests',
    'authorizationCodeGrant',
    'buildAuthorizationUrl',
    'calculatePKCECodeChallenge',
    'discovery',
    'enableNonRepudiationChecks',
    'fetchUserInfo',
    'randomNonce',
    'randomPKCECodeVerifier',
    'randomState',
  ]
  const wanted = ['email', 'email_verified', ...claimsOf(service).map(({ claim }) => claim)].map(literal)
  return {
    view: {
      claims: claimsOf(service),
      wanted: `const WANTED = ${arrayText(wanted, { before: 'const WANTED = '.length, after: ' as const'.length })} as const`,
    },
    imports: [
      ...names.map((name) => value(name, 'openid-client')),
      ...['ClientAuth', 'Configuration'].map((name) => type(name, 'openid-client')),
    ],
  }
}

/** `src/auth/oidc-flow.ts` */
export function oidcFlowView({ name }: Service) {
  return {
    view: { serviceName: literal(name) },
    imports: [
      value('hkdfSync', 'node:crypto'),
      type('Context', 'hono'),
      ...['deleteCookie', 'getCookie', 'setCookie'].map((name) => value(name, 'hono/cookie')),
      ...['EncryptJWT', 'errors', 'jwtDecrypt'].map((name) => value(name, 'jose')),
      value('z', 'zod'),
      value('PROVIDERS', PATHS.oidcEnvironment),
    ],
  }
}

/** `src/auth/oidc.ts` */
export function oidcView(service: Service) {
  const providers = providersOf(service).map(({ name, scopes }) => ({
    name,
    text: callText('provider', [literal(name), literal(scopes.join(' '))], { indent: 6, before: name.length + 2 }),
  }))
  return {
    view: { providers, callbackBase: `${service.basePath}/auth/oidc` },
    imports: [
      value('createFlows', PATHS.oidcFlow),
      type('Flows', PATHS.oidcFlow),
      type('OidcConfig', PATHS.oidcEnvironment),
      type('ProviderName', PATHS.oidcEnvironment),
      value('createProvider', PATHS.oidcProvider),
      type('Provider', PATHS.oidcProvider),
    ],
  }
}

/** `src/auth/oidc.schema.ts` */
export function oidcSchemaView(_service: Service) {
  return {
    view: {},
    imports: [value('z', 'zod'), value('text', PATHS.scalars), value('PROVIDERS', PATHS.oidcEnvironment)],
  }
}

/** `src/auth/oidc.routes.ts` */
export function oidcRoutesView(service: Service) {
  const registers = canRegister(service)
  return {
    view: { registers },
    imports: [
      value('Hono', 'hono'),
      type('Logger', 'pino'),
      type('Db', PATHS.executor),
      type('Env', PATHS.context),
      ...['notFound', 'Problem'].map((name) => value(name, PATHS.problem)),
      value('validate', PATHS.validate),
      type('Auth', PATHS.auth),
      value('requireSession', PATHS.authenticate),
      ...['admit', 'listIdentities', 'removeIdentity', 'whileHeld'].map((name) => value(name, PATHS.identities)),
      ...['IdentityPath', 'ProviderPath', 'SignInCallback', 'SignInStart'].map((name) => value(name, PATHS.oidcSchema)),
      ...['refusalOf', 'signInFailed'].map((name) => value(name, PATHS.oidcRefusals)),
      ...(registers
        ? [value('may', resourcePath(userOf(service), 'policy')), value('sendVerification', PATHS.verification)]
        : []),
      ...(hasCookies(service) ? [value('keepInCookie', PATHS.refreshCookie)] : HANDOVER_IMPORTS),
    ],
  }
}

const HANDOVER_IMPORTS: readonly ImportSymbol[] = [
  type('Executor', PATHS.executor),
  ...['startHandover', 'useHandover'].map((name) => value(name, PATHS.handovers)),
  value('SignInCode', PATHS.oidcSchema),
  value('invalidToken', PATHS.refusals),
]

/** `src/auth/identities.table.ts` */
export function identitiesTableView(service: Service) {
  const names = ['foreignKey', 'index', 'pgTable', 'text', 'timestamp', 'uniqueIndex', 'uuid']
  return userTableView(
    service,
    names.map((name) => value(name, PG)),
  )
}

/** `src/auth/handovers.table.ts` */
export function handoversTableView(service: Service) {
  const names = ['foreignKey', 'index', 'pgTable', 'text', 'timestamp']
  return userTableView(
    service,
    names.map((name) => value(name, PG)),
  )
}

/** `src/auth/identities.ts` */
export function identitiesView(service: Service) {
  const user = userOf(service)
  const { many, one } = user.names
  const { identifier, password } = authFields(service)
  const registers = canRegister(service)
  const key = keyOf(user).property
  const passwordRequired = password.required
  return {
    view: {
      table: many,
      key,
      keyAsId: key === 'id' ? 'id' : `${key}: id`,
      identifier: identifier.property,
      password: password.property,
      passwordRequired,
      registers,
      softDelete: user.softDelete,
      grantType: `Grant<${literal(one)}, 'create'>`,
      draft: objectText(draftOf(service), { indent: 2, before: '  const { data, error } = Profile.safeParse('.length }),
      selected: objectText(
        {
          id: `${many}.${key}`,
          verifiedAt: 'authEmailVerifications.verifiedAt',
          ...(user.softDelete && { deletedAt: `${many}.${deletedAtOf(user)}` }),
        },
        { indent: 4, before: '    .select('.length },
      ),
      held: chainText(
        'await tx',
        [`select({ key: ${many}.${key} })`, `from(${many})`, `where(eq(${many}.${key}, userId))`, "for('share')"],
        { indent: 4 },
      ),
      orderBy: `sql\`\${${many}.${deletedAtOf(user)}} nulls first\``,
    },
    imports: [
      ...['and', 'eq', ...(user.softDelete ? ['sql'] : [])].map((name) => value(name, 'drizzle-orm')),
      value('v7 as uuidv7', 'uuid'),
      type('Db', PATHS.executor),
      type('Executor', PATHS.executor),
      value('Problem', PATHS.problem),
      value(many, resourcePath(user, 'table')),
      value('isCurrent', PATHS.accounts),
      type('UserId', PATHS.accounts),
      value('authIdentities', PATHS.identitiesTable),
      type('ProviderName', PATHS.oidcEnvironment),
      type('Identity', PATHS.oidcProvider),
      value('signInFailed', PATHS.oidcRefusals),
      value('isPasswordSet', PATHS.passwords),
      value('authEmailVerifications', PATHS.verificationTable),
      ...(registers ? registerImports(service, passwordRequired) : []),
    ],
  }
}

function registerImports(service: Service, passwordRequired: boolean): ImportSymbol[] {
  const user = userOf(service)
  return [
    type('z', 'zod'),
    type('Grant', PATHS.grant),
    value('create', resourcePath(user, 'queries')),
    value('Registration', PATHS.authSchema),
    ...(passwordRequired ? [value('NO_PASSWORD', PATHS.passwords)] : []),
  ]
}

/** What the account of who comes for the first time is made of: the property, and what the provider says for it. */
function draftOf(service: Service): Record<string, string> {
  const { identifier } = authFields(service)
  const filled = filledFields(service).map(({ property, claim }) => [property, `arrival.${claim.name}`])
  return { [identifier.property]: 'arrival.email', ...Object.fromEntries(filled) }
}

/** A claim that accounts are filled from. */
export interface Claim {
  /** As the provider calls it: `given_name`. */
  readonly claim: string
  /** As the code does: `givenName`. */
  readonly name: string
}

function filledFields(service: Service): { readonly property: string; readonly claim: Claim }[] {
  const user = userOf(service)
  const withheld = withheldFields(user)
  return user.fields.flatMap((field) => {
    const claim = claimOf(field)
    if (claim === undefined || !field.writable.create || withheld.includes(field)) return []
    const name = claim.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    return [{ property: field.property, claim: { claim, name } }]
  })
}

/** The claims that accounts are filled from, each once. */
export function claimsOf(service: Service): Claim[] {
  if (!canRegister(service)) return []
  return [...new Map(filledFields(service).map(({ claim }) => [claim.name, claim])).values()]
}

/** The providers that people sign in with. */
export function providersOf({ auth }: Service): readonly Provider[] {
  return auth?.oidc ?? []
}
