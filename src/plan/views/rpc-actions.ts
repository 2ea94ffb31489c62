import { actionNames } from '../../model/acting.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Action, Resource, Service } from '../../model/model.ts'
import { collectionAddress } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type } from '../code.ts'
import { resourcePath } from '../paths.ts'
import { actionsInOrder } from './action-routes.ts'
import { inBody } from './actions.ts'
import type { RpcAddress, RpcEndpoint } from './rpc-addresses.ts'

/** The addresses of the actions of a resource, as its routes stand: before those of its operations, and behind them. */
export function actionRpc(resource: Resource, service: Service) {
  const { apart, before, behind } = actionsInOrder(resource)
  const address = (action: Action): RpcAddress => ({
    path: `${collectionAddress(resource, service)}${action.path}`.replaceAll(/\{(\w+)\}/g, ':$1'),
    endpoints: [endpointOf(action, resource, service)],
  })
  return { before: [...apart, ...before].map(address), behind: behind.map(address) }
}

function endpointOf(action: Action, resource: Resource, service: Service): RpcEndpoint {
  const { names, parent } = resource
  const { input } = actionNames(action, resource)
  const place = action.onRow ? [names.keyType] : parent === undefined ? [] : [names.parentType]
  const isOptional = action.request?.every((member) => member.optional || member.default !== undefined) ?? false
  const sent = inBody(action) ? 'json' : isOptional ? 'query?' : 'query'
  return {
    method: `$${action.method}`,
    input: [
      ...place.map((schema) => `param: z.input<typeof ${schema}>`),
      ...(action.idempotent ? ["header?: { 'Idempotency-Key': string }"] : []),
      ...(action.request === undefined ? [] : [`${sent}: z.input<typeof ${input}>`]),
    ],
    output: outputOf(action, resource, service),
  }
}

function outputOf(action: Action, resource: Resource, service: Service): string | undefined {
  const { response } = action
  if (response === undefined) return undefined
  if ('members' in response) return `rpc.One<z.output<typeof ${actionNames(action, resource).answer}>>`
  const { names } = resourceNamed(service, response.resource)
  const row = names.one === resource.names.one ? 'Row' : `z.output<typeof ${names.type}>`
  return `rpc.One<${row}${response.list ? '[]' : ''}>`
}

/** What the types of actions import. */
export function actionRpcImports(resource: Resource, service: Service): ImportSymbol[] {
  const types = resourcePath(resource, 'action-types')
  return resource.actions.flatMap((action): ImportSymbol[] => {
    const { input, answer } = actionNames(action, resource)
    const { request, response } = action
    const sent = request === undefined ? [] : [type(input, types)]
    if (response === undefined) return sent
    if ('members' in response) return [...sent, type(answer, types)]
    const answered = resourceNamed(service, response.resource)
    return answered === resource ? sent : [...sent, type(answered.names.type, resourcePath(answered, 'schema'))]
  })
}
