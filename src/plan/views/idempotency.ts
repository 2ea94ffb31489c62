import { IDEMPOTENCY_TABLE } from '../../model/idempotency.ts'
import { takesKey } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { foreignKeyName, indexName } from '../../model/naming.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import type { Setup } from '../setup.ts'
import { inBody } from './actions.ts'
import { hasDeadlines } from './deadlines.ts'
import type { Settings } from './service.ts'
import { hasTenants } from './tenants.ts'
import { userTableView } from './user-table.ts'

/** Where the answers are kept, in an application with the name of the API before it: another may keep its own. */
function tableOf({ embed }: Setup): string {
  if (embed === undefined) return IDEMPOTENCY_TABLE
  const api = embed.record.replace(/^__|_migrations$/g, '').slice(0, 40)
  return `${api}_${IDEMPOTENCY_TABLE}`
}

const PG = 'drizzle-orm/pg-core'

/** `src/db/idempotency.table.ts` */
export function idempotencyTableView(service: Service, { setup }: Settings) {
  const table = tableOf(setup)
  const columns = ['index', 'jsonb', 'pgTable', 'smallint', 'text', 'timestamp'].map((name) => value(name, PG))
  const shared = { table: literal(table), expiryIndex: literal(indexName(table, ['expires_at'])) }
  const imports = [...columns, type('ContentfulStatusCode', 'hono/utils/http-status')]
  if (service.auth === undefined) return { view: { ...shared, auth: false }, imports }
  const user = userTableView(service, [value('foreignKey', PG)], { optional: true })
  return {
    view: {
      ...shared,
      auth: {
        ...user.view,
        constraint: literal(CONSTRAINT_OF_KEYS),
        index: literal(indexName(table, ['user_id'])),
      },
    },
    imports: [...imports, ...user.imports],
  }
}

/** The constraint of the reference to who sent a key. */
export const CONSTRAINT_OF_KEYS = foreignKeyName(IDEMPOTENCY_TABLE, 'user_id')

/** `src/http/idempotency.ts` */
export function idempotencyView(service: Service) {
  const actions = service.resources.flatMap((resource) => resource.actions.filter(({ idempotent }) => idempotent))
  // What is sent to an action that takes no body may be anything, or nothing, which is no JSON.
  const bodiless = actions.some((action) => action.request === undefined || !inBody(action))
  // One address may be asked in several ways, and a DELETE has what it asks for in its query.
  const isAskedOtherwise = actions.some(({ method }) => method !== 'post')
  const apart = actions.some(({ uses }) => uses.length > 0)
  return {
    view: {
      apart,
      deadlines: hasDeadlines(service),
      // What answers with nothing has no body, not an empty one.
      again: actions.some(({ response }) => response === undefined)
        ? 'c.newResponse(known.body || null, known.status, known.headers)'
        : 'c.body(known.body, known.status, known.headers)',
      bodiless,
      body: `${isAskedOtherwise ? 'c.req.method, c.req.queries(), ' : ''}await ${bodiless ? 'bodyOf(c)' : 'c.req.json()'}`,
      auth: service.auth !== undefined && principalView(service),
      whose: service.auth === undefined ? 'good' : 'of who sends it, and',
      columns: ['hash', 'request', ...(service.auth === undefined ? [] : ['userId'])].map(literal).join(' | '),
      versioned: service.resources.some(
        (resource) => resource.versioned && (takesKey(resource) || hasKeyedActions(resource)),
      ),
    },
    imports: [
      value('createHash', 'node:crypto'),
      ...['and', 'eq', 'gt', 'inArray', 'lte', 'sql'].map((name) => value(name, 'drizzle-orm')),
      type('Context', 'hono'),
      type('ContentfulStatusCode', 'hono/utils/http-status'),
      type('Db', PATHS.executor),
      type('Executor', PATHS.executor),
      ...['idempotencyKeys', 'KEPT_HOURS'].map((name) => value(name, PATHS.idempotencyTable)),
      ...(service.auth === undefined ? [] : [type('Env', PATHS.context)]),
      value('Problem', PATHS.problem),
      ...(apart && hasDeadlines(service) ? [value('outsideRequest', PATHS.deadline)] : []),
    ],
  }
}

function hasKeyedActions({ actions }: Resource): boolean {
  return actions.some(({ idempotent }) => idempotent)
}

/** What of who asks decides what an answer shows them. */
function principalView(service: Service) {
  const words = grounds(service)
  return {
    as: words.map((word) => `${GROUNDS[word]}, `).join(''),
    why: `Whoever has another ${words.join(' or ')} by now may not see all that the first answer has.`,
  }
}

const GROUNDS = { role: 'actor?.role', tenant: 'actor && String(actor.tenant)' } as const

/** What of somebody may change so that they see other things than before. */
export function grounds(service: Service): (keyof typeof GROUNDS)[] {
  return [
    ...(service.auth?.roles === undefined ? [] : ['role' as const]),
    ...(hasTenants(service) ? ['tenant' as const] : []),
  ]
}
