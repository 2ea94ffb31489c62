import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { shellWord } from '../../render/shell.ts'
import { type, value } from '../code.ts'
import { CURL_RUNS, constant, secretSample } from '../kinds/sample.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { handsOver, hasApiKeys, sendsMail, userOf } from './actor.ts'
import { apiName, apiProperty } from './api-names.ts'
import { authFields, canRegister, provesIdentifier, verifiedAt, withheldFields } from './auth.ts'
import { registrationWord } from './curl.ts'
import { isBare } from './envelope.ts'

/** `src/auth/auth.test.ts` */
export function authTestView(service: Service) {
  const user = userOf(service)
  const { identifier, password } = authFields(service)
  const withheld = withheldFields(user)
  const [first] = withheld
  return {
    view: {
      authPath: literal(`${service.basePath}/auth`),
      samplePassword: literal(secretSample(password)),
      identifier: identifier.property,
      password: password.property,
      one: user.names.one,
      accountAs: apiProperty(user.names.one, service),
      table: user.names.many,
      key: user.key[0]?.property,
      registers: canRegister(service),
      passwordOptional: password.optional,
      mails: sendsMail(service),
      provesIdentifier: provesIdentifier(service) && isUpdatedByAnybody(user),
      withheld: first === undefined ? false : { name: first.property, value: literal(constant(first.type)) },
      allWithheld: withheld.map(({ property }) => property),
    },
    imports: [
      value('createHmac', 'node:crypto'),
      ...['eq', 'isNotNull', 'sql'].map((name) => value(name, 'drizzle-orm')),
      value('Context', 'hono'),
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      type('Answer', PATHS.testApp),
      type('Row', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value('testApp', PATHS.testApp),
      value('TEST_SECRET', PATHS.testAuth),
      ...(sendsMail(service) ? [value('outbox', PATHS.testAuth), value('authPasswordResets', PATHS.resetsTable)] : []),
      ...['clientAddress', 'networkOf'].map((name) => value(name, PATHS.clientAddress)),
      type('Env', PATHS.context),
      value(user.names.many, resourcePath(user, 'table')),
      type('Tokens', PATHS.auth),
      ...['hashPassword', 'isPassword', 'setPasswordCost'].map((name) => value(name, PATHS.passwords)),
      value('hashToken', PATHS.randomTokens),
      value('MAX_SESSION_SECONDS', PATHS.sessions),
      ...['authRefreshTokens', 'authSessions'].map((name) => value(name, PATHS.sessionsTable)),
    ],
  }
}

/** Whether everybody may update their own account, whatever stands in it. */
export function isUpdatedByAnybody({ access }: Resource): boolean {
  return access?.update?.some(({ who, where }) => OWN.has(who.kind) && where === undefined) ?? false
}

const OWN: ReadonlySet<string> = new Set(['public', 'signedIn', 'self'])

/** `tests/curl/auth.sh` */
export function authCurlView(service: Service) {
  const user = userOf(service)
  const { identifier, password } = authFields(service)
  const base = `${service.basePath}/auth`
  return {
    view: {
      title: shellWord(base),
      register: shellWord(`${base}/register`),
      login: shellWord(`${base}/login`),
      refresh: shellWord(`${base}/refresh`),
      me: shellWord(`${base}/me`),
      logout: shellWord(`${base}/logout`),
      apiKeys: hasApiKeys(service) && shellWord(`${base}/api-keys`),
      newApiKey: shellWord(
        JSON.stringify({
          name: 'curl',
          [apiName('readOnly', service)]: true,
          [apiName('currentPassword', service)]: secretSample(password),
        }),
      ),
      ...providerWords(service, base),
      mails: sendsMail(service),
      verify: shellWord(`${base}/email/verify`),
      resend: shellWord(`${base}/email/resend`),
      verifiedAt: sendsMail(service) ? verifiedAt(service) : '',
      oneShown: shellWord(isBare(service) ? `${JSON.stringify(identifier.property)}:` : '"data":{'),
      registers: canRegister(service),
      runs: CURL_RUNS.count,
      registration: registrationWord(user, service, withheldFields(user)),
      key: user.key[0]?.property,
      accounts: shellWord(`${service.basePath}${user.path}/`),
      deletedBy: deletingRole(user),
      identifier: identifier.property,
      password: shellWord(secretSample(password)),
    },
    imports: [],
  }
}

/** What the script tries of signing in with a provider: none of it reaches one. */
function providerWords(service: Service, base: string) {
  const [provider] = service.auth?.oidc ?? []
  const start = `${base}/oidc/${provider?.name}`
  return {
    oidcStart: shellWord(
      handsOver(service) ? start : `${start}?${apiName('returnTo', service)}=https://elsewhere.example/`,
    ),
    oidcPointer: apiName(handsOver(service) ? 'codeChallenge' : 'returnTo', service),
    oidcCallback: shellWord(`${start}/callback?state=another`),
    oidcToken: shellWord(`${base}/oidc/token`),
    oidcCode: shellWord(JSON.stringify({ code: 'c'.repeat(43), [apiName('codeVerifier', service)]: 'v'.repeat(43) })),
    identities: shellWord(`${base}/identities`),
  }
}

/** A role in which the account that the script makes can be deleted again. */
function deletingRole({ access, operations }: Resource): string | false {
  if (!operations.includes('delete')) return false
  const roles = access?.delete?.flatMap(({ who, where }) =>
    who.kind === 'role' && where === undefined ? [who.role] : [],
  )
  return roles?.[0] === undefined ? false : shellWord(roles[0])
}
