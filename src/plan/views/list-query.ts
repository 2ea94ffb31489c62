import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, value } from '../code.ts'
import { placeCode } from '../kinds/parameter.ts'
import { arrayText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { filterParameters, filterSchema, isQueried, isSearched, parameterKey } from './filters.ts'
import { orderFields } from './resource-filters.ts'

/** What the schema of a list's parameters has beside its page; undefined where that is all. */
export function listQuery(resource: Resource, service: Service) {
  if (!isQueried(resource)) return undefined
  const place = orderFields(resource).map((field) => ({ name: field.property, code: placeCode(field, resource) }))
  const filters = filterParameters(resource, service).map((one) => ({ name: one.name, code: filterSchema(one) }))
  const { sorts } = resource.query
  return {
    view: {
      place: [
        ...place.map(({ name, code }) => ({ name, code: code.text })),
        ...(isSearched(resource) ? [{ name: '$rank', code: 'z.number()' }] : []),
      ],
      search: isSearched(resource),
      sort: sorts.length > 0 && sortText(sorts),
      filters: filters.map(({ name, code }) => parameterText(parameterKey(name), code.text)),
    },
    imports: [
      ...importsOf([...place, ...filters].map(({ code }) => code)),
      ...(sorts.length > 0 ? [value('sortedBy', PATHS.parameters)] : []),
      ...(isSearched(resource) ? [value('text', PATHS.scalars)] : []),
    ],
  }
}

function sortText(sorts: readonly string[]): string {
  const [start, end] = ['sort: sortedBy(', ').optional(),']
  return `${start}${arrayText(sorts.map(literal), { indent: 2, before: start.length, after: end.length })}${end}`
}

/** A property of a schema; where it does not fit, what it is made of stands on lines of its own. */
function parameterText(key: string, schema: string): string {
  const line = `${key}: ${schema},`
  if (line.length + 2 <= 120) return line
  const [, head, inner = '', tail = ''] = /^([\w.]+)\((.+)\)(\.optional\(\))$/.exec(schema) ?? []
  if (head === undefined || `  ${key}: ${head}(`.length > 120) return `${key}:\n    ${schema},`
  const args = head === 'listOf' ? [inner] : inner.split(', ')
  return `${key}: ${head}(\n${args.map((arg) => `    ${arg},\n`).join('')}  )${tail},`
}
