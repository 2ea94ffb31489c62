import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { value } from '../code.ts'
import { callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { looksElsewhere } from './resource-filters.ts'

/** How a query reads a page that is filtered or sorted. */
export function askedView(resource: Resource, service: Service) {
  const guarded = resource.access !== undefined
  const looks = looksElsewhere(resource, service)
  const grant = looks ? ['lookingAt(grant, looks, asked.shape)'] : guarded ? ['grant'] : []
  // The path comes last: no parameter takes its place.
  const values = resource.parent === undefined ? 'asked.values' : '{ ...asked.values, ...parent }'
  const statement = ['reading(db)', ...grant, 'asked.shape']
  return {
    page: [
      'query',
      resource.names.paging,
      ...(service.auth === undefined ? [] : ['grant']),
      ...(resource.parent === undefined ? [] : ['parent']),
    ].join(', '),
    rows: callText('page', statement, { indent: 2, before: 'const rows = await '.length, tail: `.execute(${values})` }),
  }
}

/** What that imports. */
export function askedImports(resource: Resource, service: Service): ImportSymbol[] {
  const own = resourcePath(resource, 'filters')
  const looks = looksElsewhere(resource, service)
  return [
    value('pageAsked', PATHS.listPage),
    value('matching', PATHS.listing),
    value('inOrder', PATHS.listing),
    value('filters', own),
    value('order', own),
    ...(looks ? [value('looks', own), value('lookingAt', PATHS.looks)] : []),
  ]
}
