import { CACHE_FILES } from './cache-catalog.ts'
import type { ServiceRow } from './catalog.ts'
import { LIMIT_FILES } from './limit-catalog.ts'
import { METRICS_FILES } from './metrics-catalog.ts'
import { PATHS } from './paths.ts'
import { TRACE_FILES } from './trace-catalog.ts'
import { loggerView } from './views/service.ts'

/** What a service has around its requests: one row a file. */
export const RUNTIME_FILES: readonly ServiceRow[] = [
  { id: 'loopDelay', template: PATHS.loopDelay },
  { id: 'logger', template: PATHS.logger, view: loggerView },
  ...METRICS_FILES,
  { id: 'readiness', template: PATHS.readiness },
  ...LIMIT_FILES,
  ...CACHE_FILES,
  { id: 'secretFiles', template: PATHS.secretFiles },
  { id: 'shutdown', template: PATHS.shutdown },
  ...TRACE_FILES,
]
