import { actionNames, isWriting } from '../../model/acting.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Action, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { handlerText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { takesAround } from './acting.ts'
import { inBody } from './actions.ts'
import { actionDeadlines } from './deadlines.ts'
import { wrapped } from './envelope.ts'
import { hasReaders } from './guarded.ts'
import { actionLimitArguments } from './limits.ts'
import { parentView } from './parent.ts'
import { ownsRow } from './unit.ts'

/**
 * The routes of the actions of a resource: those that are not counted with it stand before its limit, and those that are
 * about no row before what has a key in its address.
 */
export function actionRoutes(resource: Resource, service: Service) {
  const text = (action: Action) => routeText(action, resource, service)
  const { apart, before, behind } = actionsInOrder(resource)
  return { apart: apart.map(text), before: before.map(text), behind: behind.map(text) }
}

/** The actions of a resource as their routes stand. */
export function actionsInOrder({ actions }: Resource) {
  const together = actions.filter(({ countedApart }) => !countedApart)
  return {
    apart: actions.filter(({ countedApart }) => countedApart),
    before: together.filter(({ onRow }) => !onRow),
    behind: together.filter(({ onRow }) => onRow),
  }
}

function routeText(action: Action, resource: Resource, service: Service): string {
  const { method, name, request } = action
  const input = actionNames(action, resource).input
  const args = [
    literal(action.path.replaceAll(/\{(\w+)\}/g, ':$1')),
    ...actionDeadlines(action, resource, service),
    ...actionLimitArguments(action, resource),
    `may.${name}`,
    ...parameterArguments(action, resource),
    ...(request === undefined ? [] : [`validate(${literal(inBody(action) ? 'json' : 'query')}, ${input})`]),
  ]
  const lines = (indent: number) => doing(action, resource, { service, indent })
  const place = placeLines(action, resource)
  const known = (db: string) => rowLines(action, resource, { service, db })
  if (!action.idempotent) return handlerText(`routes.${method}`, args, [...place, ...known('db'), ...lines(4)])
  const isApart = action.uses.length > 0
  const before = known(isApart ? 'db' : 'tx')
  const given = before.length > 0 ? 'tx' : ''
  // The first answer comes again whatever has become of the row since: it may be gone by what was done.
  return handlerText(`routes.${method}`, args, [
    ...place,
    isApart ? 'return onceApart(c, db, async () => {' : `return once(c, db, async (${given}) => {`,
    ...[...before, ...lines(6)].map((line) => `  ${line}`),
    '})',
  ])
}

function parameterArguments({ onRow }: Action, { names, parent }: Resource): string[] {
  if (onRow) return [`validate('param', ${names.keyType})`]
  return parent === undefined ? [] : [`validate('param', ${names.parentType})`]
}

/** What the path says. */
function placeLines({ onRow }: Action, { parent }: Resource): string[] {
  if (onRow) return ["const key = c.req.valid('param')"]
  return parent === undefined ? [] : ["const parent = c.req.valid('param')"]
}

/** What has to be there of it for whoever asks. */
function rowLines(action: Action, resource: Resource, { service, db }: { service: Service; db: string }): string[] {
  const { names, access } = resource
  if (!action.onRow) {
    const parent = resource.parent !== undefined && parentView(resource, service, [])
    if (parent === false) return []
    const asking = parent.asks ? ', c.var.grant' : ''
    return [`await ${names.many}.requireParent(${db}${asking}, parent)`]
  }
  const grant = access === undefined ? '' : ', c.var.grant'
  return [`const [row = notFound(${literal(names.words.one)})] = await ${names.many}.byKey(${db}${grant}).execute(key)`]
}

interface Place {
  readonly service: Service
  readonly indent: number
}

function doing(action: Action, resource: Resource, { service, indent }: Place): string[] {
  const call = callOf(action, resource, { service, indent })
  if (action.response === undefined) return [`await ${call}`, 'return c.body(null, 204)']
  return [`const ${answerName(action)} = await ${call}`, ...answerLines(action, resource, service)]
}

function answerName({ response }: Action): string {
  if (response === undefined || 'members' in response) return 'answer'
  return response.list ? 'rows' : 'done'
}

function callOf(action: Action, resource: Resource, { service, indent }: Place): string {
  const writing = isWriting(action)
  const around = service.config.length > 0 && takesAround(resource, service) ? ['around'] : []
  const owns = writing && action.onRow && ownsRow(resource, service)
  const own = owns ? [`{ ${resource.names.many}: { key, grant: c.var.grant } }`] : []
  const given = ['c', 'db', ...around, ...own].join(', ')
  const members = [
    `...${writing ? 'acting' : 'looking'}(${given})`,
    ...(action.onRow ? ['key', 'row'] : []),
    ...(!action.onRow && resource.parent !== undefined ? ['parent'] : []),
    ...(writing ? [] : ['grant: c.var.grant']),
    ...(action.uses.length === 0 ? [] : ['upstreams: around.upstreams']),
    ...(action.request === undefined ? [] : [`input: c.req.valid(${literal(inBody(action) ? 'json' : 'query')})`]),
  ]
  const before = `const ${answerName(action)} = await `.length
  const head = `actions.${action.name}`
  const line = `${head}({ ${members.join(', ')} })`
  if (before + indent + line.length <= 120) return line
  const pad = ' '.repeat(indent - 2)
  return `${head}({\n${members.map((member) => `${pad}  ${member},\n`).join('')}${pad}})`
}

function answerLines(action: Action, resource: Resource, service: Service): string[] {
  const { response } = action
  if (response === undefined) return ['return c.body(null, 204)']
  if ('members' in response) {
    return [`return c.json(${wrapped(service, `${actionNames(action, resource).answer}.parse(answer)`)})`]
  }
  const answered = resourceNamed(service, response.resource)
  const hides = hasReaders(answered)
  const given = [columnsOf(answered, resource), ...(hides ? ['hidden'] : [])].join(', ')
  const answer = response.list ? `rows.map((row) => shown(row, ${given}))` : `shown(done, ${given})`
  const tag = answered.versioned && !response.list ? ', 200, { ETag: etag(done) }' : ''
  const line = `return c.json(${wrapped(service, answer)}${tag})`
  const fits = line.length + 6 <= 120
  return [
    ...(hides ? [`const hidden = hiddenFrom(c.var.grant, ${readersOf(answered, resource)})`] : []),
    ...(fits ? [line] : [`const answer = ${answer}`, `return c.json(${wrapped(service, 'answer')}${tag})`]),
  ]
}

function columnsOf(answered: Resource, resource: Resource): string {
  return answered === resource ? `${resource.names.many}.columns` : answered.names.columns
}

function readersOf(answered: Resource, resource: Resource): string {
  return answered === resource ? `${resource.names.many}.readers` : answered.names.readers
}

/** What these routes import. */
export function actionRouteImports(resource: Resource, service: Service): ImportSymbol[] {
  const { actions, names } = resource
  if (actions.length === 0) return []
  const types = resourcePath(resource, 'action-types')
  const schema = resourcePath(resource, 'schema')
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const some = (test: (action: Action) => boolean) => actions.some(test)
  const answered = actions.flatMap(({ response }) => {
    return response !== undefined && 'resource' in response ? [resourceNamed(service, response.resource)] : []
  })
  const others = [...new Set(answered)].filter((one) => one !== resource)
  return [
    { name: 'actions', from: resourcePath(resource, 'actions'), namespace: true },
    ...uses(some(isWriting), value('acting', PATHS.acting)),
    ...uses(
      some((action) => !isWriting(action)),
      value('looking', PATHS.acting),
    ),
    ...uses(
      some(({ onRow }) => onRow),
      value(names.keyType, schema),
      value('notFound', PATHS.problem),
      value('validate', PATHS.validate),
    ),
    ...uses(
      some(({ onRow }) => !onRow) && resource.parent !== undefined,
      value(names.parentType, schema),
      value('validate', PATHS.validate),
    ),
    ...uses(
      actions.some((action) => actionDeadlines(action, resource, service).length > 0),
      value('deadline', PATHS.deadline),
    ),
    ...actions.flatMap((action) => [
      ...uses(
        action.request !== undefined,
        value(actionNames(action, resource).input, types),
        value('validate', PATHS.validate),
      ),
      ...uses(
        action.response !== undefined && 'members' in action.response,
        value(actionNames(action, resource).answer, types),
      ),
      ...uses(action.idempotent, value(action.uses.length > 0 ? 'onceApart' : 'once', PATHS.idempotency)),
    ]),
    ...uses(answered.length > 0, value('shown', PATHS.shown)),
    ...uses(answered.some(hasReaders), value('hiddenFrom', PATHS.restricted)),
    ...uses(
      actions.some(({ response }) => {
        const isOne = response !== undefined && 'resource' in response && !response.list
        return isOne && resourceNamed(service, response.resource).versioned
      }),
      value('etag', PATHS.etag),
    ),
    ...others.map((one) => value(`columns as ${one.names.columns}`, resourcePath(one, 'queries'))),
    ...others.filter(hasReaders).map((one) => value(`readers as ${one.names.readers}`, resourcePath(one, 'queries'))),
  ]
}
