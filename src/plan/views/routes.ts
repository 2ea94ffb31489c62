import { isCached } from '../../model/caches.ts'
import { isRestorable, takesKey } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { collectionAddress, ownKey } from '../../model/nesting.ts'
import { docComment } from '../../render/comment.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { callText, handlerText, listCallText } from '../layout.ts'
import { PATHS, type ResourceFile, resourcePath } from '../paths.ts'
import { takesAround } from './acting.ts'
import { actionRouteImports, actionRoutes } from './action-routes.ts'
import { isViewed } from './answer-view.ts'
import { bulkBodies } from './bulk.ts'
import { deadlineArgument } from './deadlines.ts'
import { isBare, wrapped } from './envelope.ts'
import { hasIncludes } from './includes-imports.ts'
import { limitImports, limitText } from './limits.ts'
import { isConditional, operationFlags } from './queries.ts'
import { cachedList, cachedText, keyPath, readGet, shownRows } from './reading-routes.ts'

/** `products.routes.ts` */
export function routesView(resource: Resource, service: Service) {
  const { names } = resource
  const has = operationFlags(resource)
  const own = ownKey(resource)
  const rowKey = own.map((field) => `row.${field.property}`)
  const isNested = resource.parent !== undefined
  return {
    view: {
      newType: names.newType,
      patchType: names.patchType,
      keyType: names.keyType,
      queryType: names.queryType,
      words: names.words,
      wordsLiteral: literal(names.words.one),
      queries: names.many,
      row: names.one,
      routes: names.routes,
      limit: limitText(resource),
      deadline: deadlineArgument(resource, service),
      doc: docComment(`${addressOf(resource, service)}${about(resource)}`),
      keyPath: keyPath(resource),
      location: listCallText('itemPath', 'c.req.path', rowKey, { indent: 4, before: 'const location = '.length }),
      createOnce: takesKey(resource) && createOnce(resource, service),
      createWith: resource.createWith.length > 0 && !takesKey(resource) && createWithText(resource, service),
      bulkCreate: resource.operations.includes('bulkCreate') && bulkCreateText(resource, service),
      bulkUpdate: resource.operations.includes('bulkUpdate') && bulkUpdateText(resource, service),
      actions: actionRoutes(resource, service),
      around: takesAround(resource, service),
      versioned: resource.versioned,
      updateCall: updateCall(resource),
      restorable: isRestorable(resource),
      restoreItem: own.length > 1 ? `\`\${ITEM}/restore\`` : literal(`/:${own[0]?.property}/restore`),
      deletedWords: literal(`deleted ${names.words.one}`),
      composite: own.length > 1 && (has.get || has.update || has.delete),
      item: own.length > 1 ? 'ITEM' : keyPath(resource),
      has,
      inParent: isNested ? `validate('param', ${names.parentType}), ` : '',
      parentArgument: isNested ? "c.req.valid('param'), " : '',
      patchFits: patchHead(resource).length <= 120,
      view: isViewed(resource) && { rows: shownRows(resource), reads: hasIncludes(resource) },
      viewedGet: has.get && (isViewed(resource) || isCached(resource)) && readGet(resource, service),
      cached: isCached(resource) && cachedText(resource),
      cachedList: has.list && isCached(resource) && cachedList(resource, service),
    },
    imports: imports(resource, service),
  }
}

/** The route of a create that may be sent again. */
function createOnce(resource: Resource, service: Service): string {
  return handlerText('routes.post', createArguments(resource), [
    ...grantsLines(resource),
    'return once(c, db, async (tx) => {',
    ...createLines(resource, service, { db: 'tx', indent: 4 }).map((line) => `  ${line}`),
    '})',
  ])
}

/** The route of a create that may bring others along. */
function createWithText(resource: Resource, service: Service): string {
  const lines = [...grantsLines(resource), ...createLines(resource, service, { db: 'db', indent: 4 })]
  return handlerText('routes.post', createArguments(resource), lines)
}

function createArguments(resource: Resource): string[] {
  const { names, createWith } = resource
  const body = createWith.length > 0 ? resource.names.newWithType : names.newType
  return [literal('/'), 'may.create', ...parentArguments(resource), `validate('json', ${body})`]
}

/** What the path says before. */
function parentArguments({ names, parent }: Resource): string[] {
  return parent === undefined ? [] : [`validate('param', ${names.parentType})`]
}

/** What a create needs beside its own grant. */
function grantsLines({ createWith }: Resource): string[] {
  if (createWith.length === 0) return []
  return ["const body = c.req.valid('json')", 'const others = await grantsFor(c, body)']
}

function createLines(
  resource: Resource,
  service: Service,
  { db, indent }: { readonly db: 'db' | 'tx'; readonly indent: number },
): string[] {
  const { names, parent, versioned, createWith } = resource
  const isWith = createWith.length > 0
  const inParent = parent === undefined ? [] : ["c.req.valid('param')"]
  const given = isWith ? ['others', ...inParent, 'body'] : [...inParent, "c.req.valid('json')"]
  const create = isWith ? 'createWith' : `${names.many}.create`
  const rowKey = ownKey(resource).map((field) => `row.${field.property}`)
  const headers = `{ Location: location${versioned ? ', ETag: etag(row)' : ''} }`
  const before = db === 'tx' ? 2 : 0
  return [
    callText(`const row = await ${create}`, [db, 'c.var.grant', ...given], { indent, before }),
    listCallText('const location = itemPath', 'c.req.path', rowKey, { indent, before }),
    `return c.json(${wrapped(service, 'row')}, 201, ${headers})`,
  ]
}

/** The route that makes several. */
function bulkCreateText(resource: Resource, service: Service): string {
  const { parent } = resource
  const bodies = bulkBodies(resource).create
  const args = [literal('/bulk'), 'may.create', ...parentArguments(resource), `validate('json', ${bodies})`]
  const inParent = parent === undefined ? [] : ["c.req.valid('param')"]
  const create = parent === undefined ? 'createMany' : 'bulkCreate'
  const given = (db: string) => `${create}(${[db, 'c.var.grant', ...inParent, "c.req.valid('json')"].join(', ')})`
  if (!takesKey(resource)) {
    return handlerText('routes.post', args, [
      `const rows = await ${given('db')}`,
      `return c.json(${wrapped(service, 'rows')}, 201)`,
    ])
  }
  return handlerText('routes.post', args, [
    'return once(c, db, async (tx) => {',
    `  const rows = await ${given('tx')}`,
    `  return c.json(${wrapped(service, 'rows')}, 201)`,
    '})',
  ])
}

/** The route that changes several. */
function bulkUpdateText(resource: Resource, service: Service): string {
  const { parent } = resource
  const bodies = bulkBodies(resource).update
  const args = [literal('/bulk'), 'may.update', ...parentArguments(resource), `validate('json', ${bodies})`]
  const given = ['db', 'c.var.grant', ...(parent === undefined ? [] : ["c.req.valid('param')"]), "c.req.valid('json')"]
  return handlerText('routes.patch', args, [
    callText('const rows = await updateMany', given, { indent: 4 }),
    `return c.json(${wrapped(service, 'rows')})`,
  ])
}

/** With what `If-Match` says, where there are versions; indented as deep as its route is. */
function updateCall(resource: Resource): string {
  const args = ['db', 'c.var.grant', "c.req.valid('param')", "c.req.valid('json')"]
  const versions = resource.versioned ? ['ifMatch(c)'] : []
  const indent = patchHead(resource).length <= 120 ? 4 : 6
  return callText(`const row = await ${resource.names.many}.update`, [...args, ...versions], { indent })
}

/** The first line of the longest route; where it does not fit, its arguments stand one a line. */
function patchHead(resource: Resource): string {
  const { keyType, patchType } = resource.names
  const path = ownKey(resource).length > 1 ? 'ITEM' : keyPath(resource)
  return `  routes.patch(${path}, may.update, validate('param', ${keyType}), validate('json', ${patchType}), async (c) => {`
}

function addressOf(resource: Resource, service: Service): string {
  return `\`${collectionAddress(resource, service)}\``
}

function about({ description }: Resource): string {
  return description === '' ? '' : `: ${description}`
}

function imports(resource: Resource, service: Service): ImportSymbol[] {
  const { names } = resource
  const has = operationFlags(resource)
  const schema = (name: string) => value(name, resourcePath(resource, 'schema'))
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const keyed = has.get || has.update || has.delete
  const isWith = resource.createWith.length > 0
  const beside = (file: ResourceFile) => (name: string) => value(name, resourcePath(resource, file))
  return [
    value('Hono', 'hono'),
    type('Env', PATHS.context),
    type('Db', PATHS.executor),
    value('may', resourcePath(resource, 'policy')),
    { name: names.many, from: resourcePath(resource, 'queries'), namespace: true },
    ...uses(resource.operations.length > 0, value('validate', PATHS.validate)),
    ...uses(deadlineArgument(resource, service) !== false, value('deadline', PATHS.deadline)),
    ...uses(answersVersions(resource), value('etag', PATHS.etag)),
    ...uses(resource.versioned && has.get && !isCached(resource), value('isKnown', PATHS.etag)),
    ...uses(isCached(resource), value('keptAnswers', PATHS.cached)),
    ...uses(isConditional(resource), value('ifMatch', PATHS.etag)),
    ...uses(keyed, schema(names.keyType), value('notFound', PATHS.problem)),
    ...limitImports(resource),
    ...uses(has.list, schema(names.queryType)),
    ...uses(has.list && isBare(service), value('pageHeaders', PATHS.pageHeaders)),
    ...viewImports(resource),
    ...uses(resource.parent !== undefined && (has.list || has.create), schema(names.parentType)),
    ...uses(has.create, value('itemPath', PATHS.itemPath)),
    ...uses(has.create && !isWith, schema(names.newType)),
    ...uses(isWith, ...['createWith', 'grantsFor', resource.names.newWithType].map(beside('create-with'))),
    ...bulkImports(resource, beside('bulk')),
    ...uses(takesKey(resource), value('once', PATHS.idempotency)),
    ...uses(has.update, schema(names.patchType)),
    ...uses(takesAround(resource, service), type('Around', PATHS.acting)),
    ...actionRouteImports(resource, service),
  ]
}

function bulkImports(resource: Resource, bulk: (name: string) => ImportSymbol): ImportSymbol[] {
  const bodies = bulkBodies(resource)
  const isNested = resource.parent !== undefined
  return [
    ...(bodies.create ? [bulk(bodies.create), bulk(isNested ? 'bulkCreate' : 'createMany')] : []),
    ...(bodies.update ? [bulk(bodies.update), bulk('updateMany')] : []),
  ]
}

function viewImports(resource: Resource): ImportSymbol[] {
  if (!isViewed(resource)) return []
  const view = resource.operations.includes('get')
    ? [value(resource.names.viewType, resourcePath(resource, 'schema'))]
    : []
  if (!hasIncludes(resource)) return [...view, value('picked', PATHS.fields)]
  return [
    ...view,
    value('reading', PATHS.executor),
    value('included', PATHS.including),
    value('relations', resourcePath(resource, 'includes')),
  ]
}

function answersVersions(resource: Resource): boolean {
  const has = operationFlags(resource)
  return resource.versioned && (has.create || has.get || has.update || isRestorable(resource))
}
