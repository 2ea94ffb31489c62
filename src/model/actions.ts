import { didYouMean } from '../did-you-mean.ts'
import type { ActionSpec, OperationName, SpecPath } from '../spec/spec.ts'
import { buildRules, hasAuth } from './access.ts'
import { buildMembers } from './members.ts'
import type { Action, ActionAnswer, Field } from './model.ts'
import type { Finding } from './report.ts'
import { expectResource, isSoft, type Placed, type World } from './world.ts'

/** A resource whose actions are built. */
export interface Acting {
  readonly placed: Placed
  /** The fields of the key that stand in its paths; a nested resource leaves its parent's part out. */
  readonly key: readonly Field[]
  readonly operations: readonly OperationName[]
}

/** The user's own operations of a resource, each part checked. */
export function buildActions(world: World, acting: Acting): Action[] {
  const { named } = acting.placed
  const taken = takenRoutes(world, acting)
  return Object.entries(named.spec.actions ?? {}).map(([name, action]) => {
    const at = [...named.at, 'actions', name]
    const place = [...at, action.method]
    const onRow = checkPath(world, acting, { action, at: place })
    const route = routeOf(action.method, action.path)
    const owner = taken.get(route)
    if (owner !== undefined) {
      const message = `\`${name}\` and ${owner} would both answer ${action.method.toUpperCase()} \`${action.path}\``
      world.report.add({ code: 'ASH2090', message, hint: 'give one of them another path', at: place })
    }
    taken.set(route, `\`${name}\``)
    return buildAction(world, acting, { name, action, at, onRow })
  })
}

interface Named {
  readonly name: string
  readonly action: ActionSpec
  readonly at: SpecPath
  readonly onRow: boolean
}

function buildAction(world: World, { placed }: Acting, { name, action, at, onRow }: Named): Action {
  const { report } = world
  const operation = onRow ? 'row' : 'none'
  const rules =
    action.access && buildRules(world, { placed, operation }, { written: action.access, at: [...at, 'access'] })
  if (rules === undefined && hasAuth(world)) {
    const message = `nobody may \`${name}\`: this action has no \`access\``
    report.add({ code: 'ASH2082', message, hint: 'say who may, for example `access: signedIn`', at, name: true })
  }
  checkUses(world, action, at)
  const request = { fields: action.request ?? {}, at: [...at, 'request'], where: 'a request' }
  return {
    name,
    description: action.description ?? '',
    method: action.method,
    path: action.path,
    onRow,
    rules: hasAuth(world) ? rules : undefined,
    request: action.request && buildMembers(request, report),
    response: answerOf(world, action, at),
    uses: action.uses ?? [],
    idempotent: action.idempotent ?? false,
    timeout: action.timeout,
    rateLimit: action.rateLimit === false ? undefined : action.rateLimit,
    countedApart: action.rateLimit !== undefined,
  }
}

function answerOf(world: World, { response }: ActionSpec, at: SpecPath): ActionAnswer | undefined {
  if (response === undefined) return undefined
  if ('fields' in response) {
    const written = { fields: response.fields, at: [...at, 'response'], where: 'an answer' }
    return { members: buildMembers(written, world.report) }
  }
  expectResource(world, response.resource, [...at, 'response'])
  return response
}

function checkUses({ spec, report }: World, { uses = [] }: ActionSpec, at: SpecPath): void {
  report.addRepeated(
    uses.map(({ upstream, call }) => `${upstream}.${call}`),
    [...at, 'uses'],
  )
  for (const [index, { upstream, call }] of uses.entries()) {
    const place = [...at, 'uses', index]
    if (report.isUnread(['upstreams', upstream]) || report.isUnread(['upstreams', upstream, 'calls', call])) continue
    const known = spec.upstreams?.[upstream]
    if (known === undefined) {
      report.add({ ...noUpstream(upstream, Object.keys(spec.upstreams ?? {})), at: place })
    } else if (known.calls[call] === undefined) {
      report.add({ ...noCall(upstream, call, Object.keys(known.calls)), at: place })
    }
  }
}

function noUpstream(name: string, known: readonly string[]): Omit<Finding, 'at'> {
  const listed = known.length === 0 ? 'describe it under `upstreams:`' : `the upstreams are ${known.join(', ')}`
  const message = `there is no upstream \`${name}\``
  return { code: 'ASH2091', message, hint: didYouMean(name, known) ?? listed, word: name }
}

function noCall(upstream: string, name: string, known: readonly string[]): Omit<Finding, 'at'> {
  const listed = known.length === 0 ? 'describe it under its `calls:`' : `the calls are ${known.join(', ')}`
  const message = `\`${upstream}\` has no call \`${name}\``
  return { code: 'ASH2091', message, hint: didYouMean(name, known) ?? listed, word: name }
}

/** Whether the path holds the key of a row; a path that holds a part of it, or something else, is a finding. */
function checkPath(
  { report }: World,
  { placed, key }: Acting,
  { action, at }: { readonly action: ActionSpec; readonly at: SpecPath },
): boolean {
  const parts = Array.from(action.path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)
  const wanted = key.map(({ property }) => property)
  // Without a key something is wrong with that, which has been told.
  if (parts.length === 0 || wanted.length === 0 || parts.join() === wanted.join()) return parts.length > 0
  const word = parts.find((part) => !wanted.includes(part))
  const message = `the path holds ${parts.map((part) => `\`${part}\``).join(', ')}, which is not the key of \`${placed.named.name}\``
  const hint = `type \`/${wanted.map((part) => `{${part}}`).join('/')}\` for the key, or none of it`
  report.add({ code: 'ASH2090', message, hint, at, word })
  return true
}

/** Two paths that differ in the names of their parts only are the same to a router. */
function routeOf(method: string, path: string): string {
  return `${method} ${path.replace(/\{\w+\}/g, '{}')}`
}

const ITEM_METHODS = { get: 'get', update: 'patch', delete: 'delete' } as const

function takenRoutes(world: World, { placed, key, operations }: Acting): Map<string, string> {
  const item = key.map(() => '/{}').join('')
  const routes = Object.entries(ITEM_METHODS).filter(([name]) => operations.some((operation) => operation === name))
  const restore = isSoft(world, placed) && operations.includes('delete') ? [['restore', 'post', '/restore']] : []
  const taken = [...routes.map(([name, method]) => [name, method, '']), ...restore]
  return new Map(taken.map(([name, method, path]) => [`${method} ${item}${path}`, `the operation \`${name}\``]))
}
