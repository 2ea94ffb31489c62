import { includedOf, includingOperation } from '../../model/included.ts'
import { seeingOperation } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { constant } from '../kinds/sample.ts'
import { type FilterParameter, filterParameters, isQueried, isSearched } from './filters.ts'
import { type Caller, callersOf, can } from './test-actors.ts'

/** A list in each of its orders, and by each of the fields that it is filtered by. */
export function askedQueries(resource: Resource, service: Service): string[] {
  if (!isQueried(resource)) return []
  const sorts = resource.query.sorts.map((sort) => `?sort=-${sort}`)
  const parameters = filterParameters(resource, service)
  const shown = ownKey(resource).map(({ property }) => property)
  const filters = resource.query.filters.flatMap(({ name }) => {
    const last = parameters.findLast(
      (one) => one.name.split('[')[0] === name && one.operator !== 'null' && isSeenByMain(one, resource, service),
    )
    if (last === undefined) return []
    const value = String(constant(last.field.type))
    return [`?${encodeURIComponent(last.name)}=${encodeURIComponent(value)}`]
  })
  const search = isSearched(resource) ? ['?search=sample&total=capped'] : []
  const parts = [`?fields=${shown.join(',')}`, ...includesSeen(resource, service).map((name) => `?include=${name}`)]
  return [...sorts, ...search, ...parts, ...filters]
}

/** The relations of which who calls may see something. */
function includesSeen(resource: Resource, service: Service): string[] {
  const { main } = callersOf(resource, service)
  return includedOf(resource, service)
    .filter((one) => isShownTo(main, one.shows, service, includingOperation(one)))
    .map(({ name }) => name)
}

/** Whether who calls is shown what a filter looks at. */
function isSeenByMain({ steps }: FilterParameter, resource: Resource, service: Service): boolean {
  const { main } = callersOf(resource, service)
  return steps.every(({ to }) => isShownTo(main, to, service))
}

function isShownTo(caller: Caller, to: Resource, service: Service, operation = seeingOperation(to) ?? 'get'): boolean {
  return [true, false].some((owns) => can(to, service, { operation, caller, owns }))
}
