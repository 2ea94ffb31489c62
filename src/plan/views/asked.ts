import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { isSearched } from './filters.ts'
import { looksElsewhere } from './resource-filters.ts'

/** How a query reads a page that is filtered or sorted. */
export function askedView(resource: Resource, service: Service) {
  const guarded = resource.access !== undefined
  const looks = looksElsewhere(resource, service)
  // The path comes last: no parameter takes its place.
  const within = (values: string): string => (resource.parent === undefined ? values : `{ ...${values}, ...parent }`)
  return {
    looks,
    grant: ['from', ...(looks ? ['seen'] : guarded ? ['grant'] : [])].join(', '),
    values: within('asked.values'),
    counted: within('values'),
    page: [
      'query',
      resource.names.paging,
      ...(service.auth === undefined ? [] : ['grant']),
      ...(resource.parent === undefined ? [] : ['parent']),
    ].join(', '),
  }
}

/** What that imports. */
export function askedImports(resource: Resource, service: Service): ImportSymbol[] {
  const own = resourcePath(resource, 'filters')
  const looks = looksElsewhere(resource, service)
  return [
    value('pageAsked', PATHS.listPage),
    value('matching', PATHS.listing),
    value('countOf', PATHS.listing),
    value('inOrder', PATHS.listing),
    ...(isSearched(resource) ? [value('ranked', PATHS.search)] : []),
    value('filters', own),
    value('order', own),
    ...(looks ? [value('looks', own), value('lookingAt', PATHS.looks)] : []),
  ]
}
