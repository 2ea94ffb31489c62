import type { Service } from '../../model/model.ts'
import { type } from '../code.ts'
import { PATHS } from '../paths.ts'
import { hasAuth } from './actor.ts'
import { hasPageHeaders } from './envelope.ts'
import { countsStatements } from './includes-test.ts'
import { hasQueries } from './lists.ts'
import { hasTestedLinks } from './test-app.ts'

/** `src/http/page-headers.ts` */
export function pageHeadersView(service: Service) {
  return { view: { queried: hasQueries(service) }, imports: [type('Context', 'hono')] }
}

/** Whether generated tests go from page to page by a header. */
export function followsPages(service: Service): boolean {
  const lists = countsStatements(service) || hasQueries(service) || hasAuth(service)
  return hasPageHeaders(service) && (lists || hasTestedLinks(service))
}

/** `tests/support/pages.ts` */
export function testPagesView() {
  return { view: {}, imports: [type('Answer', PATHS.testApp)] }
}
