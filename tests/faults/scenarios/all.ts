import type { Scenario } from '../scenario.ts'
import { redisScenarios } from './redis.ts'

/** Every scenario, in the order of the matrix. */
export const SCENARIOS: readonly Scenario[] = [...redisScenarios]
