import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** What the files of signing in import whose texts do not depend on the description, by template. */
export const AUTH_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/auth/api-keys.routes.ts': [
    value('Hono', 'hono'),
    type('Db', PATHS.executor),
    type('Env', PATHS.context),
    ...['notFound', 'Problem'].map((name) => value(name, PATHS.problem)),
    value('validate', PATHS.validate),
    ...['listKeys', 'makeKey', 'MAX_KEYS'].map((name) => value(name, PATHS.apiKeys)),
    ...['ApiKeyPath', 'NewApiKey'].map((name) => value(name, PATHS.authSchema)),
    type('Auth', PATHS.auth),
    value('requireSession', PATHS.authenticate),
    value('checkPassword', PATHS.checkPassword),
  ],
  'src/auth/check-password.ts': [
    type('Db', PATHS.executor),
    value('passwordOf', PATHS.accounts),
    type('UserId', PATHS.accounts),
    type('Auth', PATHS.auth),
    value('isPassword', PATHS.passwords),
    value('wrongPassword', PATHS.refusals),
  ],
  'src/auth/attempts.ts': [
    value('createHash', 'node:crypto'),
    value('RateLimiterMemory', 'rate-limiter-flexible'),
    type('RateLimiterRes', 'rate-limiter-flexible'),
    value('networkOf', PATHS.clientAddress),
    value('Problem', PATHS.problem),
  ],
  'src/auth/auth.ts': [
    type('Logger', 'pino'),
    type('Config', PATHS.config),
    type('Db', PATHS.executor),
    value('clientAddress', PATHS.clientAddress),
    type('ClientAddress', PATHS.clientAddress),
    value('actorOfSession', PATHS.accounts),
    type('UserId', PATHS.accounts),
    value('createAttempts', PATHS.attempts),
    type('Attempts', PATHS.attempts),
    ...['endSession', 'endSessionOfToken', 'endSessions', 'renewSession', 'startSession'].map((name) =>
      value(name, PATHS.sessions),
    ),
    type('Session', PATHS.sessions),
    ...['ACCESS_TOKEN_SECONDS', 'accessTokens'].map((name) => value(name, PATHS.tokens)),
    value('limited', PATHS.deadline),
    value('createVerdicts', PATHS.verdicts),
    type('FreshVerdict', PATHS.verdicts),
    type('Verdict', PATHS.verdicts),
  ],
  'src/auth/authenticate.ts': [
    type('MiddlewareHandler', 'hono'),
    type('Env', PATHS.context),
    ...['invalidToken', 'unauthenticated'].map((name) => value(name, PATHS.refusals)),
    type('Verdict', PATHS.verdicts),
  ],
  'src/auth/development-secret.ts': [
    value('randomBytes', 'node:crypto'),
    ...['mkdir', 'readFile', 'writeFile'].map((name) => value(name, 'node:fs/promises')),
    value('join', 'node:path'),
  ],
  'src/auth/environment.ts': [value('isIP', 'node:net'), value('z', 'zod')],
  'src/auth/handovers.ts': [
    ...['and', 'eq', 'gt', 'lte', 'sql'].map((name) => value(name, 'drizzle-orm')),
    type('Executor', PATHS.executor),
    type('UserId', PATHS.accounts),
    value('authHandovers', PATHS.handoversTable),
    ...['hashToken', 'randomToken'].map((name) => value(name, PATHS.randomTokens)),
  ],
  'src/auth/mailer.ts': [
    ...['mkdir', 'writeFile'].map((name) => value(name, 'node:fs/promises')),
    value('join', 'node:path'),
    value('createTransport', 'nodemailer'),
    type('Config', PATHS.config),
  ],
  'src/auth/oidc-refusals.ts': [
    ...['AuthorizationResponseError', 'ClientError', 'ResponseBodyError'].map((name) => value(name, 'openid-client')),
    type('Logger', 'pino'),
    value('Problem', PATHS.problem),
  ],
  'src/auth/random-tokens.ts': ['createHash', 'randomBytes'].map((name) => value(name, 'node:crypto')),
  'src/auth/refusals.ts': [value('Problem', PATHS.problem), type('ProblemCode', PATHS.problem)],
  'src/auth/resets.ts': [
    ...['and', 'eq', 'gt', 'lte', 'or', 'sql'].map((name) => value(name, 'drizzle-orm')),
    type('Executor', PATHS.executor),
    type('UserId', PATHS.accounts),
    ...['hashToken', 'randomToken'].map((name) => value(name, PATHS.randomTokens)),
    value('authPasswordResets', PATHS.resetsTable),
  ],
  'src/auth/passwords.ts': [
    value('randomBytes', 'node:crypto'),
    ...['hash', 'verify'].map((name) => value(name, '@node-rs/bcrypt')),
    value('bulkhead', PATHS.bulkhead),
  ],
  'src/auth/verdicts.ts': [type('Actor', PATHS.actor)],
  'src/http/client-address.ts': [
    type('IncomingMessage', 'node:http'),
    ...['BlockList', 'isIP', 'isIPv6'].map((name) => value(name, 'node:net')),
    type('Socket', 'node:net'),
    type('Context', 'hono'),
  ],
  'src/runtime/bulkhead.ts': [value('overloaded', PATHS.problem)],
  'tests/support/issuer.ts': [
    ...['createHash', 'randomUUID'].map((name) => value(name, 'node:crypto')),
    value('once', 'node:events'),
    value('serve', '@hono/node-server'),
    value('Hono', 'hono'),
    ...['exportJWK', 'generateKeyPair', 'SignJWT'].map((name) => value(name, 'jose')),
    type('JWTPayload', 'jose'),
  ],
  'tests/support/auth.ts': [
    value('randomBytes', 'node:crypto'),
    value('createAuth', PATHS.auth),
    type('Auth', PATHS.auth),
    value('setPasswordCost', PATHS.passwords),
    type('Db', PATHS.executor),
  ],
}

/** What other files of the service import as well where people sign in. */
export const IMPORTS_FOR_AUTH: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/app.ts': [type('Auth', PATHS.auth), value('mountAuth', PATHS.authRoutes)],
  'src/main.ts': [
    value('createAuth', PATHS.auth),
    value('developmentSecret', PATHS.developmentSecret),
    value('setPasswordCost', PATHS.passwords),
  ],
  'tests/curl/run.ts': [
    ...['callersOfRunning', 'signInCallers'].map((name) => value(name, PATHS.callers)),
    value('testAuth', PATHS.testAuth),
  ],
}

/** And where machines have keys. */
export const IMPORTS_FOR_KEYS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/auth/auth.ts': ['holderOfKey', 'isApiKey', 'removeKey'].map((name) => value(name, PATHS.apiKeys)),
  'src/auth/authenticate.ts': [value('Problem', PATHS.problem)],
}

/** And where accounts are sent letters. */
export const IMPORTS_FOR_MAIL: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/auth/auth.ts': [type('Mailer', PATHS.mailer)],
  'src/main.ts': [value('createMailer', PATHS.mailer)],
  'tests/support/auth.ts': [type('Mail', PATHS.mailer)],
}

/** And where they come from providers. */
export const IMPORTS_FOR_PROVIDERS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/auth/auth.ts': [type('Executor', PATHS.executor), value('createOidc', PATHS.oidc), type('Oidc', PATHS.oidc)],
  'tests/support/auth.ts': [
    type('OidcConfig', PATHS.oidcEnvironment),
    value('PROVIDERS', PATHS.oidcEnvironment),
    value('CLIENT', PATHS.testIssuer),
  ],
}

/** And where lists are asked for more than their pages, so that their cursors are signed. */
export const IMPORTS_FOR_CURSORS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/app.ts': [value('withCursorKeys', PATHS.cursorKeys)],
  'src/auth/auth.ts': [value('cursorKeys', PATHS.cursorKeys), type('CursorKeys', PATHS.cursorKeys)],
}
