import { linkableOf, listsBelow } from './linked.ts'
import { isRestorable } from './lookup.ts'
import type { Resource, Rule, Service } from './model.ts'
import { collectionAddress, itemAddress } from './nesting.ts'

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
  const base = collectionAddress(resource, service)
  const item = itemAddress(resource, service)
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
  const { access } = resource
  const lists = listsBelow(resource, service).map(({ name, segment }) => ({
    name,
    method: 'GET',
    path: `${item}/${segment}`,
    rules: access?.get,
  }))
  const changes = linkableOf(resource, service).flatMap(({ name, names, target }) =>
    ['PUT', 'DELETE'].map((method) => ({
      name: `${method === 'PUT' ? 'link' : 'unlink'} ${name}`,
      method,
      path: `${item}/${names.segment}/{${target.property}}`,
      rules: access?.update,
    })),
  )
  return [...lists, ...changes]
}
