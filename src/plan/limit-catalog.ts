import { hasLimits, usesRedis } from '../model/limits.ts'
import type { Service } from '../model/model.ts'
import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { hasAuth } from './views/actor.ts'
import { rateLimitTestView } from './views/limits.ts'

/** What a service has in which requests are counted: one row a file. */
export const LIMIT_FILES: readonly ServiceRow[] = [
  { id: 'clientAddress', template: PATHS.clientAddress, when: asksForAddresses },
  { id: 'counter', template: PATHS.counter, when: hasLimits },
  { id: 'networks', template: PATHS.networks, when: readsNetworks },
  { id: 'rateLimit', template: PATHS.rateLimit, when: hasLimits },
  { id: 'rateLimitTest', template: 'src/http/rate-limit.test.ts', when: hasLimits, view: rateLimitTestView },
  { id: 'redis', template: PATHS.redis, when: usesRedis },
]

/** Attempts to sign in are counted by address, and so are requests. */
function asksForAddresses(service: Service): boolean {
  return hasAuth(service) || hasLimits(service)
}

/** Where people sign in, `environment.ts` of that reads them. */
function readsNetworks(service: Service): boolean {
  return !hasAuth(service) && hasLimits(service)
}
