import { hasLimits } from '../model/limits.ts'
import { takesKeys } from '../model/lookup.ts'
import type { Service } from '../model/model.ts'

/** The problem catalogue of every generated service. The codes are part of its API: add to them, never rename. */
export const PROBLEMS = [
  { code: 'invalid-input', status: 400, title: 'The request is not valid' },
  { code: 'malformed-body', status: 400, title: 'The body is not JSON in UTF-8' },
  { code: 'value-not-storable', status: 400, title: 'The database cannot hold a value' },
  { code: 'sign-in-failed', status: 400, title: 'This sign-in cannot go on: begin another one' },
  { code: 'unauthenticated', status: 401, title: 'Sign in first' },
  { code: 'invalid-token', status: 401, title: 'The token is not good, or not any more' },
  { code: 'wrong-credentials', status: 401, title: 'There is no such account with this password' },
  { code: 'wrong-password', status: 403, title: 'This is not your password' },
  { code: 'sign-in-denied', status: 403, title: 'The provider was not allowed to say who you are' },
  { code: 'forbidden', status: 403, title: 'You may not do this' },
  { code: 'not-found', status: 404, title: 'There is no such resource' },
  { code: 'no-such-route', status: 404, title: 'There is nothing at this address' },
  { code: 'method-not-allowed', status: 405, title: 'This address does not take this method' },
  { code: 'already-exists', status: 409, title: 'There is one already' },
  { code: 'account-exists', status: 409, title: 'Sign in to your account here first, and verify its address' },
  { code: 'last-sign-in', status: 409, title: 'It is the only way to sign in to your account' },
  { code: 'idempotency-key-in-use', status: 409, title: 'A request with this key is being answered' },
  { code: 'move-not-possible', status: 409, title: 'It does not move there from the state that it is in' },
  { code: 'still-referenced', status: 409, title: 'Others still refer to it' },
  { code: 'write-conflict', status: 409, title: 'Another request was faster: try again' },
  { code: 'precondition-failed', status: 412, title: 'It has been changed meanwhile' },
  { code: 'payload-too-large', status: 413, title: 'The body is too large' },
  { code: 'unsupported-media-type', status: 415, title: 'The body has the wrong media type' },
  { code: 'reference-not-found', status: 422, title: 'It refers to something that is not there' },
  { code: 'constraint-violated', status: 422, title: 'The values do not go together' },
  { code: 'idempotency-key-reused', status: 422, title: 'The key was sent with another request' },
  { code: 'precondition-required', status: 428, title: 'The request does not say which version it changes' },
  { code: 'too-many-requests', status: 429, title: 'Too many attempts: wait a while' },
  { code: 'internal-error', status: 500, title: 'Something went wrong on our side' },
  { code: 'not-implemented', status: 501, title: 'This is not written yet' },
  { code: 'upstream-refused', status: 502, title: 'Another service that this one needs has refused' },
  {
    code: 'upstream-not-understood',
    status: 502,
    title: 'Another service that this one needs has answered wrongly',
  },
  { code: 'unavailable', status: 503, title: 'Not available at the moment: try again' },
  {
    code: 'upstream-unavailable',
    status: 503,
    title: 'Another service that this one needs is not available: try again',
  },
  { code: 'timeout', status: 504, title: 'It took too long' },
] as const

/** Those of services in which people sign in. */
const OF_AUTH: ReadonlySet<string> = new Set([
  'unauthenticated',
  'invalid-token',
  'wrong-credentials',
  'wrong-password',
  'forbidden',
  'too-many-requests',
])

/** Those of services in which people sign in with providers. */
const OF_PROVIDERS: ReadonlySet<string> = new Set([
  'sign-in-failed',
  'sign-in-denied',
  'account-exists',
  'last-sign-in',
])

/** Those that a service can answer with: only what is versioned has preconditions, only what has moves refuses some. */
export function problemsOf(service: Service): readonly (typeof PROBLEMS)[number][] {
  const { auth, resources } = service
  const versioned = resources.some((resource) => resource.versioned)
  const moves = resources.some(({ fields }) => fields.some((field) => field.moves !== undefined))
  return PROBLEMS.filter(({ code }) => {
    if (code.startsWith('precondition-')) return versioned
    if (code.startsWith('idempotency-')) return takesKeys(service)
    if (code === 'move-not-possible') return moves
    // Nobody who calls a finished service meets it.
    if (code === 'not-implemented') return false
    if (code.startsWith('upstream-')) return service.upstreams.length > 0
    if (OF_PROVIDERS.has(code)) return auth !== undefined && auth.oidc.length > 0
    if (code === 'too-many-requests' && hasLimits(service)) return true
    return auth !== undefined || !OF_AUTH.has(code)
  })
}
