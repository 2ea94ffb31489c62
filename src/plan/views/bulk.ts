import { isMadeInNumbers } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, mapCode, type, value } from '../code.ts'
import { bodyCode } from '../kinds/body.ts'
import { tellsApart } from '../kinds/distinct.ts'
import { arrayText, callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { createdRows, isInKey, keeping, keepingText } from './keeping.ts'
import { isChangedWithin, isMadeWithin, makingGrant } from './making.ts'
import { parentView } from './parent.ts'
import { softReferences } from './soft-references.ts'

/** Whether a resource has a file for what is done with several at once. */
export function isInBulk(resource: Resource, service: Service): boolean {
  return resource.operations.includes('bulkUpdate') || isMadeInNumbers(resource, service)
}

/** The bodies of bulk operations by their names: `NewProducts`, `ProductChanges`. */
export function bulkBodies({ names, operations }: Resource) {
  return {
    create: operations.includes('bulkCreate') && names.newManyType,
    update: operations.includes('bulkUpdate') && names.changesType,
  }
}

/** `products.bulk.ts` */
export function bulkView(resource: Resource, service: Service) {
  const { names, versioned } = resource
  const key = ownKey(resource).map((field) => ({ field, code: keyCode(field, resource) }))
  const version = { name: 'version', code: 'z.int32().min(1)' }
  const creates = isMadeInNumbers(resource, service)
  return {
    view: {
      newType: names.newType,
      patchType: names.patchType,
      changeType: names.changeType,
      words: names.words,
      wordsLiteral: literal(names.words.one),
      bodies: bulkBodies(resource),
      versions: versioned ? ', each of which version' : '',
      key: [
        ...key.map(({ field, code }) => ({ name: field.property, code: code.text })),
        ...(versioned ? [version] : []),
      ],
      keyOf: listing(
        'keyOf',
        names.changeType,
        key.map(({ field }) => field.property),
      ),
      apart: creates && apartView(resource, service),
      keyNames: `[${key.map(({ field }) => literal(field.property)).join(', ')}]`,
      createMany: creates && createManyView(resource, service),
      bulkCreate:
        resource.operations.includes('bulkCreate') &&
        resource.parent !== undefined &&
        bulkCreateView(resource, service),
      updateMany: resource.operations.includes('bulkUpdate') && updateManyView(resource, service),
    },
    imports: [
      ...imports(resource, service),
      ...(resource.operations.includes('bulkUpdate') ? importsOf(key.map(({ code }) => code)) : []),
    ],
  }
}

function createManyView(resource: Resource, service: Service) {
  const { names, parent } = resource
  const kept = keeping(resource, service).view.keeping.create !== false
  const inParent = parent === undefined ? [] : [`parent: ${names.parentType}`]
  const given = ['grant', ...(parent === undefined ? [] : ['parent']), 'input'].join(', ')
  const make = isMadeWithin(resource, service) ? 'createOne' : 'create'
  const by = apartView(resource, service) === false ? '' : ', apartBy'
  const each = (db: string, inner: string) =>
    `allOrNone(${db}, inputs, (${inner}, input) => ${make}(${inner}, ${given})${by})`
  return {
    signature: callText(
      'export async function createMany',
      ['db: Executor', `grant: ${makingGrant(resource, service)}`, ...inParent, `inputs: readonly ${names.newType}[]`],
      { tail: ' {' },
    ),
    body: kept
      ? keepingText(`parts: valueParts, rows: ${createdRows(resource, service, '...inputs')}`, each('tx', 'inner'))
      : `return ${each('db', 'tx')}`,
  }
}

function bulkCreateView(resource: Resource, service: Service) {
  const { names } = resource
  const parent = parentView(resource, service, [])
  return {
    below: parent === false ? '' : parent.what,
    require: parent === false ? '' : parent.require,
    signature: callText(
      'export async function bulkCreate',
      [
        'db: Executor',
        `grant: Grant<${literal(names.one)}, 'create'>`,
        `parent: ${names.parentType}`,
        `inputs: readonly ${names.newType}[]`,
      ],
      { tail: ' {' },
    ),
  }
}

function updateManyView(resource: Resource, service: Service) {
  const { names, parent, versioned, access } = resource
  const isKept = isChangedWithin(resource, keeping(resource, service).view.keeping.update !== false)
  const own = ownKey(resource).map(({ property }) => property)
  const grant = `grant: Grant<${literal(names.one)}, 'update'>`
  const inParent = parent === undefined ? [] : [`parent: ${names.parentType}`]
  const parameters = ['db: Executor', grant, ...inParent, `changes: readonly ${names.changeType}[]`]
  const args = ['tx', 'grant', ...(parent === undefined ? [] : ['parent']), 'changes']
  const key = `{ ${[...(parent === undefined ? [] : ['...parent']), ...own].join(', ')} }`
  const place = `{ ${[...(parent === undefined ? [] : ['...parent']), ...own, '$versions: String(version)'].join(', ')} }`
  const call = isKept
    ? ['tx', 'grant', versioned ? place : key, 'patch']
    : ['tx', 'grant', key, 'patch', ...(versioned ? ['String(version)'] : [])]
  const find = isInKey(resource, service) ? 'byKey' : 'located'
  // Without rules nobody asks whose grant it is.
  const seen = (all: readonly string[]) => (access === undefined ? all.filter((one) => !one.startsWith('grant')) : all)
  const found = `${find}(db${access === undefined ? '' : ', grant'}).execute(${parent === undefined ? 'change' : '{ ...parent, ...change }'})`
  const rows = isInKey(resource, service) ? '[]' : 'changes'
  return {
    signature: callText('export async function updateMany', parameters, { tail: ' {' }),
    around:
      isKept &&
      `const find = (tx: Executor) => existing(${seen(args).join(', ')})\n  ${keepingText(`parts: valueParts, rows: ${rows}, find`, `changeMany(${args.join(', ')})`)}`,
    inner: callText('async function changeMany', parameters, { tail: ' {' }),
    parts: `{ ${[...own, ...(versioned ? ['version'] : []), '...patch'].join(', ')} }`,
    call: callText(`const row = await ${isKept ? 'updateOne' : 'update'}`, call, { indent: 6 }),
    find: isKept && found,
    findSignature: callText('async function existing', seen(parameters), { tail: ' {' }),
  }
}

/** A part of a key in a body; that of a row is the same in upper case. */
function keyCode(field: Field, resource: Resource) {
  const code = bodyCode({ ...field, inKey: true }, resource)
  return field.type.kind === 'uuid' ? mapCode(code, (text) => `${text}.toLowerCase()`) : code
}

/** `const keyOf = ({ id }: ProductChange) => [id]` */
function listing(name: string, of: string, properties: readonly string[]): string {
  const start = `const ${name} = ({ ${properties.join(', ')} }: ${of}) => `
  return `${start}${arrayText(properties, { before: start.length })}`
}

/** What requests that make the same rows wait for one another by: marked rows that theirs refer to, and what no other may have. */
function apartView(resource: Resource, service: Service) {
  const { references } = softReferences(resource, service)
  const soft = references.map(({ property = '' }) => property.slice(1, -1))
  const given = resource.fields.filter(({ writable, array }) => writable.create && !array)
  const alone = given.filter((field) => tellsApart(field, resource)).map(({ property }) => property)
  const all = [...new Set([...soft.filter((name) => given.some(({ property }) => property === name)), ...alone])]
  return all.length > 0 && listing('apartBy', resource.names.newType, all)
}

function imports(resource: Resource, service: Service): ImportSymbol[] {
  const { names, operations, parent } = resource
  const queries = (name: string) => value(name, resourcePath(resource, 'queries'))
  const schema = resourcePath(resource, 'schema')
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const kept = keeping(resource, service).view.keeping
  const creates = isMadeInNumbers(resource, service)
  const updates = operations.includes('bulkUpdate')
  const keepsUpdates = isChangedWithin(resource, kept.update !== false)
  const bodied = operations.includes('bulkCreate')
  const bound = parentView(resource, service, [])
  const asksActor = createdRows(resource, service, '...inputs').includes('actorOf(')
  return [
    value('allOrNone', PATHS.allOrNone),
    ...uses(keepsUpdates, value('inOrder', PATHS.allOrNone)),
    type('Executor', PATHS.executor),
    type('Grant', PATHS.grant),
    ...uses(creates, bodied ? value(names.newType, schema) : type(names.newType, schema)),
    ...uses(creates && kept.create !== false && asksActor, value('actorOf', PATHS.scope)),
    ...uses(creates, queries(isMadeWithin(resource, service) ? 'createOne' : 'create')),
    ...uses(bodied, value('several', PATHS.several)),
    ...uses(bodied && bound !== false, queries('requireParent')),
    ...uses(parent !== undefined, type(names.parentType, schema)),
    ...uses((creates && kept.create !== false) || keepsUpdates, value('keeping', PATHS.kept), queries('valueParts')),
    ...uses(
      updates,
      value('z', 'zod'),
      value('severalRows', PATHS.several),
      value('notFound', PATHS.problem),
      value(names.patchType, schema),
      queries(keepsUpdates ? 'updateOne' : 'update'),
    ),
    ...uses(keepsUpdates, queries(isInKey(resource, service) ? 'byKey' : 'located')),
  ]
}

/** `src/db/all-or-none.ts` */
export function allOrNoneView() {
  return {
    view: {},
    imports: [
      value('Problem', PATHS.problem),
      value('problems', PATHS.problem),
      type('Executor', PATHS.executor),
      value('problemOfDatabase', PATHS.sqlstate),
    ],
  }
}

/** `src/http/validate.ts` */
export function validateView({ resources }: Service) {
  const bulkUpdate = resources.some(({ operations }) => operations.includes('bulkUpdate'))
  return {
    view: { bulkUpdate },
    imports: [
      type('Context', 'hono'),
      type('MiddlewareHandler', 'hono'),
      bulkUpdate ? value('z', 'zod') : type('z', 'zod'),
      type('Env', PATHS.context),
      type('InvalidValue', PATHS.problem),
      value('Problem', PATHS.problem),
    ],
  }
}

/** `src/http/several.ts` */
export function severalView({ resources }: Service) {
  const has = (name: Resource['operations'][number]) => resources.some(({ operations }) => operations.includes(name))
  const update = has('bulkUpdate')
  const big = resources.some(
    (one) => one.operations.includes('bulkUpdate') && ownKey(one).some(({ type: of }) => of.kind === 'bigint'),
  )
  const bulk = (has('bulkCreate') || update) && { update, big }
  return { view: { bulk }, imports: bulk ? [value('z', 'zod')] : [] }
}
