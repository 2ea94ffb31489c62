import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { hasUpstreams } from './views/upstreams.ts'

/** What traces are made by: one row a file. */
export const TRACE_FILES: readonly ServiceRow[] = [
  { id: 'tracing', template: PATHS.tracing },
  { id: 'tracingEnvironment', template: PATHS.tracingEnvironment },
  { id: 'tracingSdk', template: PATHS.tracingSdk },
  { id: 'httpTraced', template: PATHS.httpTraced },
  { id: 'databaseTraced', template: PATHS.databaseTraced },
  { id: 'callTraced', template: PATHS.callTraced, when: hasUpstreams },
  { id: 'tracingTest', template: 'src/runtime/tracing.test.ts' },
]
