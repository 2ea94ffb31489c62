import { isLinkable, isServed, type LinkedList, listsOf } from '../../model/linked.ts'
import { isRestorable, takesKey } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { collectionAddress, itemAddress } from '../../model/nesting.ts'
import { linkPath, resourcePath } from '../paths.ts'
import { isViewed } from './answer-view.ts'
import { bulkBodies } from './bulk.ts'
import { hasIncludes } from './includes-imports.ts'
import { linkAddress, listAddress } from './link-routes.ts'
import { listNames } from './link-schema.ts'
import { upperFirst } from './openapi-parts.ts'
import { isConditional, operationFlags } from './queries.ts'
import { actionRpc } from './rpc-actions.ts'

/** Routes that are described by one type: `ProductRoutes`, of what `productRoutes` makes. */
export interface RpcRoutes {
  readonly type: string
  /** The file that has the type. */
  readonly path: string
  readonly addresses: readonly RpcAddress[]
}

/** The endpoints at one address. */
export interface RpcAddress {
  /** As Hono has it: `/api/products/:id`. */
  readonly path: string
  readonly endpoints: readonly RpcEndpoint[]
}

/** What may be sent to an endpoint, and what it answers, as TypeScript. */
export interface RpcEndpoint {
  /** As the client calls it: `$get`. */
  readonly method: '$delete' | '$get' | '$patch' | '$post' | '$put'
  /** Members of what is sent: `json: z.input<typeof NewProduct>`. */
  readonly input: readonly string[]
  /** What is answered; undefined where it is only done. */
  readonly output: string | undefined
  /** The status of that where it is not 200 or 204. */
  readonly status?: number
}

/** Every type of routes that a service has, in the order of the description. */
export function rpcRoutesOf(service: Service): readonly RpcRoutes[] {
  return service.resources.flatMap((resource) => [
    ...(hasRoutes(resource) ? [resourceRpc(resource, service)] : []),
    ...resource.links
      .filter((link) => isServed(link, resource, service))
      .map((link) => linkRpc(link, resource, service)),
  ])
}

/** Whether a resource has routes of its own. */
export function hasRoutes(resource: Resource): boolean {
  return resource.actions.length > 0 || Object.values(operationFlags(resource)).includes(true)
}

/** The routes of a resource. */
export function resourceRpc(resource: Resource, service: Service): RpcRoutes {
  const item = itemAddress(resource, service)
  const restore = isRestorable(resource) ? [restoreOf(resource)] : []
  const actions = actionRpc(resource, service)
  return {
    type: upperFirst(resource.names.routes),
    path: resourcePath(resource, 'rpc'),
    addresses: [
      ...actions.before,
      address(collectionAddress(resource, service), onCollection(resource)),
      address(`${collectionAddress(resource, service)}/bulk`, onBulk(resource)),
      address(item, onItem(resource)),
      address(`${item}/restore`, restore),
      ...actions.behind,
    ].filter(({ endpoints }) => endpoints.length > 0),
  }
}

function onCollection(resource: Resource): RpcEndpoint[] {
  const { names, parent } = resource
  const has = operationFlags(resource)
  const below = parent === undefined ? [] : [sent('param', names.parentType)]
  const key = keyHeader(resource)
  const isWith = resource.createWith.length > 0
  const [body, made] = isWith ? [names.newWithType, 'rpc.One<Made>'] : [names.newType, ONE]
  return [
    ...(has.list
      ? [{ method: '$get', input: [...below, asked(names.queryType)], output: page(shownRow(resource)) } as const]
      : []),
    ...(has.create
      ? [{ method: '$post', input: [...below, ...key, sent('json', body)], output: made, status: 201 } as const]
      : []),
  ]
}

/** What is done with several at once. */
function onBulk(resource: Resource): RpcEndpoint[] {
  const { create, update } = bulkBodies(resource)
  const below = resource.parent === undefined ? [] : [sent('param', resource.names.parentType)]
  const made = [...below, ...keyHeader(resource)]
  return [
    ...(create
      ? [{ method: '$post', input: [...made, sent('json', create)], output: SEVERAL, status: 201 } as const]
      : []),
    ...(update ? [{ method: '$patch', input: [...below, sent('json', update)], output: SEVERAL } as const] : []),
  ]
}

function keyHeader(resource: Resource): string[] {
  return takesKey(resource) ? ["header?: { 'Idempotency-Key': string }"] : []
}

function onItem(resource: Resource): RpcEndpoint[] {
  const { names } = resource
  const has = operationFlags(resource)
  const key = sent('param', names.keyType)
  const view = isViewed(resource) ? [asked(names.viewType)] : []
  const version = isConditional(resource) ? ["header: { 'If-Match': string }"] : []
  return [
    ...(has.get ? [{ method: '$get', input: [key, ...view], output: `rpc.One<${shownRow(resource)}>` } as const] : []),
    ...(has.update
      ? [{ method: '$patch', input: [key, ...version, sent('json', names.patchType)], output: ONE } as const]
      : []),
    ...(has.delete ? [{ method: '$delete', input: [key, ...version], output: undefined } as const] : []),
  ]
}

function restoreOf({ names }: Resource): RpcEndpoint {
  return { method: '$post', input: [sent('param', names.keyType)], output: ONE }
}

/** The routes of a many-to-many relation. */
export function linkRpc(link: Link, declaring: Resource, service: Service): RpcRoutes {
  const lists = listsOf(link, declaring, service)
  const own = lists.filter(({ isInverse }) => !isInverse)
  const inverse = lists.filter(({ isInverse }) => isInverse)
  const one: RpcEndpoint[] = (['$put', '$delete'] as const).map((method) => {
    return { method, input: [sent('param', link.names.keyType)], output: undefined }
  })
  const linkable = isLinkable(link, declaring, service)
  const under = (path: string): string => `${service.basePath}${path}`
  return {
    type: upperFirst(link.names.routes),
    path: linkPath(link, declaring, 'rpc'),
    addresses: [
      ...own.map((list) => address(under(listAddress(list)), [linkedList(list)])),
      ...(linkable ? [address(under(linkAddress(link, declaring)), one)] : []),
      ...inverse.map((list) => address(under(listAddress(list)), [linkedList(list)])),
    ],
  }
}

function linkedList(list: LinkedList): RpcEndpoint {
  const input = [sent('param', list.of.names.keyType), asked(listNames(list).queryType)]
  return { method: '$get', input, output: page(`z.output<typeof ${list.shows.names.type}>`) }
}

const ONE = 'rpc.One<Row>'
const SEVERAL = 'rpc.One<Row[]>'

/** A row, with what may stand beside it. */
function shownRow(resource: Resource): string {
  return hasIncludes(resource) ? 'Answer' : 'Row'
}

function page(row: string): string {
  return `rpc.Page<${row}>`
}

function sent(where: 'json' | 'param', schema: string): string {
  return `${where}: z.input<typeof ${schema}>`
}

function asked(schema: string): string {
  return `query?: z.input<typeof ${schema}>`
}

function address(path: string, endpoints: readonly RpcEndpoint[]): RpcAddress {
  return { path: path.replaceAll(/\{(\w+)\}/g, ':$1'), endpoints }
}
