import { hasActions } from '../../model/acting.ts'
import { hasCaches } from '../../model/caches.ts'
import { fieldNamed } from '../../model/lookup.ts'
import type { Member, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { constant } from '../kinds/sample.ts'
import { objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasProviders, userOf } from './actor.ts'
import { hasReaders } from './guarded.ts'
import { testCounterImports } from './limits.ts'
import { declaredLinks } from './link-relations.ts'
import { isTested } from './link-test.ts'
import { withArticle } from './openapi-parts.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'
import { hasTenants, tenantOf, testedTenant } from './tenants.ts'
import { hasUpstreams } from './upstreams.ts'

/** `tests/support/app.ts` */
export function testAppView(service: Service) {
  const hides = service.resources.some(hasReaders)
  const shared = [
    ...(SERVICE_IMPORTS[PATHS.testApp] ?? []),
    ...(hasUpstreams(service) ? FOR_UPSTREAMS : []),
    ...testCounterImports(service, 'Counter'),
    ...(hasCaches(service) ? [type('Cache', PATHS.cache)] : []),
  ]
  const links = hasTestedLinks(service)
  const puts = service.resources.some(({ actions }) => actions.some(({ method }) => method === 'put'))
  const own = hasActions(service) && service.config.length > 0 && service.config.map(ownSample)
  const nobody = nobodyText(service)
  const given = { given: isGiven(service), head: headText(service), puts }
  if (service.auth === undefined) return { view: { ...given, hides, links, own, nobody, auth: false }, imports: shared }
  return {
    view: {
      ...given,
      hides,
      links,
      own,
      nobody,
      auth: true,
      tenant: testedTenant(service),
      example: literal(whosOf(service).at(-1)),
    },
    imports: [
      ...shared,
      type('UserId', PATHS.accounts),
      type('Auth', PATHS.auth),
      value('testAuth', PATHS.testAuth),
      value('makeUser', PATHS.testUsers),
      type('Who', PATHS.testUsers),
      ...(hasTenants(service) ? [value('makeTenant', PATHS.testUsers), type('Actor', PATHS.actor)] : []),
    ],
  }
}

const FOR_UPSTREAMS = [
  type('Upstreams', PATHS.upstreams),
  value('createUpstreams', PATHS.upstreams),
  type('Fakes', PATHS.fakes),
]

/** Whether an application of the tests is given more than who asks. */
function isGiven(service: Service): boolean {
  return hasUpstreams(service) || hasCaches(service)
}

/** The head of `testApp`. */
function headText(service: Service): string {
  const types = {
    ...(service.auth !== undefined && { as: 'readonly as?: Who' }),
    ...(hasProviders(service) && { issuer: 'readonly issuer?: string' }),
    ...(hasUpstreams(service) && { fakes: '' }),
    ...(hasCaches(service) && { cache: '' }),
  }
  const names = Object.keys(types)
  const typed = isGiven(service) ? 'Given' : `{ ${Object.values(types).join('; ')} }`
  const parameter = names.length === 0 ? '' : `{ ${names.join(', ')} }: ${typed} = {}`
  return `export async function testApp(${parameter}): Promise<TestApp> {`
}

/** The configuration of upstreams that are not there. */
function nobodyText({ upstreams }: Service): string {
  const addresses = upstreams.map(({ name }) => [name, "{ url: 'http://127.0.0.1:65535' }"] as const)
  return objectText(Object.fromEntries(addresses), { before: 'const nobody = '.length })
}

/** A value of the configuration: its default, or one that its type allows. */
function ownSample({ name, type, default: given, optional, secret }: Member): string {
  if (given?.kind === 'literal') return `${name}: ${literal(given.value)},`
  if (optional) return `${name}: undefined,`
  return `${name}: ${literal(secret ? 'secret' : constant(type))},`
}

/** Whether generated tests link rows. */
export function hasTestedLinks(service: Service): boolean {
  return declaredLinks(service).some(({ link, declaring }) => isTested(link, declaring, service))
}

/** `tests/support/users.ts` */
export function testUsersView(service: Service) {
  const user = userOf(service)
  const { auth } = service
  const role = auth?.roles && fieldNamed(user, auth.roles.field)
  const givesRole = role?.writable.create ?? false
  const updates = role !== undefined && !givesRole
  const valuesName = role?.valuesName
  return {
    view: {
      role: role?.property ?? false,
      tenant: testedTenant(service),
      tenantArticle: withArticle(tenantOf(service)?.names.words.one ?? ''),
      givesRole,
      whoDoc: role === undefined ? `a ${user.names.words.one}` : 'somebody with a role',
      everyWho: valuesName ?? `[${literal(user.names.one)}] as const`,
      one: user.names.one,
      table: user.names.many,
      key: user.key[0]?.property ?? '',
    },
    imports: [
      type('UserId', PATHS.accounts),
      type('Db', PATHS.executor),
      value('factories', PATHS.testFactories),
      ...(hasTenants(service) ? [type('Actor', PATHS.actor)] : []),
      ...(valuesName === undefined ? [] : [value(valuesName, resourcePath(user, 'table'))]),
      ...(updates ? [value('eq', 'drizzle-orm'), value(user.names.many, resourcePath(user, 'table'))] : []),
    ],
  }
}

/** `tests/curl/callers.ts` */
export function callersView(service: Service) {
  const user = userOf(service)
  const tenant = tenantOf(service)
  return {
    view: { table: user.names.many, key: user.key[0]?.property ?? '', tenant: testedTenant(service) },
    imports: [
      ...(tenant === undefined
        ? []
        : [value('makeTenant', PATHS.testUsers), value(tenant.names.many, resourcePath(tenant, 'table'))]),
      value('randomInt', 'node:crypto'),
      value('eq', 'drizzle-orm'),
      type('UserId', PATHS.accounts),
      type('Auth', PATHS.auth),
      value('developmentSecret', PATHS.developmentSecret),
      value('configFromEnvironment', PATHS.config),
      value('openDatabase', PATHS.client),
      type('Db', PATHS.executor),
      value(user.names.many, resourcePath(user, 'table')),
      value('createLogger', PATHS.logger),
      value('testAuth', PATHS.testAuth),
      value('countFrom', PATHS.testFactories),
      ...['everyWho', 'makeUser'].map((name) => value(name, PATHS.testUsers)),
    ],
  }
}

/** What tests call those who are signed in: by their roles, or where there are none by what they are. */
export function whosOf(service: Service): readonly string[] {
  return service.auth?.roles?.values ?? [userOf(service).names.one]
}
