import { hasActions } from '../../model/acting.ts'
import type { Service } from '../../model/model.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { followingImports } from './envelope.ts'
import { hasReaders } from './guarded.ts'
import { hasTenants } from './tenants.ts'

/** `tests/support/access.ts` */
export function accessSupportView(service: Service) {
  const { pageSize, resources } = service
  return {
    view: {
      acts: hasActions(service),
      pageLimit: pageSize.max,
      hides: resources.some(hasReaders),
      tenants: hasTenants(service),
    },
    imports: [
      ...followingImports(service),
      type('UserId', PATHS.accounts),
      type('Answer', PATHS.testApp),
      value('asJson', PATHS.testApp),
      type('Row', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value('everyWho', PATHS.testUsers),
      value('makeUser', PATHS.testUsers),
    ],
  }
}
