import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { hasDeadlines } from './views/deadlines.ts'

/** What limits the time of requests, and of what they do in the database: one row a file. */
export const DEADLINE_FILES: readonly ServiceRow[] = [
  { id: 'deadline', template: PATHS.deadline, when: hasDeadlines },
  { id: 'cancelling', template: PATHS.cancelling },
  { id: 'connections', template: PATHS.connections },
  { id: 'loan', template: PATHS.loan },
  { id: 'statementTimes', template: PATHS.statementTimes },
  { id: 'waitingLine', template: PATHS.waitingLine },
  { id: 'deadlineTest', template: 'tests/deadline.test.ts' },
]
