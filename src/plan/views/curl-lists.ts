import { seeingOperation } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { constant } from '../kinds/sample.ts'
import { type FilterParameter, filterParameters, isQueried } from './filters.ts'
import { callersOf, can } from './test-actors.ts'

/** A list in each of its orders, and by each of the fields that it is filtered by. */
export function askedQueries(resource: Resource, service: Service): string[] {
  if (!isQueried(resource)) return []
  const sorts = resource.query.sorts.map((sort) => `?sort=-${sort}`)
  const parameters = filterParameters(resource, service)
  const filters = resource.query.filters.flatMap(({ name }) => {
    const last = parameters.findLast(
      (one) => one.name.split('[')[0] === name && one.operator !== 'null' && isSeenByMain(one, resource, service),
    )
    if (last === undefined) return []
    const value = String(constant(last.field.type))
    return [`?${encodeURIComponent(last.name)}=${encodeURIComponent(value)}`]
  })
  return [...sorts, ...filters]
}

/** Whether who calls is shown what a filter looks at. */
function isSeenByMain({ steps }: FilterParameter, resource: Resource, service: Service): boolean {
  const { main } = callersOf(resource, service)
  return steps.every(({ to }) =>
    [true, false].some((owns) => can(to, service, { operation: seeingOperation(to) ?? 'get', caller: main, owns })),
  )
}
