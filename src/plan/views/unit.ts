import { actsOnRows, isWrittenByActions } from '../../model/acting.ts'
import { isRestorable } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasAuth } from './actor.ts'
import { signsCursors } from './lists.ts'
import { isMoved, movedFields, moveNames } from './moves.ts'
import { valuesOf } from './own-values.ts'
import { tenantOf } from './tenants.ts'

/** What generated code calls the queries of a resource in a unit of work: `orderQueries`. */
export function boundName({ names }: Resource): string {
  return `${names.one}Queries`
}

/** Whether actions have grants for the row that they are about. */
export function ownsRows(service: Service): boolean {
  return service.resources.some((resource) => ownsRow(resource, service))
}

/** Whether they do something with that row. */
export function ownsRow(resource: Resource, service: Service): boolean {
  return hasAuth(service) && actsOnRows(resource) && functionsOf(resource, service).some(({ onRow }) => onRow)
}

/** `src/resources/unit.ts` */
export function unitView(service: Service) {
  const auth = hasAuth(service)
  const owns = ownsRows(service)
  const owned = service.resources.filter((resource) => ownsRow(resource, service))
  const cursors = signsCursors(service)
  const tenant = tenantOf(service)?.names.words.one
  return {
    view: {
      auth,
      owns,
      cursors,
      resources: service.resources.map((resource) => {
        const own = ownsRow(resource, service) ? [`own.${resource.names.many}`] : []
        return {
          name: resource.names.many,
          call: `${boundName(resource)}(${boundArguments(resource, service, own).join(', ')})`,
        }
      }),
      owned: owned.map(({ names }) => ({ name: names.many, one: literal(names.one), key: names.keyType })),
      ofTenant: tenant === undefined ? '' : ` of the ${tenant} of whoever asks`,
      example: service.resources.at(-1)?.names.many ?? '',
    },
    imports: [
      type('Executor', PATHS.executor),
      type('Tx', PATHS.executor),
      value('afterCommit', PATHS.transaction),
      value('transaction', PATHS.transaction),
      type('Permit', PATHS.grant),
      ...(auth ? [type('Context', 'hono'), type('Env', PATHS.context), type('Db', PATHS.executor)] : []),
      ...(auth ? [] : [value('permitted', PATHS.grant)]),
      ...(auth && cursors ? [type('CursorKeys', PATHS.cursorKeys)] : []),
      ...(owns ? [type('OwnRow', PATHS.grant)] : []),
      ...owned.map((resource) => type(resource.names.keyType, resourcePath(resource, 'schema'))),
      ...service.resources.map((resource) => value(boundName(resource), resourcePath(resource, 'unit'))),
    ],
  }
}

/** What nothing can be done with needs no grant. */
function boundArguments(resource: Resource, service: Service, own: readonly string[]): readonly string[] {
  return functionsOf(resource, service).length > 0 ? ['tx', 'permit', ...own] : []
}

interface Bound {
  readonly name: string
  /** The guard whose grant it needs: that of an operation. */
  readonly guard: string
  /** Whether it is about one row that is there. */
  readonly onRow: boolean
  readonly parameters: readonly string[]
  /** What is handed on behind the grant. */
  readonly given: readonly string[]
}

/** `orders.unit.ts` */
export function boundView(resource: Resource, service: Service) {
  const { names } = resource
  const owns = ownsRow(resource, service)
  const functions = functionsOf(resource, service)
  return {
    view: {
      words: names.words,
      name: boundName(resource),
      owns,
      parameters: functions.length > 0 ? 'tx: Executor, permit: Permit' : '',
      own: `own?: OwnRow<${literal(names.one)}, ${names.keyType}>`,
      functions: functions.map(({ name, guard, onRow, parameters, given }) => {
        const grant = owns && onRow ? `permitRow(may.${guard}, key)` : `permit(may.${guard})`
        const call = { head: `${names.many}.${name}`, args: ['tx', grant, ...given] }
        return arrowProperty(name, parameters, call)
      }),
    },
    imports: functions.length > 0 ? imports(resource, service) : [],
  }
}

function imports(resource: Resource, service: Service): ImportSymbol[] {
  const { names, operations, parent } = resource
  const schema = resourcePath(resource, 'schema')
  const queries = resourcePath(resource, 'queries')
  const has = (name: Resource['operations'][number]) => operations.includes(name)
  const isWritten = isWrittenByActions(resource, service)
  const moved = isMoved(resource, service) ? movedFields(resource) : []
  return [
    type('Executor', PATHS.executor),
    type('Permit', PATHS.grant),
    ...(ownsRow(resource, service) ? [type('OwnRow', PATHS.grant), value('permitsRows', PATHS.grant)] : []),
    value('may', resourcePath(resource, 'policy')),
    { name: names.many, from: queries, namespace: true },
    ...(has('list') ? [type(names.queryType, schema)] : []),
    ...(has('create') ? [type(names.newType, schema)] : []),
    ...(has('update') ? [type(names.patchType, schema)] : []),
    ...(has('get') || has('update') || has('delete') || isWritten ? [type(names.keyType, schema)] : []),
    ...(parent !== undefined && (has('list') || has('create')) ? [type(names.parentType, schema)] : []),
    ...(moved.length > 0 ? [type('MoveTo', PATHS.moves)] : []),
    ...moved.map((field) => type(moveNames(resource, field).moves, resourcePath(resource, 'table'))),
  ]
}

function functionsOf(resource: Resource, service: Service): Bound[] {
  const { names, operations, parent, versioned } = resource
  const inParent = parent === undefined ? [] : [`parent: ${names.parentType}`]
  const key = `key: ${names.keyType}`
  const versions = versioned ? ["versions = '*'"] : []
  const values = valuesOf(resource, service)
  const own = values === undefined ? [] : [`${names.many}.${values}`]
  const all = [
    bound('list', 'list', [...inParent, `query: ${names.queryType}`]),
    bound('get', 'get', [key]),
    bound('create', 'create', [...inParent, `input: ${names.newType}`]),
    bound('update', 'update', [key, `patch: ${names.patchType}`, ...versions]),
    bound('remove', 'delete', [key, ...versions]),
  ]
  const moves = movedFields(resource).map((field) => {
    const { move, moves: states } = moveNames(resource, field)
    return bound(move, 'update', [key, `to: MoveTo<typeof ${states}>`, ...own.map((kind) => `also: ${kind} = {}`)])
  })
  return [
    ...all.filter(({ guard }) => operations.some((operation) => operation === guard)),
    ...own.map((kind) => bound('set', 'update', [key, `values: ${kind}`])),
    ...(isMoved(resource, service) ? moves : []),
    ...(isRestorable(resource) ? [bound('restore', 'restore', [key])] : []),
  ]
}

/** `get: (key) => call(…),`, broken as formatters do it. */
function arrowProperty(name: string, parameters: readonly string[], call: { head: string; args: string[] }): string {
  const head = `${name}: (${parameters.join(', ')}) =>`
  const flat = `${call.head}(${call.args.join(', ')}),`
  if (`    ${head} ${flat}`.length <= 120) return `${head} ${flat}`
  if (`    ${head}`.length <= 120) return `${head}\n      ${callText(call.head, call.args, { indent: 6, tail: ',' })}`
  const broken = parameters.map((one) => `      ${one},\n`).join('')
  return `${name}: (\n${broken}    ) => ${callText(call.head, call.args, { indent: 4, before: 5, tail: ',' })}`
}

function bound(name: string, guard: string, parameters: readonly string[]): Bound {
  const onRow = parameters[0]?.startsWith('key') ?? false
  return { name, guard, onRow, parameters, given: parameters.map((one) => one.replace(/[ :].*$/, '')) }
}
