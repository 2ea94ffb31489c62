import { type CalledHooks, calledHooks, givesValues, holdsRows, outcomeHooks } from '../../model/hooks.ts'
import type { Resource, Service } from '../../model/model.ts'
import { addressFields } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { callText, objectText } from '../layout.ts'
import { resourcePath } from '../paths.ts'
import { insertUsesGrant } from './guarded.ts'
import { makingGrant } from './making.ts'
import { isConditional } from './queries.ts'

/** How the queries of a resource call its hooks: around the statement itself, which is a function of its own then. */
export function hookedWrites(resource: Resource, service: Service) {
  const [create, update, remove] = (['create', 'update', 'delete'] as const).map((one) => calledHooks(resource, one))
  const outcome = outcomeHooks(resource, service)
  return {
    create: create && createWrite(resource, service, create),
    update: update && updateWrite(resource, service, update),
    remove: remove && removeWrite(resource, service, remove),
    held: holdsRows(resource) && heldText(resource),
    /** What is told of moves, of what the code of the service writes, and of rows that come back. */
    changed: outcome !== undefined && `changed(${asking(resource).join(', ')}, async (tx) => {`,
  }
}

function createWrite(resource: Resource, service: Service, { before }: CalledHooks) {
  const { names, parent } = resource
  const gives = before && givesValues(resource, service)
  const used = insertUsesGrant(resource)
  const given = [...(used ? ['grant'] : []), ...(parent === undefined ? [] : ['parent']), gives ? 'written' : 'input']
  return {
    around: aroundText({
      head: 'return creating',
      args: [...asking(resource), ...(before ? ['input'] : [])],
      work: gives ? '(tx, written)' : '(tx)',
      inner: `insertHooked(${['tx', ...given].join(', ')})`,
    }),
    inner: innerText('insertHooked', [
      ...(used ? [`grant: ${makingGrant(resource, service)}`] : []),
      ...(parent === undefined ? [] : [`parent: ${names.parentType}`]),
      `input: ${names.newType}`,
    ]),
  }
}

function updateWrite(resource: Resource, service: Service, { before }: CalledHooks) {
  const gives = before && givesValues(resource, service)
  const place = placeOf(resource)
  return {
    around: aroundText({
      head: before ? 'return changing' : 'return changed',
      args: asking(resource),
      ...(before ? { what: [keyMember(resource, service), 'patch', findMember(resource)] } : {}),
      work: gives ? '(tx, written)' : '(tx)',
      inner: `changeHooked(${['tx', ...grantOf(resource), place, gives ? 'written' : 'patch'].join(', ')})`,
    }),
    inner: innerText('changeHooked', [
      ...grantParameter(resource, ['update']),
      placeParameter(resource),
      `patch: ${resource.names.patchType}`,
    ]),
  }
}

function removeWrite(resource: Resource, service: Service, { before }: CalledHooks) {
  const key = keyMember(resource, service)
  return {
    around: aroundText({
      head: 'return removing',
      args: [...asking(resource), ...(before ? [] : [key.replace('key: ', '')])],
      ...(before ? { what: [key, findMember(resource)] } : {}),
      work: '(tx)',
      inner: `removeHooked(${['tx', ...grantOf(resource), placeOf(resource)].join(', ')})`,
    }),
    inner: innerText(
      'removeHooked',
      [...grantParameter(resource, ['delete']), placeParameter(resource)],
      ': Promise<boolean>',
    ),
  }
}

/** The row that is to be written, held so that it is still the one that hooks have seen. */
function heldText(resource: Resource): string {
  const operations = (['update', 'delete'] as const).filter((one) => calledHooks(resource, one)?.before)
  return innerText('held', [...grantParameter(resource, operations), placeParameter(resource)])
}

function innerText(name: string, parameters: readonly string[], returns = ''): string {
  return callText(`async function ${name}`, ['db: Executor', ...parameters], { tail: `${returns} {` })
}

function grantParameter({ access, names }: Resource, operations: readonly string[]): string[] {
  return access === undefined ? [] : [`grant: Grant<${literal(names.one)}, ${operations.map(literal).join(' | ')}>`]
}

function grantOf({ access }: Resource): string[] {
  return access === undefined ? [] : ['grant']
}

function asking(resource: Resource): string[] {
  return ['db', ...grantOf(resource)]
}

function placeOf(resource: Resource): string {
  return isConditional(resource) ? 'place' : 'key'
}

function placeParameter(resource: Resource): string {
  return isConditional(resource) ? 'place: VersionedKey' : `key: ${resource.names.keyType}`
}

function findMember(resource: Resource): string {
  return `find: (tx) => held(${['tx', ...grantOf(resource), placeOf(resource)].join(', ')})`
}

/** The key that hooks are handed: without the versions that it may stand beside. */
function keyMember(resource: Resource, service: Service): string {
  if (!isConditional(resource)) return 'key'
  const parts = addressFields(resource, service).map(({ field: { property } }) => [property, `place.${property}`])
  return `key: ${objectText(Object.fromEntries(parts))}`
}

interface Around {
  readonly head: string
  readonly args: readonly string[]
  /** Members of what is handed beside them. */
  readonly what?: readonly string[]
  /** The parameters of the function that does the work. */
  readonly work: string
  readonly inner: string
}

/** `return changed(db, (tx) => changeOne(tx, …))`, broken as formatters do it. */
function aroundText({ head, args, what, work, inner }: Around): string {
  const object = what === undefined ? [] : [`{ ${what.join(', ')} }`]
  const start = `${head}(${[...args, ...object, work].join(', ')} =>`
  if (`  ${start} ${inner})`.length <= 120) return `${start} ${inner})`
  if (`  ${start}`.length <= 120) return `${start}\n    ${inner},\n  )`
  const broken = object.map((one) => (one.length + 5 <= 120 ? one : `{\n${membersText(what ?? [])}    }`))
  return callText(head, [...args, ...broken, `${work} => ${inner}`], { indent: 2, before: 120 })
}

function membersText(members: readonly string[]): string {
  return members.map((one) => `      ${one},\n`).join('')
}

/** What the queries of a resource import for that. */
export function hookedQueryImports(resource: Resource, service: Service): ImportSymbol[] {
  const hooked = resourcePath(resource, 'hooked')
  const update = calledHooks(resource, 'update')
  return [
    ...(calledHooks(resource, 'create') ? [value('creating', hooked)] : []),
    ...(update?.before ? [value('changing', hooked)] : []),
    ...(outcomeHooks(resource, service) ? [value('changed', hooked)] : []),
    ...(calledHooks(resource, 'delete') ? [value('removing', hooked)] : []),
  ]
}
