import type { Auth, Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { bodyCode } from '../kinds/body.ts'
import { columnCode } from '../kinds/column.ts'
import { callText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { resetsPasswords, userOf } from './actor.ts'

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
  const { view, imports } = sessionsTableView(service)
  return { view, imports: imports.filter(({ name }) => name !== 'uuid' || view.userColumn.startsWith('uuid')) }
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
      ...['accountOf', 'setPassword'].map((name) => value(name, PATHS.accounts)),
      type('Auth', PATHS.auth),
      ...['ForgottenPassword', 'PasswordReset'].map((name) => value(name, PATHS.authSchema)),
      value('invalidToken', PATHS.refusals),
      value('hashPassword', PATHS.passwords),
      ...['isPendingReset', 'RESET_MINUTES', 'startReset', 'useReset'].map((name) => value(name, PATHS.resets)),
    ],
  }
}

/** `src/auth/sessions.table.ts` */
export function sessionsTableView(service: Service) {
  const user = userOf(service)
  const key = keyOf(user)
  const column: Field = {
    ...key,
    column: 'user_id',
    property: 'userId',
    inKey: false,
    made: undefined,
    default: undefined,
  }
  const { text, imports } = columnCode(column, user, 4)
  return {
    view: { table: user.names.many, key: key.property, userColumn: text },
    imports: [
      ...['foreignKey', 'index', 'pgTable', 'text', 'timestamp', 'uuid'].map((name) => value(name, PG)),
      value(user.names.many, resourcePath(user, 'table')),
      ...imports,
    ],
  }
}

const DAY = 24 * 60 * 60 * 1_000

/** How long a session lasts however often it is renewed: a quarter of a year, or as long as one that nobody renews. */
export function maxSessionMs(service: Service): number {
  return Math.max(authOf(service).refreshTokenTtl, 90 * DAY)
}

/** `src/auth/sessions.ts` */
export function sessionsView(service: Service) {
  return {
    view: { sessionSeconds: authOf(service).refreshTokenTtl / 1_000, maxSessionSeconds: maxSessionMs(service) / 1_000 },
    imports: [
      value('createHmac', 'node:crypto'),
      ...['and', 'eq', 'gt', 'inArray', 'isNull', 'lte', 'ne', 'sql'].map((name) => value(name, DRIZZLE)),
      value('v7 as uuidv7', 'uuid'),
      type('Db', PATHS.executor),
      type('Executor', PATHS.executor),
      type('UserId', PATHS.accounts),
      ...['hashToken', 'randomToken'].map((name) => value(name, PATHS.randomTokens)),
      ...['authRefreshTokens', 'authSessions'].map((name) => value(name, PATHS.sessionsTable)),
    ],
  }
}

/** `src/auth/accounts.ts` */
export function accountsView(service: Service) {
  const user = userOf(service)
  const { identifier, password = '', roles } = authOf(service)
  const { many } = user.names
  const shown = user.fields.filter(({ readable, readRoles }) => readable && readRoles === undefined)
  const columns = shown.map((field) => ({ name: field.property, code: selectCode(field, many) }))
  const key = keyOf(user).property
  const actor = { id: `${many}.${key}`, ...(roles !== undefined && { role: `${many}.${roles.field}` }) }
  const isLive = user.softDelete ? [`isNull(${many}.deletedAt)`] : []
  const hasIdentifier = `eq(${many}.${identifier}, ${identifier})`
  return {
    view: {
      words: user.names.words,
      table: many,
      key,
      identifier,
      password,
      softDelete: user.softDelete,
      resets: resetsPasswords(service),
      profile: columns.map(({ name, code }) => ({ name, code: code.text })),
      actorColumns: objectText(actor, {
        indent: 4,
        before: '.select('.length,
      }),
      isGoing: callText(
        'and',
        ["eq(authSessions.id, sql.placeholder('sessionId'))", 'gt(authSessions.expiresAt, sql`now()`)', ...isLive],
        { before: 'const isGoing = '.length },
      ),
      whereIdentifier: isLive.length === 0 ? hasIdentifier : `and(${[hasIdentifier, ...isLive].join(', ')})`,
    },
    imports: [
      ...['and', 'eq', 'gt', 'sql', ...(user.softDelete ? ['isNull'] : [])].map((name) => value(name, DRIZZLE)),
      type('Executor', PATHS.executor),
      value('prepared', PATHS.executor),
      value(many, resourcePath(user, 'table')),
      type('Actor', PATHS.actor),
      value('hashPassword', PATHS.passwords),
      ...(resetsPasswords(service) ? [value('authPasswordResets', PATHS.resetsTable)] : []),
      value('authSessions', PATHS.sessionsTable),
      ...importsOf(columns.map(({ code }) => code)),
    ],
  }
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
      resets: resetsPasswords(service),
      registers,
      newType: user.names.newType,
      withheld: withheldFields(user).map(({ property }) => property),
    },
    imports: [
      value('z', 'zod'),
      value('text', PATHS.scalars),
      ...bodyCode(password, user).imports,
      ...(registers ? [value(user.names.newType, resourcePath(user, 'schema'))] : []),
    ],
  }
}

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
      identifier: authOf(service).identifier,
      queries: many,
      one,
      keyAsId: key === 'id' ? 'id' : `${key}: id`,
      wordsLiteral: literal(words.one),
      registers,
      resets: resetsPasswords(service),
    },
    imports: [
      ...ROUTES_IMPORTS,
      ...(resetsPasswords(service) ? [value('resetRoutes', PATHS.resetsRoutes)] : []),
      ...(registers ? registerImports(user) : []),
    ],
  }
}

const ROUTES_IMPORTS: readonly ImportSymbol[] = [
  value('Hono', 'hono'),
  type('Db', PATHS.executor),
  type('Env', PATHS.context),
  value('notFound', PATHS.problem),
  ...['validate', 'validated'].map((name) => value(name, PATHS.validate)),
  ...['accountOf', 'passwordOf', 'profileOf', 'renewHash', 'setPassword'].map((name) => value(name, PATHS.accounts)),
  type('Auth', PATHS.auth),
  ...['Credentials', 'PasswordChange', 'RefreshToken', 'SignOut'].map((name) => value(name, PATHS.authSchema)),
  ...['authenticate', 'requireSession'].map((name) => value(name, PATHS.authenticate)),
  ...['invalidToken', 'wrongCredentials', 'wrongPassword'].map((name) => value(name, PATHS.refusals)),
  ...['hashPassword', 'isOutdated', 'isPassword'].map((name) => value(name, PATHS.passwords)),
]

function registerImports(user: Resource): ImportSymbol[] {
  return [
    value('may', resourcePath(user, 'policy')),
    { name: user.names.many, from: resourcePath(user, 'queries'), namespace: true },
    value('Registration', PATHS.authSchema),
  ]
}

/** Whether anybody may make an account for themselves. */
export function canRegister(service: Service): boolean {
  const user = userOf(service)
  const isOpen = user.access?.create?.some(({ who, where }) => who.kind === 'public' && where === undefined) ?? false
  return isOpen && user.operations.includes('create') && authFields(service).password.writable.create
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

function keyOf({ key, names }: Resource): Field {
  const [first, second] = key
  if (first === undefined || second !== undefined) throw new Error(`${names.one} has no key of one field`)
  return first
}
