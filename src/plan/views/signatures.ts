import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { callText } from '../layout.ts'
import { isQueried } from './filters.ts'
import { insertNeedsGrant, scopedParameter } from './guarded.ts'
import { makingGrant } from './making.ts'
import { isConditional } from './queries.ts'
import { secretsView } from './secrets.ts'

/** The heads of the functions of the queries, up to the brace; `within` says which take a grant only to hand it on. */
export function signatures(resource: Resource, service: Service, within: Readonly<Record<string, boolean>>) {
  const { names, versioned, access } = resource
  const versions = versioned ? ['versions: string'] : []
  const place = isConditional(resource) ? 'place: VersionedKey' : `key: ${names.keyType}`
  const own = (operation: string) => `Grant<${literal(names.one)}, ${literal(operation)}>`
  const made = makingGrant(resource, service)
  const signature = (name: string, operation: string, parameters: readonly string[], returns = ''): string => {
    const isPassedOn = access !== undefined || (within[name] ?? false)
    const kind = operation === 'create' && name !== 'create' ? made : own(operation)
    const grant = `${isPassedOn ? 'grant' : '_grant'}: ${kind}`
    return callText(`export async function ${name}`, ['db: Executor', grant, ...parameters], { tail: `${returns} {` })
  }
  const inner = (name: string, operation: string, parameters: readonly string[], returns = ''): string => {
    const grant = access === undefined ? [] : [`grant: ${own(operation)}`]
    return callText(`async function ${name}`, ['db: Executor', ...grant, ...parameters], { tail: `${returns} {` })
  }
  const parent = resource.parent === undefined ? [] : [`parent: ${names.parentType}`]
  const secrets = secretsView(resource)
  const insertGrant = insertNeedsGrant(resource) ? [`grant: ${made}`] : []
  return {
    list: signature('list', 'list', [
      ...parent,
      `${isQueried(resource) ? 'query' : '{ limit, cursor }'}: ${names.queryType}`,
    ]),
    get: signature('get', 'get', [`key: ${names.keyType}`]),
    create: signature('create', 'create', [...parent, `${secrets.input}: ${names.newType}`]),
    insertOne: callText(
      'async function insertOne',
      ['db: Executor', ...insertGrant, ...parent, `input: ${names.newType}`],
      {
        tail: ' {',
      },
    ),
    update: signature('update', 'update', [
      `key: ${names.keyType}`,
      `${secrets.patch}: ${names.patchType}`,
      ...versions,
    ]),
    createOne: signature('createOne', 'create', [...parent, `input: ${names.newType}`]),
    updateOne: signature('updateOne', 'update', [place, `patch: ${names.patchType}`]),
    createKept: inner('createKept', 'create', [...parent, `input: ${names.newType}`]),
    updateKept: inner('updateKept', 'update', [place, `patch: ${names.patchType}`]),
    removeKept: inner('removeKept', 'delete', [place], ': Promise<boolean>'),
    restoreKept: inner('restoreKept', 'restore', [`key: ${names.keyType}`]),
    changeOne: inner('changeOne', 'update', [place, `patch: ${names.patchType}`]),
    restore: signature('restore', 'restore', [`key: ${names.keyType}`]),
    restoreOne: inner('restoreOne', 'restore', [`key: ${names.keyType}`]),
    remove: signature('remove', 'delete', [`key: ${names.keyType}`, ...versions], ': Promise<boolean>'),
    removeOne: inner('removeOne', 'delete', [place], ': Promise<boolean>'),
    refuseOtherVersion: callText(
      'async function refuseOtherVersion',
      ['db: Executor', ...scopedParameter(resource).parameters, `key: ${names.keyType}`],
      { tail: ': Promise<void> {' },
    ),
  }
}
