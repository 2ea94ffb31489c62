import type { Service } from '../../model/model.ts'
import { isOpenToAll } from '../../model/oidc.ts'
import { literal } from '../../render/literal.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'

/** `tests/http.test.ts`: what is true of every answer, tried on one address that takes a body. */
export function httpTestView({ auth, basePath, resources }: Service) {
  const creatable = resources.find(({ operations, parent }) => operations.includes('create') && parent === undefined)
  const isOpen = creatable !== undefined && (auth === undefined || isOpenToAll(creatable))
  // Of a body nothing is said to who may send none, and anybody may sign in.
  const path = isOpen ? creatable.path : auth && '/auth/login'
  return {
    view: { creatable: path === undefined ? false : literal(`${basePath}${path}`) },
    imports: SERVICE_IMPORTS['tests/http.test.ts'] ?? [],
  }
}
