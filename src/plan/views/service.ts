import { hasActions } from '../../model/acting.ts'
import { hasCaches, isCached } from '../../model/caches.ts'
import { hasLimits, usesRedis } from '../../model/limits.ts'
import { followsTransactions, hashesSecrets, secretsOf, takesKeys } from '../../model/lookup.ts'
import type { Service } from '../../model/model.ts'
import { literal, propertyKey } from '../../render/literal.ts'
import { markdownText } from '../../render/markdown.ts'
import { type, value } from '../code.ts'
import { dependenciesOf, devDependenciesOf } from '../dependencies.ts'
import { arrayText } from '../layout.ts'
import { TYPED } from '../package-managers.ts'
import { PROBLEMS, problemsOf } from '../problems.ts'
import type { Setup } from '../setup.ts'
import { hasAround, hasOwnConfig, startingText } from './acting.ts'
import { hasApiKeys, hasCookies, hasProviders, sendsMail } from './actor.ts'
import { apiName } from './api-names.ts'
import { authConfigText } from './auth-config.ts'
import { tellsVersions } from './cache.ts'
import { databaseLimits, hasDeadlines, usualTime } from './deadlines.ts'
import { hasPageHeaders } from './envelope.ts'
import { runsOnKubernetes } from './kubernetes.ts'
import { hasQueries } from './lists.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'
import { hasUpstreams } from './upstreams.ts'

/** What the generator is told beside the description. */
export interface Settings {
  /** The name of the description in headers: `ashlar.yaml`. */
  readonly descriptionFile: string
  readonly setup: Setup
}

/** What any file of the whole service may ask for. */
export function serviceView(service: Service) {
  return {
    name: service.name,
    applicationName: literal(service.name),
    auth: service.auth !== undefined,
    mails: sendsMail(service),
    apiKeys: hasApiKeys(service),
    cookies: hasCookies(service),
    oidc: hasProviders(service),
    queried: hasQueries(service),
    bulkUpdate: service.resources.some(({ operations }) => operations.includes('bulkUpdate')),
    keyed: takesKeys(service),
    upstreams: hasUpstreams(service),
    limits: hasLimits(service),
    redis: usesRedis(service),
    caches: hasCaches(service),
    grafana: service.deploy.includes('grafana'),
    counts: countsText(service),
    together: goesTogether(service),
    redisApart: needsTwoRedis(service),
    cachesVersions: service.resources.some((one) => isCached(one) && tellsVersions(one)),
    knowsRows: service.resources.some((one) => !isCached(one) && tellsVersions(one)),
    appMade: appMadeText(service),
    // Where people sign in, that goes by addresses as well.
    addresses: service.auth !== undefined || hasLimits(service),
    ownAddresses: service.auth === undefined && hasLimits(service),
    keyPrefix: literal(`${service.name}:`),
    deadlines: hasDeadlines(service),
    usualTime: usualTime(service),
    databaseLimits: databaseLimits(service),
    follows: followsTransactions(service),
    hooked: service.resources.some(({ hooks }) => hooks.length > 0),
    authConfig: service.auth === undefined ? '' : authConfigText(service),
    databaseName: service.name.replaceAll(/[^a-z0-9]+/g, '_'),
    ownConfig: hasOwnConfig(service),
    configKeys: configKeys(service),
    around: hasAround(service) && aroundText(service),
    createApp: createAppText(service),
    starting: startingText(service),
  }
}

/** What of the application its actions are handed. */
function aroundText(service: Service): string {
  const members = [
    ...(hasOwnConfig(service) ? ['config: config.own'] : []),
    ...(hasUpstreams(service) ? ['upstreams'] : []),
  ]
  return `{ ${members.join(', ')} }`
}

/** What of the configuration the application goes by. */
function configKeys(service: Service): string {
  const keys = [
    'apiDocs',
    'bodyLimitBytes',
    'corsOrigins',
    ...(hasOwnConfig(service) ? ['own'] : []),
    ...(service.auth === undefined && hasLimits(service) ? ['trustedProxies'] : []),
  ]
  return keys.map(literal).join(' | ')
}

/** How `main.ts` makes the application. */
function appMadeText(service: Service): string {
  const members = [
    ...['config', 'db: database.db'],
    ...(service.auth === undefined ? [] : ['auth']),
    ...(hasLimits(service) ? ['counter: createCounter(redis)'] : []),
    ...(hasCaches(service) ? ['cache: createCache(redis)'] : []),
    ...['logger', 'readiness'],
    ...(hasUpstreams(service) ? ['upstreams'] : []),
    'loopDelayMs',
    'hasMetrics: config.metricsPort !== undefined',
  ]
  const line = `const app = createApp({ ${members.join(', ')} })`
  return line.length <= 120 ? line : `const app = createApp({\n${members.map((one) => `  ${one},\n`).join('')}})`
}

/** What instances count together in Redis; false where that is nothing. */
function countsText(service: Service): string | false {
  const counted = [
    ...(hasLimits(service) ? ['requests'] : []),
    ...(service.auth === undefined ? [] : ['attempts to sign in']),
  ]
  return counted.length > 0 && counted.join(' and ')
}

/** Whether much is asked of Redis at the same moment: with one write for each question, writing would cost the most. */
function goesTogether(service: Service): boolean {
  return hasCaches(service) || hasLimits(service)
}

/** Whether attempts to sign in are counted on a connection of their own: theirs are scripts, which cannot go together. */
function needsTwoRedis(service: Service): boolean {
  return service.auth !== undefined && goesTogether(service)
}

/** The head of `createApp`. */
function createAppText(service: Service): string {
  const asks = hasActions(service) && hasUpstreams(service)
  const counter = hasLimits(service) ? ['counter'] : []
  const cache = hasCaches(service) ? ['cache'] : []
  const auth = service.auth === undefined ? [] : ['auth']
  const names = [
    'config',
    'db',
    ...auth,
    ...counter,
    ...cache,
    'logger',
    'readiness',
    ...(asks ? ['upstreams'] : []),
    'loopDelayMs = () => 0',
    'hasMetrics',
  ]
  const line = `export function createApp({ ${names.join(', ')} }: Dependencies): Hono<Env> {`
  if (line.length <= 120) return line
  return `export function createApp({\n${names.map((name) => `  ${name},\n`).join('')}}: Dependencies): Hono<Env> {`
}

/** `rolldown.config.ts` */
export function bundleView(service: Service) {
  const native = hashesSecrets(service)
  const imports = SERVICE_IMPORTS['rolldown.config.ts'] ?? []
  return { view: { native }, imports: native ? [...imports, value('basename', 'node:path')] : imports }
}

const ALWAYS_PRIVATE = ['authorization', 'cookie', 'password', 'secret', 'token']

/** `src/runtime/logger.ts` */
export function loggerView(service: Service) {
  const secrets = service.resources.flatMap((resource) => secretsOf(resource).map(({ property }) => property))
  const tokens = service.auth === undefined ? [] : ['accessToken', 'refreshToken'].map((name) => apiName(name, service))
  const names = [...new Set([...ALWAYS_PRIVATE, ...tokens, ...secrets])]
  const texts = names.map((name) => literal(name))
  return {
    view: { names: names.length > ALWAYS_PRIVATE.length && arrayText(texts, { before: 'const NAMES = '.length }) },
    imports: SERVICE_IMPORTS['src/runtime/logger.ts'] ?? [],
  }
}

/** `src/http/problem.ts` */
export function problemView(service: Service) {
  const known = new Set<string>(problemsOf(service).map(({ code }) => code))
  const isThere = (code: string) => known.has(code) || (code === 'not-implemented' && hasActions(service))
  const problems = PROBLEMS.filter(({ code }) => isThere(code)).map(({ code, status, title }) => ({
    key: propertyKey(code),
    status,
    title: literal(title),
  }))
  return { view: { problems }, imports: [type('ContentfulStatusCode', 'hono/utils/http-status')] }
}

/** `src/http/cors.ts` */
export function corsView(service: Service) {
  const exposed = [
    ...(service.resources.some(({ versioned }) => versioned) ? ['ETag'] : []),
    ...(hasPageHeaders(service) ? ['Link'] : []),
    'Location',
    ...(hasLimits(service) ? ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After'] : []),
    'X-Request-Id',
    ...(hasPageHeaders(service) && hasQueries(service) ? ['X-Total-Count', 'X-Total-Count-Exact'] : []),
  ]
  return {
    view: { exposed: arrayText(exposed.map(literal), { indent: 4, before: 'exposeHeaders: '.length, after: 1 }) },
    imports: SERVICE_IMPORTS['src/http/cors.ts'] ?? [],
  }
}

/** `package.json` */
export function packageView(service: Service, { setup }: Settings) {
  const tool = setup.dependency === undefined ? {} : { 'create-ashlar': setup.dependency }
  const node = setup.node === undefined ? {} : { node: setup.node }
  return {
    view: {
      name: JSON.stringify(service.name),
      description: JSON.stringify(service.description),
      dependencies: entries(dependenciesOf(service)),
      devDependencies: entries({ ...devDependenciesOf(service), ...tool, ...node }),
      permissions: permissions(setup),
    },
    imports: [],
  }
}

/** `pnpm-workspace.yaml` */
export function pnpmView(_service: Service, { setup }: Settings) {
  return { view: { pinsNode: setup.node !== undefined }, imports: [] }
}

/** `.gitignore` */
export function ignoreView(_service: Service, { setup }: Settings) {
  return { view: { yarn: setup.manager === 'yarn' }, imports: [] }
}

/** The scripts of packages that may run on install: none but that of a Node that the project brings with it. */
function permissions({ node, manager }: Setup): string {
  const scripts = { '@scarf/scarf': false, ...(node !== undefined && { node: true }), esbuild: false }
  const others =
    node === undefined
      ? {}
      : {
          ...(manager === 'bun' && { trustedDependencies: ['node'] }),
          ...(manager === 'yarn' && { dependenciesMeta: { node: { built: true } } }),
        }
  // Swagger UI's package would tell its makers of every installation.
  return JSON.stringify({ allowScripts: scripts, ...others, scarfSettings: { enabled: false } }, undefined, 2).slice(
    2,
    -2,
  )
}

/** `AGENTS.md` */
export function agentsView(service: Service, { descriptionFile, setup }: Settings) {
  return {
    view: {
      title: markdownText(service.name),
      kubernetes: runsOnKubernetes(service),
      descriptionFile: markdownText(descriptionFile),
      typed: TYPED[setup.manager ?? 'npm'],
    },
    imports: [],
  }
}

function entries(versions: Readonly<Record<string, string>>) {
  const names = Object.keys(versions).sort()
  return names.map((name, position) => ({
    name: JSON.stringify(name),
    version: JSON.stringify(versions[name]),
    last: position === names.length - 1,
  }))
}
