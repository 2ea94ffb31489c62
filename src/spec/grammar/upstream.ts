import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { SERVICE_PART_NAME } from '../names.ts'
import { PERCENTAGE } from '../values/percentage.ts'
import { callGrammar } from './action.ts'
import { duration, freeText, mapOf, valued, variable } from './pieces.ts'

/** What `breaker:` holds. */
export const breakerGrammar = z.strictObject(
  {
    errorRate: valued(PERCENTAGE).exactOptional(),
    minCalls: z.int({ error: 'a whole number' }).min(1).max(100_000).exactOptional(),
    resetAfter: duration.exactOptional(),
  },
  { error: 'a map' },
)

/** A service that this one calls. */
export const upstreamGrammar = z.strictObject(
  {
    description: freeText.exactOptional(),
    url: variable,
    token: variable.exactOptional(),
    timeout: duration.exactOptional(),
    retries: z.int({ error: 'a whole number' }).min(0).max(10).exactOptional(),
    breaker: breakerGrammar.exactOptional(),
    calls: mapOf(callGrammar, { names: SERVICE_PART_NAME, most: LIMITS.actions, error: 'a map of calls' }),
  },
  { error: 'a map with `url:` and `calls:`' },
)
