import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** What browsers call the cookie with the refresh token. */
export const REFRESH_COOKIE = '__Secure-refresh_token'

/** `src/auth/refresh-cookie.ts` */
export function refreshCookieView({ basePath }: Service) {
  return {
    view: { authPath: literal(`${basePath}/auth`), cookie: literal(REFRESH_COOKIE) },
    imports: [
      type('Context', 'hono'),
      type('MiddlewareHandler', 'hono'),
      ...['deleteCookie', 'getCookie', 'setCookie'].map((name) => value(name, 'hono/cookie')),
      type('Env', PATHS.context),
      value('Problem', PATHS.problem),
      type('Tokens', PATHS.auth),
      value('SESSION_SECONDS', PATHS.sessions),
    ],
  }
}
