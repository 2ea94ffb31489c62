import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { hasDeadlines } from './views/deadlines.ts'

/** What a service has where requests have a limited time: one row a file. */
export const DEADLINE_FILES: readonly ServiceRow[] = [
  { id: 'deadline', template: PATHS.deadline, when: hasDeadlines },
  { id: 'cancelling', template: PATHS.cancelling, when: hasDeadlines },
  { id: 'connections', template: PATHS.connections, when: hasDeadlines },
  { id: 'loan', template: PATHS.loan, when: hasDeadlines },
  { id: 'quickStatements', template: PATHS.quickStatements, when: hasDeadlines },
  { id: 'waitingLine', template: PATHS.waitingLine, when: hasDeadlines },
  { id: 'deadlineTest', template: 'tests/deadline.test.ts', when: hasDeadlines },
]
