import { hasActions, hasWritingActions } from '../../model/acting.ts'
import { isServed } from '../../model/linked.ts'
import type { Service } from '../../model/model.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { asksWhoIsSignedIn, hasReaders, hasWriters } from './guarded.ts'
import { declaredLinks } from './link-relations.ts'
import { hasQueries, signsCursors } from './lists.ts'
import { hasTenants, tenantOf } from './tenants.ts'
import { ownsRows } from './unit.ts'

/** `src/http/grant.ts` */
export function grantView(service: Service) {
  const { auth } = service
  const tenants = hasTenants(service)
  const units = hasWritingActions(service)
  const more = units || service.resources.some(({ createWith }) => createWith.length > 0)
  const owns = ownsRows(service)
  const withRules = [
    type('Actor', PATHS.actor),
    type('Rule', PATHS.rules),
    ...(tenants ? [type('Tenancy', PATHS.rules), value('where', PATHS.rules), type('SQL', 'drizzle-orm')] : []),
    type('Scope', PATHS.scope),
    value('scopes', PATHS.scope),
    ...(units && tenants ? [value('anyone', PATHS.rules)] : []),
    ...(units ? [value('everyRow', PATHS.scope)] : []),
    value('unauthenticated', PATHS.refusals),
    value('Problem', PATHS.problem),
  ]
  return {
    view: {
      auth: auth !== undefined,
      queried: hasQueries(service),
      more,
      units,
      owns,
      grantTo: `${more ? ', grantTo' : ''}${units ? ', scopeOfService, grantToService' : ''}`,
      tenants,
      tenant: tenantOf(service)?.names.words ?? false,
    },
    imports: [
      ...(owns ? [value('isDeepStrictEqual', 'node:util')] : []),
      type('MiddlewareHandler', 'hono'),
      type('Env', PATHS.context),
      ...(auth === undefined || more ? [type('Context', 'hono')] : []),
      ...(auth === undefined ? [] : withRules),
      ...(signsCursors(service) ? [type('CursorKeys', PATHS.cursorKeys)] : []),
    ],
  }
}

/** `src/auth/rules.ts` */
export function rulesView(service: Service) {
  const roles = service.auth?.roles !== undefined
  const tenants = hasTenants(service)
  return {
    view: { roles, tenants, tenant: tenantOf(service)?.names.words ?? false },
    imports: [
      value('and', 'drizzle-orm'),
      ...(tenants ? [value('eq', 'drizzle-orm')] : []),
      type('SQL', 'drizzle-orm'),
      value('sql', 'drizzle-orm'),
      type('PgColumn', 'drizzle-orm/pg-core'),
      value('leadsTo', PATHS.leadsTo),
      type('Actor', PATHS.actor),
      ...(roles ? [type('Role', PATHS.actor)] : []),
    ],
  }
}

/** `src/auth/restricted.ts` */
export function restrictedView(service: Service) {
  const { resources } = service
  const units = hasActions(service)
  const readers = resources.some(hasReaders)
  const writers = resources.some(hasWriters)
  return {
    view: { readers, writers, both: readers && writers, units },
    imports: [
      ...(readers ? [type('SQL', 'drizzle-orm'), type('Executor', PATHS.executor)] : []),
      ...(readers ? [type('Builder', PATHS.executor), type('Statement', PATHS.executor)] : []),
      ...(readers ? [value('scoped', PATHS.scope)] : []),
      ...(writers ? [value('Problem', PATHS.problem)] : []),
      ...(units ? [] : [type('Actor', PATHS.actor)]),
      type('Role', PATHS.actor),
      type('Scoped', PATHS.scope),
    ],
  }
}

/** Whether some roles see or may write less than others. */
export function hasRestricted({ resources }: Service): boolean {
  return resources.some((resource) => hasReaders(resource) || hasWriters(resource))
}

/** `src/auth/linked.ts` */
export function linkedView(service: Service) {
  const links = hasGuardedLinks(service)
  return {
    view: { links },
    imports: [
      ...(links ? [value('and', 'drizzle-orm'), type('SQL', 'drizzle-orm')] : []),
      value('Problem', PATHS.problem),
      type('Actor', PATHS.actor),
      value('unauthenticated', PATHS.refusals),
      type('Scope', PATHS.scope),
      type('Scoped', PATHS.scope),
    ],
  }
}

/** Whether rows are linked by who may do only some of it. */
export function hasGuardedLinks(service: Service): boolean {
  return service.auth !== undefined && declaredLinks(service).some((one) => isServed(one.link, one.declaring, service))
}

/** `src/auth/scope.ts` */
export function scopeView(service: Service) {
  const tenants = hasTenants(service)
  const asksActor = service.resources.some(asksWhoIsSignedIn)
  return {
    view: {
      asksActor,
      tenants,
      units: hasActions(service),
      shared: hasWritingActions(service) ? 'export ' : '',
    },
    imports: [
      type('SQL', 'drizzle-orm'),
      value('or', 'drizzle-orm'),
      ...(tenants ? [value('and', 'drizzle-orm')] : []),
      type('Builder', PATHS.executor),
      type('Executor', PATHS.executor),
      type('Statement', PATHS.executor),
      value('variants', PATHS.executor),
      value('Problem', PATHS.problem),
      type('Actor', PATHS.actor),
      ...(asksActor ? [value('unauthenticated', PATHS.refusals)] : []),
      type('Rule', PATHS.rules),
    ],
  }
}
