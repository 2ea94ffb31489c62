import { hasCaches } from '../../model/caches.ts'
import { hasLimits } from '../../model/limits.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { signsCursors } from './lists.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'
import { hasTenants, tenantOf, tenantProperty } from './tenants.ts'

/** `src/auth/actor.ts` */
export function actorView(service: Service) {
  const user = userOf(service)
  const role = service.auth?.roles?.field
  return {
    view: {
      table: user.names.many,
      words: user.names.words,
      key: literal(user.key[0]?.property),
      role: role !== undefined && literal(role),
      tenant: hasTenants(service) && literal(tenantProperty(user, service)),
      tenantWords: tenantOf(service)?.names.words.one ?? '',
    },
    imports: [type(user.names.many, resourcePath(user, 'table'))],
  }
}

/** `src/http/context.ts` */
export function contextView(service: Service) {
  const { auth } = service
  const actor = auth === undefined ? [] : [type('Actor', PATHS.actor)]
  const counted = hasLimits(service) ? [type('Counted', PATHS.counter)] : []
  const kept = hasCaches(service) ? [type('Cache', PATHS.cache)] : []
  const keys = signsCursors(service) ? [type('CursorKeys', PATHS.cursorKeys)] : []
  return {
    view: { auth: auth !== undefined, cursors: signsCursors(service) },
    imports: [...(SERVICE_IMPORTS[PATHS.context] ?? []), ...actor, ...keys, ...counted, ...kept],
  }
}

/** Whether people sign in. */
export function hasAuth({ auth }: Service): boolean {
  return auth !== undefined
}

/** Whether machines act for people by keys. */
export function hasApiKeys({ auth }: Service): boolean {
  return auth?.apiKeys ?? false
}

/** Whether browsers keep refresh tokens in a cookie. */
export function hasCookies({ auth }: Service): boolean {
  return auth?.cookies ?? false
}

/** Whether people sign in with providers of OpenID Connect. */
export function hasProviders({ auth }: Service): boolean {
  return auth !== undefined && auth.oidc.length > 0
}

/** Whether apps fetch tokens for who comes from a provider: with cookies the browser has them already. */
export function handsOver(service: Service): boolean {
  return hasProviders(service) && !hasCookies(service)
}

/** The resource that signs in. */
export function userOf(service: Service): Resource {
  if (service.auth === undefined) throw new Error('nobody signs in')
  return resourceNamed(service, service.auth.user)
}

/** Whether accounts are sent letters, to verify the address or for another password: where people sign in by e-mail. */
export function sendsMail(service: Service): boolean {
  if (service.auth === undefined) return false
  const { identifier } = service.auth
  return userOf(service).fields.some(({ property, type }) => property === identifier && type.kind === 'email')
}
