import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { hasUpstreams } from './views/upstreams.ts'

/** What a service tells Prometheus with: one row a file. */
export const METRICS_FILES: readonly ServiceRow[] = [
  { id: 'metrics', template: PATHS.metrics },
  { id: 'metricsServer', template: PATHS.metricsServer },
  { id: 'measured', template: PATHS.measured },
  { id: 'measuredTest', template: 'src/http/measured.test.ts' },
  { id: 'callCounted', template: PATHS.callCounted, when: hasUpstreams },
]
