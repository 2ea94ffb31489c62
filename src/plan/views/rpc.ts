import { actionNames } from '../../model/acting.ts'
import { type Included, includedOf } from '../../model/included.ts'
import { isLinkable, isServed, listsOf } from '../../model/linked.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { collectionAddress } from '../../model/nesting.ts'
import { docComment } from '../../render/comment.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal, propertyKey } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, genericText, propertyText, unionText } from '../layout.ts'
import { linkPath, PATHS, type ResourceFile, resourcePath } from '../paths.ts'
import { broughtBy } from './create-with.ts'
import { hasIncludes } from './includes-imports.ts'
import { listAddress } from './link-routes.ts'
import { listNames } from './link-schema.ts'
import { hasQueries } from './lists.ts'
import { actionRpcImports } from './rpc-actions.ts'
import {
  hasRoutes,
  linkRpc,
  type RpcAddress,
  type RpcEndpoint,
  type RpcRoutes,
  resourceRpc,
  rpcRoutesOf,
} from './rpc-addresses.ts'

/** Whether routes are described by types, for Hono's client. */
export function hasRpc(service: Service): boolean {
  return service.api.rpc && rpcRoutesOf(service).length > 0
}

/** Whether that is so of those of a resource. */
export function isRpc(resource: Resource, { api }: Service): boolean {
  return api.rpc && hasRoutes(resource)
}

/** Whether that is so of those of a many-to-many relation. */
export function isLinkRpc(link: Link, declaring: Resource, service: Service): boolean {
  return service.api.rpc && isServed(link, declaring, service)
}

/** `src/http/rpc.ts` */
export function rpcView(service: Service) {
  const endpoints = rpcRoutesOf(service).flatMap(endpointsOf)
  const answers = (start: string): boolean => endpoints.some(({ output }) => output?.startsWith(start))
  const included = service.resources.filter(hasIncludes).flatMap((one) => includedOf(one, service))
  return {
    view: {
      one: answers('rpc.One<'),
      page: answers('rpc.Page<'),
      counts: hasQueries(service),
      many: included.some(({ kind }) => kind !== 'reference'),
      answers: answers('rpc.'),
      done: endpoints.some(({ output }) => output === undefined),
    },
    imports: [
      type('HonoBase', 'hono/hono-base'),
      type('BlankEnv', 'hono/types'),
      type('Schema', 'hono/types'),
      ...(answers('rpc.') ? [type('SuccessStatusCode', 'hono/utils/http-status')] : []),
      type('InvalidValue', PATHS.problem),
      type('ProblemCode', PATHS.problem),
      type('problems', PATHS.problem),
    ],
  }
}

/** `products.rpc.ts` */
export function resourceRpcView(resource: Resource, service: Service) {
  const { names } = resource
  const routes = resourceRpc(resource, service)
  const outputs = endpointsOf(routes).map(({ output }) => output)
  const relations = hasIncludes(resource) ? includedOf(resource, service) : []
  const showsRows = outputs.some((output) => output !== undefined && /\b(?:Row|Answer|Made)\b/.test(output))
  const brought = broughtBy(resource, service)
  return {
    view: {
      ...routesView(routes, collectionAddress(resource, service)),
      row: showsRows && names.type,
      words: names.words,
      included: relations.length > 0 && relations.map(relationView),
      made:
        brought.length > 0 &&
        brought.map(({ property: name, child }) => ({
          name: propertyKey(name),
          type: `z.output<typeof ${child.names.type}>[]`,
        })),
    },
    imports: [
      ...SHARED_IMPORTS,
      ...actionRpcImports(resource, service),
      ...schemasIn(routes)
        .filter((name) => !isOfAction(name, resource))
        .map((name) => type(name, resourcePath(resource, fileOf(name, resource)))),
      ...brought.map(({ child }) => type(child.names.type, resourcePath(child, 'schema'))),
      ...(showsRows ? [type(names.type, resourcePath(resource, 'schema'))] : []),
      ...relations.map(({ shows }) => type(shows.names.type, resourcePath(shows, 'schema'))),
    ],
  }
}

/** `products-related-to.rpc.ts` */
export function linkRpcView(link: Link, declaring: Resource, service: Service) {
  const routes = linkRpc(link, declaring, service)
  const lists = listsOf(link, declaring, service)
  const address = listAddress({ of: declaring, segment: link.names.segment })
  const schema = linkPath(link, declaring, 'schema')
  return {
    view: routesView(routes, `${service.basePath}${address}`),
    imports: [
      ...SHARED_IMPORTS,
      ...(isLinkable(link, declaring, service) ? [type(link.names.keyType, schema)] : []),
      ...lists.flatMap((list) => [
        type(list.of.names.keyType, resourcePath(list.of, 'schema')),
        type(list.shows.names.type, resourcePath(list.shows, 'schema')),
        type(listNames(list).queryType, schema),
      ]),
    ],
  }
}

/** `tests/rpc.test.ts` */
export function rpcTestView(service: Service) {
  const all = rpcRoutesOf(service)
  const addresses = all.flatMap((routes) => routes.addresses)
  const collections = service.resources
    .filter(({ parent }) => parent === undefined)
    .map((one) => collectionAddress(one, service))
  return {
    view: {
      routes: unionText(
        'Routes',
        all.map(({ type: name }) => name),
      ),
      addresses: addresses.map(({ path, endpoints }) => {
        return propertyText(literal(path), `{ ${endpoints.map(({ method }) => `${method}: true`).join(', ')} }`, 2)
      }),
      collections: `${COLLECTIONS}${arrayText(collections.map(literal), { before: COLLECTIONS.length })}`,
    },
    imports: [
      ...['describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      type('ExtractSchema', 'hono/types'),
      value('testApp', PATHS.testApp),
      ...all.map(({ type: name, path }) => type(name, path)),
    ],
  }
}

const COLLECTIONS = 'const collections = '

const SHARED_IMPORTS: readonly ImportSymbol[] = [
  type('z', 'zod'),
  { name: 'rpc', from: PATHS.rpc, namespace: true, typeOnly: true },
]

function endpointsOf({ addresses }: RpcRoutes): RpcEndpoint[] {
  return addresses.flatMap(({ endpoints }) => endpoints)
}

/** The schemas by which what is sent is told, by their names. */
function schemasIn(routes: RpcRoutes): string[] {
  const texts = endpointsOf(routes).flatMap(({ input }) => input)
  return texts.flatMap((text) => /typeof (\w+)/.exec(text)?.slice(1) ?? [])
}

function isOfAction(name: string, resource: Resource): boolean {
  return resource.actions.some((action) => actionNames(action, resource).input === name)
}

/** The file of a resource that has a schema. */
function fileOf(name: string, { names }: Resource): ResourceFile {
  if (name === names.newWithType) return 'create-with'
  return name === names.newManyType || name === names.changesType ? 'bulk' : 'schema'
}

function routesView({ type: name, addresses }: RpcRoutes, address: string) {
  return {
    doc: docComment(`\`${address}\`, as Hono's client knows it: \`hc<${name}>(url)\``),
    name,
    addresses: addresses.map(addressView),
  }
}

function addressView({ path, endpoints }: RpcAddress) {
  return { path: literal(path), endpoints: endpoints.map(endpointText) }
}

function endpointText({ method, input, output, status }: RpcEndpoint): string {
  const before = `${method}: `
  const answered = [...(output === undefined ? [] : [output]), ...(status === undefined ? [] : [String(status)])]
  const kind = output === undefined ? 'rpc.Done' : 'rpc.Endpoint'
  return `${before}${genericText(kind, [input, ...answered], { indent: 4, before: before.length })}`
}

function relationView({ name, kind, shows }: Included) {
  const row = `z.output<typeof ${shows.names.type}>`
  return { name: propertyKey(name), type: kind === 'reference' ? `${row} | null` : `rpc.Included<${row}>` }
}
