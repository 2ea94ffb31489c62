import { deletedAtOf } from '../../model/lookup.ts'
import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { secretSample } from '../kinds/sample.ts'
import { objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { userOf } from './actor.ts'
import { actorColumns, authFields } from './auth.ts'
import { keyOf, userTableView } from './user-table.ts'

/** `src/auth/api-keys.table.ts` */
export function apiKeysTableView(service: Service) {
  const pg = (name: string) => value(name, 'drizzle-orm/pg-core')
  return userTableView(service, [
    ...['boolean', 'foreignKey', 'index', 'pgTable', 'text', 'timestamp', 'uniqueIndex', 'uuid'].map(pg),
  ])
}

/** `src/auth/api-keys.ts` */
export function apiKeysView(service: Service) {
  const user = userOf(service)
  const { many } = user.names
  const hasHash = "eq(authApiKeys.hash, sql.placeholder('hash'))"
  const orm = ['and', 'eq', 'gt', 'isNull', 'not', 'or', 'sql'].map((name) => value(name, 'drizzle-orm'))
  return {
    view: {
      table: many,
      key: keyOf(user).property,
      actorColumns: objectText(actorColumns(service), { before: 'const actor = '.length }),
      isTheirs: user.softDelete ? `and(${hasHash}, isNull(${many}.${deletedAtOf(user)}))` : hasHash,
    },
    imports: [
      ...orm,
      value('v7 as uuidv7', 'uuid'),
      type('Executor', PATHS.executor),
      value('prepared', PATHS.executor),
      value(many, resourcePath(user, 'table')),
      type('UserId', PATHS.accounts),
      value('authApiKeys', PATHS.apiKeysTable),
      ...['hashToken', 'randomToken'].map((name) => value(name, PATHS.randomTokens)),
      type('FreshVerdict', PATHS.verdicts),
    ],
  }
}

/** `src/auth/api-keys.test.ts` */
export function apiKeysTestView(service: Service) {
  const user = userOf(service)
  return {
    view: {
      authPath: literal(`${service.basePath}/auth`),
      usersPath: literal(`${service.basePath}${user.path}`),
      samplePassword: literal(secretSample(authFields(service).password)),
      one: user.names.one,
      table: user.names.many,
      key: keyOf(user).property,
    },
    imports: [
      ...['eq', 'sql'].map((name) => value(name, 'drizzle-orm')),
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      type('Row', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value('testApp', PATHS.testApp),
      value(user.names.many, resourcePath(user, 'table')),
      value('holderOfKey', PATHS.apiKeys),
      value('authApiKeys', PATHS.apiKeysTable),
      value('hashPassword', PATHS.passwords),
      value('recoverAccount', PATHS.recovery),
    ],
  }
}
