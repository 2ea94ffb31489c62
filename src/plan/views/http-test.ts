import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { testConfigImports } from './acting.ts'
import { testCounterImports } from './limits.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'
import { callersOf } from './test-actors.ts'

/** `tests/http.test.ts`: what is true of every answer, tried on one address that takes a body. */
export function httpTestView(service: Service) {
  const creatable = creatableIn(service)
  const as = creatable === undefined || isOpen(creatable) ? undefined : callersOf(creatable, service).main
  // Where nobody may make anything, anybody may sign in.
  const path = creatable === undefined ? service.auth && '/auth/login' : creatable.path
  return {
    view: {
      creatable: path === undefined ? false : literal(`${service.basePath}${path}`),
      as: as === undefined ? false : literal(as),
    },
    imports: [
      ...(SERVICE_IMPORTS['tests/http.test.ts'] ?? []),
      ...testCounterImports(service, 'createCounter'),
      ...testConfigImports(service),
    ],
  }
}

/** Guards come before bodies, so somebody has to be let in: nobody who is signed in where that is enough. */
function creatableIn(service: Service): Resource | undefined {
  const creatable = service.resources.filter(
    ({ operations, parent }) => operations.includes('create') && parent === undefined,
  )
  const isMade = (resource: Resource) => callersOf(resource, service).operations.has('create')
  return creatable.find(isOpen) ?? creatable.find(isMade)
}

function isOpen({ access }: Resource): boolean {
  return access === undefined || (access.create ?? []).some(({ who }) => who.kind === 'public')
}
