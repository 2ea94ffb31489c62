import { hasCaches } from './caches.ts'
import type { Action, Resource, Service } from './model.ts'

/** Whether requests for a resource are counted. */
export function isLimited({ rateLimit }: Pick<Resource, 'rateLimit'>): boolean {
  return rateLimit !== undefined
}

/** Whether requests for an action are counted: by itself, or with those for its resource. */
export function isActionLimited({ rateLimit, countedApart }: Action, resource: Resource): boolean {
  return countedApart ? rateLimit !== undefined : isLimited(resource)
}

/** Whether every request for a resource or an action is counted. */
export function limitsAll({ resources }: Service): boolean {
  return resources.every((one) => isLimited(one) && one.actions.every((action) => isActionLimited(action, one)))
}

/** Whether any requests are counted: those for a resource, or for an action. */
export function hasLimits({ resources }: Service): boolean {
  return resources.some(({ rateLimit, actions }) => [rateLimit, ...actions.map((one) => one.rateLimit)].some(isThere))
}

/** Whether the service keeps something in Redis, where there is one. */
export function usesRedis(service: Service): boolean {
  return hasLimits(service) || hasCaches(service)
}

function isThere(rate: Resource['rateLimit']): boolean {
  return rate !== undefined
}
