import type { Scenario } from '../scenario.ts'
import { clientScenarios } from './clients.ts'
import { loopScenarios } from './loop.ts'
import { postgresScenarios } from './postgres.ts'
import { processScenarios } from './processes.ts'
import { redisScenarios } from './redis.ts'
import { upstreamScenarios } from './upstreams.ts'

/** Every scenario, in the order of the matrix. */
export const SCENARIOS: readonly Scenario[] = [
  ...redisScenarios,
  ...postgresScenarios,
  ...upstreamScenarios,
  ...processScenarios,
  ...loopScenarios,
  ...clientScenarios,
]
