import { deletedAtOf, updatedAtOf } from '../../model/lookup.ts'
import type { Auth, Field, Resource, Service } from '../../model/model.ts'
import { isOpenToAll } from '../../model/oidc.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { bodyCode } from '../kinds/body.ts'
import { arrowCallText, callText, chainText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { handsOver, hasApiKeys, hasCookies, sendsMail, userOf } from './actor.ts'
import { apiName } from './api-names.ts'
import { tenantProperty } from './tenants.ts'
import { keyOf, userTableView } from './user-table.ts'

const DRIZZLE = 'drizzle-orm'
const PG = 'drizzle-orm/pg-core'

/** `src/auth/tokens.ts` */
export function tokensView(service: Service) {
  const jose = (name: string) => value(name, 'jose')
  return {
    view: { accessTokenSeconds: authOf(service).accessTokenTtl / 1_000 },
    imports: [
      ...['createHash', 'createSecretKey', 'randomUUID'].map((name) => value(name, 'node:crypto')),
      type('webcrypto', 'node:crypto'),
      ...['errors', 'jwtVerify', 'SignJWT'].map(jose),
      ...['JWTHeaderParameters', 'JWTPayload'].map((name) => type(name, 'jose')),
    ],
  }
}

/** `src/auth/resets.table.ts` */
export function resetsTableView(service: Service) {
  return userTableView(service, ['foreignKey', 'index', 'pgTable', 'text', 'timestamp'].map(pg))
}

/** `src/auth/resets.routes.ts` */
export function resetsRoutesView(service: Service) {
  return {
    view: { identifier: authOf(service).identifier },
    imports: [
      value('Hono', 'hono'),
      type('Db', PATHS.executor),
      type('Env', PATHS.context),
      value('validate', PATHS.validate),
      value('accountOf', PATHS.accounts),
      type('Auth', PATHS.auth),
      ...['ForgottenPassword', 'PasswordReset'].map((name) => value(name, PATHS.authSchema)),
      value('invalidToken', PATHS.refusals),
      value('recoverAccount', PATHS.recovery),
      value('hashPassword', PATHS.passwords),
      ...['isPendingReset', 'RESET_MINUTES', 'startReset', 'useReset'].map((name) => value(name, PATHS.resets)),
    ],
  }
}

/** `src/auth/sessions.table.ts` */
export function sessionsTableView(service: Service) {
  return userTableView(service, ['foreignKey', 'index', 'pgTable', 'text', 'timestamp', 'uuid'].map(pg))
}

function pg(name: string): ImportSymbol {
  return value(name, PG)
}

const DAY = 24 * 60 * 60 * 1_000

/** How long a session lasts however often it is renewed: a quarter of a year, or as long as one that nobody renews. */
export function maxSessionMs(service: Service): number {
  return Math.max(authOf(service).refreshTokenTtl, 90 * DAY)
}

/** `src/auth/sessions.ts` */
export function sessionsView(service: Service) {
  return {
    view: {
      sessionSeconds: authOf(service).refreshTokenTtl / 1_000,
      maxSessionSeconds: maxSessionMs(service) / 1_000,
      handsOver: handsOver(service),
    },
    imports: [
      value('createHmac', 'node:crypto'),
      ...['and', 'eq', 'gt', 'inArray', 'isNull', 'lte', 'ne', 'sql'].map((name) => value(name, DRIZZLE)),
      value('v7 as uuidv7', 'uuid'),
      type('Db', PATHS.executor),
      type('Executor', PATHS.executor),
      type('UserId', PATHS.accounts),
      ...['hashToken', 'randomToken'].map((name) => value(name, PATHS.randomTokens)),
      ...['authRefreshTokens', 'authSessions'].map((name) => value(name, PATHS.sessionsTable)),
      ...(handsOver(service) ? [value('dropHandovers', PATHS.handovers)] : []),
    ],
  }
}

/** `src/auth/accounts.ts` */
export function accountsView(service: Service) {
  const user = userOf(service)
  const { identifier, password = '' } = authOf(service)
  const { many } = user.names
  const shown = user.fields.filter(({ readable, readRoles }) => readable && readRoles === undefined)
  const columns = shown.map((field) => ({ name: field.property, code: selectCode(field, many) }))
  const key = keyOf(user).property
  const isLive = user.softDelete ? [`isNull(${many}.${deletedAtOf(user)})`] : []
  const hasIdentifier = `eq(${many}.${identifier}, ${identifier})`
  return {
    view: {
      words: user.names.words,
      table: many,
      key,
      identifier,
      password,
      softDelete: user.softDelete,
      mails: sendsMail(service),
      verifiedAt: verifiedAt(service),
      provesIdentifier: provesIdentifier(service),
      identifierLiteral: literal(identifier),
      identifierChanges: identifierChanges(user),
      setIdentifier: callText(
        'export async function setIdentifier',
        ['db: Executor', `grant: Grant<${literal(user.names.one)}, 'update'>`, `${identifier}: string`],
        { tail: ': Promise<boolean> {' },
      ),
      profile: columns.map(({ name, code }) => ({ name, code: code.text })),
      bySession: arrowCallText("const bySession = prepared('auth_actor_by_session', (db) =>", 'db', [
        `select(${objectText(actorColumns(service), { indent: 4, before: '.select('.length })})`,
        'from(authSessions)',
        `innerJoin(${many}, eq(${many}.${key}, authSessions.userId))`,
        'where(isGoing)',
      ]),
      isGoing: callText(
        'and',
        ["eq(authSessions.id, sql.placeholder('sessionId'))", 'gt(authSessions.expiresAt, sql`now()`)', ...isLive],
        { before: 'const isGoing = '.length },
      ),
      isCurrent: callText(
        'and',
        [
          `eq(authEmailVerifications.userId, ${many}.${key})`,
          `eq(authEmailVerifications.email, ${many}.${identifier})`,
        ],
        { before: 'export const isCurrent = '.length },
      ),
      selectAccount: chainText(
        'const [row] = await db',
        [
          `select({ id: ${many}.${key}, password: ${many}.${password} })`,
          `from(${many})`,
          `where(${isLive.length === 0 ? hasIdentifier : `and(${[hasIdentifier, ...isLive].join(', ')})`})`,
        ],
        { indent: 2, simple: isLive.length === 0 },
      ),
      selectProfile: chainText(
        'const [row] = await db',
        [
          'select(profile)',
          `from(${many})`,
          'leftJoin(authEmailVerifications, isCurrent)',
          `where(eq(${many}.${key}, id))`,
        ],
        { indent: 2 },
      ),
    },
    imports: [
      ...['and', 'eq', 'gt', 'sql', ...(user.softDelete ? ['isNull'] : [])].map((name) => value(name, DRIZZLE)),
      type('Executor', PATHS.executor),
      value('prepared', PATHS.executor),
      value(many, resourcePath(user, 'table')),
      type('Actor', PATHS.actor),
      ...['hashPassword', 'isPassword'].map((name) => value(name, PATHS.passwords)),
      ...(sendsMail(service) ? [value('authPasswordResets', PATHS.resetsTable)] : []),
      ...(sendsMail(service) ? [value('authEmailVerifications', PATHS.verificationTable)] : []),
      ...(provesIdentifier(service) ? IDENTIFIER_IMPORTS : []),
      value('authSessions', PATHS.sessionsTable),
      ...importsOf(columns.map(({ code }) => code)),
    ],
  }
}

/** What an actor is made of: the columns of who signs in. */
export function actorColumns(service: Service): Readonly<Record<string, string>> {
  const { names, key } = userOf(service)
  const { roles } = authOf(service)
  const id = `${names.many}.${key[0]?.property}`
  const tenant = tenantProperty(userOf(service), service)
  return {
    id,
    ...(roles && { role: `${names.many}.${roles.field}` }),
    ...(tenant !== undefined && { tenant: `${names.many}.${tenant}` }),
  }
}

const IDENTIFIER_IMPORTS: readonly ImportSymbol[] = [
  value('placesFor', PATHS.executor),
  type('Grant', PATHS.grant),
  value('actorId', PATHS.rules),
  value('scoped', PATHS.scope),
]

/** What a change of the identifier sets: as an update does, also the version and the time. */
function identifierChanges({ names, fields, versioned }: Resource): string {
  const updatedAt = updatedAtOf({ fields })
  const set = [
    '...changed',
    ...(versioned ? [`version: sql\`\${${names.many}.version} + 1\``] : []),
    ...(updatedAt === undefined ? [] : [`${updatedAt}: sql\`now()\``]),
  ]
  return set.length === 1 ? 'changed' : `{ ${set.join(', ')} }`
}

/** `src/auth/auth.schema.ts` */
export function authSchemaView(service: Service) {
  const user = userOf(service)
  const { identifier } = authOf(service)
  const registers = canRegister(service)
  const { password, identifier: name } = { ...authFields(service), identifier }
  const isLower = authFields(service).identifier.type.kind === 'email'
  const bounds = password.type.kind === 'string' ? password.type : { min: 0, max: 0 }
  return {
    view: {
      identifier: name,
      identifierSchema: isLower ? 'text(1, 1_000).toLowerCase()' : 'text(1, 1_000)',
      min: bounds.min,
      max: bounds.max,
      mails: sendsMail(service),
      registers,
      newType: user.names.newType,
      withheld: withheldFields(user).map(({ property }) => property),
      apiKeys: hasApiKeys(service),
      cookies: hasCookies(service),
      provesIdentifier: provesIdentifier(service),
      identifierRequired: authFields(service).identifier.required,
    },
    imports: [
      value('z', 'zod'),
      value('text', PATHS.scalars),
      ...bodyCode(password, user).imports,
      ...(registers || provesIdentifier(service) ? [value(user.names.newType, resourcePath(user, 'schema'))] : []),
    ],
  }
}

/** Whether anybody may make an account for themselves. */
export function canRegister(service: Service): boolean {
  return isOpenToAll(userOf(service)) && authFields(service).password.writable.create
}

/** Whether people may change what they sign in with, which takes the password. */
export function provesIdentifier(service: Service): boolean {
  return authFields(service).identifier.proven && userOf(service).operations.includes('update')
}

/** What only some roles may write, and so nobody who is not signed in. */
export function withheldFields({ fields }: Resource): Field[] {
  return fields.filter(({ writable, writeRoles }) => writable.create && writeRoles !== undefined)
}

/** What people sign in with. */
export function authFields(service: Service): { readonly identifier: Field; readonly password: Field } {
  const { identifier, password } = authOf(service)
  const { fields } = userOf(service)
  const named = (name: string | undefined): Field => {
    const field = fields.find(({ property }) => property === name)
    if (field === undefined) throw new Error(`the user has no ${name}`)
    return field
  }
  return { identifier: named(identifier), password: named(password) }
}

function authOf({ auth }: Service): Auth {
  if (auth === undefined) throw new Error('nobody signs in')
  return auth
}

/** What the account says of its email: since when it is known to be theirs. */
export function verifiedAt(service: Service): string {
  return apiName(`${authFields(service).identifier.name}VerifiedAt`, service)
}
