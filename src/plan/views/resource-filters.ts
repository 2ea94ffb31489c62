import { fieldNamed } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { type Code, importsOf, type, value } from '../code.ts'
import { callText, propertyText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { filterCode, filterParameters, isSearched, lookCode, parameterKey, wayOf } from './filters.ts'

/** `products.filters.ts` */
export function resourceFiltersView(resource: Resource, service: Service) {
  const { names } = resource
  const parameters = filterParameters(resource, service)
  const filters = parameters.map((one) => {
    const key = parameterKey(one.name)
    return { key, code: filterCode(one, `${key}: `.length) }
  })
  const looks = looksOf(resource, service)
  return {
    view: {
      queryType: names.queryType,
      words: isSearched(resource) && wordsText(resource),
      filters: [
        ...(isSearched(resource) ? ['search: found(words),'] : []),
        ...filters.map(({ key, code }) => filterText(key, code.text)),
      ],
      order: [
        ...orderProperties(resource).map((property) => propertyText(property, `${names.many}.${property}`, 2)),
        ...(isSearched(resource) ? ['$rank: rankOf(words),'] : []),
      ],
      looks: Array.from(looks, ([way, code]) => `${parameterKey(way)}: ${code.text},`),
    },
    imports: [
      type('Filters', PATHS.filters),
      type(names.queryType, resourcePath(resource, 'schema')),
      value(names.many, resourcePath(resource, 'table')),
      ...importsOf([...filters.map(({ code }) => code), ...looks.values()]),
      ...(looks.size > 0 ? [type('Look', PATHS.looks)] : []),
      ...(isSearched(resource) ? ['found', 'rankOf', 'searchable'].map((name) => value(name, PATHS.search)) : []),
    ],
  }
}

/** Which rows a parameter leaves; where not even the beginning stands beside its name, below that. */
function filterText(key: string, filter: string): string {
  const [start = ''] = filter.split('\n')
  const fits = `  ${key}: ${start}`.length <= 120
  return fits ? `${key}: ${filter},` : `${key}:\n    ${filter.replaceAll('\n', '\n  ')},`
}

/** The words that a search looks for its own in, as the index has them. */
function wordsText({ names, query }: Resource): string {
  const columns = query.search.map((property) => `${names.many}.${property}`)
  return callText('const words = searchable', columns)
}

/** Whether some filter of the list looks at what not everybody sees. */
export function looksElsewhere(resource: Resource, service: Service): boolean {
  return looksOf(resource, service).size > 0
}

/** Who is shown what the filters of a list look at, by the references that lead there. */
function looksOf(resource: Resource, service: Service): ReadonlyMap<string, Code> {
  const looks = filterParameters(resource, service).flatMap((one): [string, Code][] => {
    const way = wayOf(one)
    const code = lookCode(one, parameterKey(way).length + ': '.length)
    return code === undefined ? [] : [[way, code]]
  })
  return new Map(looks)
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
