import { isLinkable, listsBelow } from './linked.ts'
import { isRestorable } from './lookup.ts'
import type { Resource, Rule, Service } from './model.ts'

/** A route that a resource answers. */
export interface Route {
  /** `GET` */
  readonly method: string
  /** From the root: `/api/orders/{orderId}/lines/{productId}`. */
  readonly path: string
  /** The operation or action: `list`, `place`. */
  readonly name: string
  /** Undefined when everybody may. */
  readonly rules: readonly Rule[] | undefined
}

/** The routes of a resource: its operations, then its actions. */
export function resourceRoutes(resource: Resource, service: Service): Route[] {
  const { access, actions, operations } = resource
  const base = `${service.basePath}${collectionPath(resource, service)}`
  const item = `${base}${ownKey(resource)}`
  const all = {
    list: { method: 'GET', path: base, rules: access?.list },
    get: { method: 'GET', path: item, rules: access?.get },
    create: { method: 'POST', path: base, rules: access?.create },
    update: { method: 'PATCH', path: item, rules: access?.update },
    delete: { method: 'DELETE', path: item, rules: access?.delete },
    bulkCreate: { method: 'POST', path: `${base}/bulk`, rules: access?.create },
    bulkUpdate: { method: 'PATCH', path: `${base}/bulk`, rules: access?.update },
  }
  return [
    ...operations.map((name) => ({ name, ...all[name] })),
    ...(isRestorable(resource)
      ? [{ name: 'restore', method: 'POST', path: `${item}/restore`, rules: access?.delete }]
      : []),
    ...linkRoutes(resource, service, item),
    ...actions.map(({ name, method, path, rules }) => ({
      name,
      method: method.toUpperCase(),
      path: base + path,
      rules,
    })),
  ]
}

/** Lists of linked rows are read like the row above them; links are made and unmade by who may change it. */
function linkRoutes(resource: Resource, service: Service, item: string): Route[] {
  const { access, links } = resource
  const lists = listsBelow(resource, service).map(({ name, segment }) => ({
    name,
    method: 'GET',
    path: `${item}/${segment}`,
    rules: access?.get,
  }))
  const changes = (isLinkable(resource) ? links : []).flatMap(({ name, names, target }) =>
    ['PUT', 'DELETE'].map((method) => ({
      name: `${method === 'PUT' ? 'link' : 'unlink'} ${name}`,
      method,
      path: `${item}/${names.segment}/{${target.property}}`,
      rules: access?.update,
    })),
  )
  return [...lists, ...changes]
}

/** The path of a resource below the base path, through those that it is nested under. */
function collectionPath(resource: Resource, service: Service): string {
  const { parent, path } = resource
  const around = parent && service.resources.find(({ names }) => names.one === parent.resource)
  if (parent === undefined || around === undefined) return path
  return `${collectionPath(around, service)}/{${parent.property}}${path}`
}

/** The key as segments of a path; what is nested leaves its parent's part out. */
function ownKey({ key, parent }: Resource): string {
  const own = key.filter(({ property }) => property !== parent?.property)
  return own.map(({ property }) => `/{${property}}`).join('')
}
