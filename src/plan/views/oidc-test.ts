import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasCookies, userOf } from './actor.ts'
import { authFields, canRegister, verifiedAt } from './auth.ts'
import { claimsOf, providersOf } from './oidc.ts'
import { keyOf } from './user-table.ts'

/** `src/auth/oidc.test.ts` */
export function oidcTestView(service: Service) {
  const user = userOf(service)
  const { many, one } = user.names
  const key = keyOf(user).property
  const [provider] = providersOf(service)
  return {
    view: {
      authPath: literal(`${service.basePath}/auth`),
      provider: provider?.name,
      providerLiteral: literal(provider?.name),
      registers: canRegister(service),
      softDelete: user.softDelete,
      identifier: authFields(service).identifier.property,
      verifiedAt: verifiedAt(service),
      one,
      table: many,
      key,
      keyAsId: key === 'id' ? 'id' : `${key}: id`,
      claims: claimsOf(service),
    },
    imports: [
      ...(hasCookies(service) ? [] : [value('createHash', 'node:crypto')]),
      ...(user.softDelete ? [value('eq', 'drizzle-orm'), value(many, resourcePath(user, 'table'))] : []),
      type('JWTPayload', 'jose'),
      ...['afterAll', 'beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      ...['Answer', 'Row', 'TestApp'].map((name) => type(name, PATHS.testApp)),
      value('testApp', PATHS.testApp),
      value('startIssuer', PATHS.testIssuer),
      type('Issuer', PATHS.testIssuer),
      value('authEmailVerifications', PATHS.verificationTable),
    ],
  }
}
