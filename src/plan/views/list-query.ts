import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, value } from '../code.ts'
import { placeCode } from '../kinds/parameter.ts'
import { propertyText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { filterParameters, filterSchema, isQueried, parameterKey } from './filters.ts'
import { orderFields } from './resource-filters.ts'

/** What the schema of a list's parameters has beside its page; undefined where that is all. */
export function listQuery(resource: Resource, service: Service) {
  if (!isQueried(resource)) return undefined
  const place = orderFields(resource).map((field) => ({ name: field.property, code: placeCode(field, resource) }))
  const filters = filterParameters(resource, service).map((one) => ({ name: one.name, code: filterSchema(one) }))
  const { sorts } = resource.query
  return {
    view: {
      place: place.map(({ name, code }) => ({ name, code: code.text })),
      sort: sorts.length > 0 && sortText(sorts),
      filters: filters.map(({ name, code }) => propertyText(parameterKey(name), code.text, 2)),
    },
    imports: [
      ...importsOf([...place, ...filters].map(({ code }) => code)),
      ...(sorts.length > 0 ? [value('sortedBy', PATHS.parameters)] : []),
    ],
  }
}

function sortText(sorts: readonly string[]): string {
  return `sort: sortedBy(${literal(sorts)}).optional(),`
}
