import { cachedWithout, isCached } from '../../model/caches.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { callText } from '../layout.ts'
import { PATHS } from '../paths.ts'

/** What says that rows have changed; false where no answers are kept of them. */
export function tellsText(resource: Resource): string | false {
  return isCached(resource) && `await rowsChanged(${literal(resource.names.many)})`
}

/** What says so of everything that goes or changes with rows that are deleted; false where no answers are kept of it. */
export function tellsRemovedText(resource: Resource, service: Service): string | false {
  const names = cachedWithout(resource, service).map(({ names: { many } }) => literal(many))
  return names.length > 0 && callText('await rowsChanged', names, { indent: 2, before: 'if (rows.length > 0) '.length })
}

/** What the queries of a resource import for that. */
export function tellingImports(resource: Resource, service: Service): ImportSymbol[] {
  const removes = resource.operations.includes('delete') && tellsRemovedText(resource, service) !== false
  return removes || isCached(resource) ? [value('rowsChanged', PATHS.changes)] : []
}
