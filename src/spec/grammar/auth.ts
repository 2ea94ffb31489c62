import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { SERVICE_PART_NAME } from '../names.ts'
import { duration, flag, mapOf, nameOf, variable } from './pieces.ts'

/** What `auth.roles:` holds. */
export const rolesGrammar = z.strictObject({ field: nameOf('a field') }, { error: 'a map' })

/** One provider of OpenID Connect. */
export const oidcGrammar = z.strictObject(
  {
    issuer: variable,
    scopes: z
      .array(z.string({ error: 'a scope' }).regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/, 'a scope'), {
        error: 'a list of scopes',
      })
      .exactOptional(),
  },
  { error: 'a map' },
)

/** What `auth:` holds. */
export const authGrammar = z.strictObject(
  {
    user: nameOf('a resource'),
    identifier: nameOf('a field'),
    roles: rolesGrammar.exactOptional(),
    accessTokenTtl: duration.exactOptional(),
    refreshTokenTtl: duration.exactOptional(),
    cookies: flag.exactOptional(),
    apiKeys: flag.exactOptional(),
    oidc: mapOf(oidcGrammar, {
      names: SERVICE_PART_NAME,
      most: LIMITS.upstreams,
      error: 'a map of providers',
    }).exactOptional(),
  },
  { error: 'a map with `user:` and `identifier:`' },
)
