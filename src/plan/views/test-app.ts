import { fieldNamed } from '../../model/lookup.ts'
import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { userOf } from './actor.ts'
import { hasReaders } from './guarded.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'

/** `tests/support/app.ts` */
export function testAppView(service: Service) {
  const hides = service.resources.some(hasReaders)
  const shared = SERVICE_IMPORTS[PATHS.testApp] ?? []
  if (service.auth === undefined) return { view: { hides, auth: false }, imports: shared }
  const user = userOf(service)
  const { roles } = service.auth
  const role = roles === undefined ? undefined : fieldNamed(user, roles.field)
  const givesRole = role?.writable.create ?? false
  const updates = role !== undefined && !givesRole
  return {
    view: {
      hides,
      auth: true,
      role: role?.property ?? false,
      givesRole,
      who: role === undefined ? literal(user.names.one) : 'Role',
      whoDoc: role === undefined ? `a ${user.names.words.one}` : 'somebody with a role',
      example: literal(roles?.values.at(-1) ?? user.names.one),
      one: user.names.one,
      table: user.names.many,
      key: user.key[0]?.property ?? '',
      keyName: user.key[0]?.property ?? '',
    },
    imports: [
      ...shared,
      type('UserId', PATHS.accounts),
      type('Auth', PATHS.auth),
      value('testAuth', PATHS.testAuth),
      ...(role === undefined ? [] : [type('Role', PATHS.actor)]),
      ...(updates ? [value('eq', 'drizzle-orm'), value(user.names.many, resourcePath(user, 'table'))] : []),
    ],
  }
}
