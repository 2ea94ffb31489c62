import { resourceNamed } from './lookup.ts'
import type { Resource, Service } from './model.ts'

/** Whether answers for a resource are kept for a while. */
export function isCached({ cache, operations }: Pick<Resource, 'cache' | 'operations'>): boolean {
  return cache !== undefined && (operations.includes('list') || operations.includes('get'))
}

/** Whether any answers are kept. */
export function hasCaches({ resources }: Service): boolean {
  return resources.some(isCached)
}

/** What is to be known of when rows of a resource are deleted: where answers are kept of itself, and of what goes or changes with it. */
export function cachedWithout(resource: Resource, service: Service): Resource[] {
  const met = new Set([resource])
  const waiting = resource.softDelete ? [] : [resource]
  for (const gone of waiting) {
    for (const inverse of gone.inverses) {
      const other = resourceNamed(service, inverse.resource)
      const field = other.fields.find(({ property }) => property === inverse.property)
      const onDelete = field?.reference?.onDelete
      if (onDelete !== 'cascade' && onDelete !== 'set null') continue
      if (onDelete === 'cascade' && !waiting.includes(other)) waiting.push(other)
      met.add(other)
    }
  }
  return service.resources.filter((one) => met.has(one) && isCached(one))
}
