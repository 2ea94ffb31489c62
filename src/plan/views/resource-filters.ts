import { fieldNamed } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { type Code, importsOf, type, value } from '../code.ts'
import { propertyText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { filterCode, filterParameters, lookCode, parameterKey } from './filters.ts'

/** `products.filters.ts` */
export function resourceFiltersView(resource: Resource, service: Service) {
  const { names } = resource
  const parameters = filterParameters(resource, service)
  const filters = parameters.map((one) => ({ name: one.name, code: filterCode(one) }))
  const looks = parameters.flatMap((one) => {
    const code = lookCode(one, service)
    return code === undefined ? [] : [{ name: one.name, code }]
  })
  const lines = (list: readonly { readonly name: string; readonly code: Code }[]): string[] =>
    list.map(({ name, code }) => propertyText(parameterKey(name), code.text, 2))
  return {
    view: {
      queryType: names.queryType,
      filters: lines(filters),
      order: orderProperties(resource).map((property) => propertyText(property, `${names.many}.${property}`, 2)),
      looks: lines(looks),
    },
    imports: [
      type('Filters', PATHS.filters),
      type(names.queryType, resourcePath(resource, 'schema')),
      value(names.many, resourcePath(resource, 'table')),
      ...importsOf([...filters, ...looks].map(({ code }) => code)),
      ...(looks.length > 0 ? [type('Look', PATHS.looks)] : []),
    ],
  }
}

/** Whether some filter of the list looks at what not everybody sees. */
export function looksElsewhere(resource: Resource, service: Service): boolean {
  return filterParameters(resource, service).some((one) => lookCode(one, service) !== undefined)
}

/** What a list may be in the order of, and its key. */
export function orderProperties(resource: Resource): string[] {
  const key = ownKey(resource).map(({ property }) => property)
  const { sorts } = resource.query
  return [...sorts, ...key.filter((property) => !sorts.includes(property))]
}

/** The fields of {@link orderProperties}. */
export function orderFields(resource: Resource) {
  return orderProperties(resource).map((property) => fieldNamed(resource, property))
}
