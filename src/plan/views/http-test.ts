import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'

/** `tests/http.test.ts`: what is true of every answer, tried on one address that takes a body. */
export function httpTestView({ basePath, resources }: Service) {
  const creatable = resources.find(({ operations, parent }) => operations.includes('create') && parent === undefined)
  return {
    view: { creatable: creatable === undefined ? false : literal(`${basePath}${creatable.path}`) },
    imports: SERVICE_IMPORTS['tests/http.test.ts'] ?? [],
  }
}
