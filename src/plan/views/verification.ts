import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { secretSample } from '../kinds/sample.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { userOf } from './actor.ts'
import { authFields, canRegister, provesIdentifier, verifiedAt, withheldFields } from './auth.ts'
import { isUpdatedByAnybody } from './auth-test.ts'
import { keyOf, userTableView } from './user-table.ts'

/** `src/auth/verification.ts` */
export function verificationView(service: Service) {
  const user = userOf(service)
  const { many } = user.names
  const [key, identifier] = [keyOf(user).property, authFields(service).identifier.property]
  const orm = ['and', 'eq', 'exists', 'gt', 'sql'].map((name) => value(name, 'drizzle-orm'))
  return {
    view: {
      table: many,
      key,
      identifier,
    },
    imports: [
      ...orm,
      type('Logger', 'pino'),
      type('Executor', PATHS.executor),
      value(many, resourcePath(user, 'table')),
      value('isCurrent', PATHS.accounts),
      type('UserId', PATHS.accounts),
      type('Auth', PATHS.auth),
      ...['hashToken', 'randomToken'].map((name) => value(name, PATHS.randomTokens)),
      value('authEmailVerifications', PATHS.verificationTable),
    ],
  }
}

/** `src/auth/verification.routes.ts` */
export function verificationRoutesView(_service: Service) {
  return {
    view: {},
    imports: [
      value('Hono', 'hono'),
      type('Db', PATHS.executor),
      type('Env', PATHS.context),
      value('validate', PATHS.validate),
      value('EmailVerification', PATHS.authSchema),
      type('Auth', PATHS.auth),
      value('invalidToken', PATHS.refusals),
      value('verifyEmail', PATHS.verification),
    ],
  }
}

/** `src/auth/verification.table.ts` */
export function verificationTableView(service: Service) {
  const pg = (name: string) => value(name, 'drizzle-orm/pg-core')
  return userTableView(service, ['foreignKey', 'index', 'pgTable', 'text', 'timestamp'].map(pg))
}

/** `src/auth/verification.test.ts` */
export function verificationTestView(service: Service) {
  const user = userOf(service)
  const { identifier, password } = authFields(service)
  const changes = provesIdentifier(service) && isUpdatedByAnybody(user)
  return {
    view: {
      authPath: literal(`${service.basePath}/auth`),
      samplePassword: literal(secretSample(password)),
      identifier: identifier.property,
      verifiedAt: verifiedAt(service),
      one: user.names.one,
      table: user.names.many,
      key: keyOf(user).property,
      registers: canRegister(service),
      allWithheld: withheldFields(user).map(({ property }) => property),
      provesIdentifier: changes,
    },
    imports: [
      ...(changes ? [value('eq', 'drizzle-orm'), value(user.names.many, resourcePath(user, 'table'))] : []),
      value('sql', 'drizzle-orm'),
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      type('TestApp', PATHS.testApp),
      value('testApp', PATHS.testApp),
      value('outbox', PATHS.testAuth),
      value('authEmailVerifications', PATHS.verificationTable),
    ],
  }
}
