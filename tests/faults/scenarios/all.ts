import type { Scenario } from '../scenario.ts'
import { clientScenarios } from './clients.ts'
import { clockScenarios } from './clock.ts'
import { loopScenarios } from './loop.ts'
import { faultlessScenarios } from './none.ts'
import { postgresScenarios } from './postgres.ts'
import { processScenarios } from './processes.ts'
import { redisScenarios } from './redis.ts'
import { scarceScenarios } from './scarce.ts'
import { startingScenarios } from './starting.ts'
import { upstreamScenarios } from './upstreams.ts'

/** Every scenario, in the order of the matrix. */
export const SCENARIOS: readonly Scenario[] = [
  ...faultlessScenarios,
  ...redisScenarios,
  ...postgresScenarios,
  ...upstreamScenarios,
  ...processScenarios,
  ...startingScenarios,
  ...loopScenarios,
  ...clockScenarios,
  ...scarceScenarios,
  ...clientScenarios,
]
