import { hasCaches } from '../model/caches.ts'
import { hasLimits, usesRedis } from '../model/limits.ts'
import type { Link, Resource, Service, Upstream } from '../model/model.ts'
import type { Identity } from '../render/generated-file.ts'
import type { ImportSymbol } from '../render/imports.ts'
import type { PlannedFile } from '../render/render.ts'
import { RESOURCE_FILES, type ResourceRow, SERVICE_FILES, type ServiceRow } from './catalog.ts'
import { EMBEDDED_FILES, EMBEDDED_LINK_FILES, EMBEDDED_RESOURCE_FILES } from './embedded-catalog.ts'
import { hashHeader, header } from './header.ts'
import { LINK_FILES, type LinkRow } from './link-catalog.ts'
import { requireSafeNames } from './safe-names.ts'
import { UPSTREAM_FILES } from './upstream-catalog.ts'
import { startingImports, testConfigImports } from './views/acting.ts'
import { hasApiKeys, hasProviders, sendsMail } from './views/actor.ts'
import { apiNamesView } from './views/api-names.ts'
import {
  AUTH_IMPORTS,
  IMPORTS_FOR_AUTH,
  IMPORTS_FOR_CURSORS,
  IMPORTS_FOR_KEYS,
  IMPORTS_FOR_MAIL,
  IMPORTS_FOR_PROVIDERS,
} from './views/auth-imports.ts'
import { CACHE_IMPORTS, IMPORTS_FOR_CACHES } from './views/cache.ts'
import { CONTRACT_IMPORTS, CONTRACT_IMPORTS_FOR_AUTH } from './views/contract-imports.ts'
import { DEADLINE_IMPORTS, hasDeadlines, IMPORTS_FOR_DEADLINES } from './views/deadlines.ts'
import { envelopeView } from './views/envelope.ts'
import { IMPORTS_FOR_LIMITS, IMPORTS_FOR_OWN_ADDRESSES, IMPORTS_FOR_REDIS, LIMIT_IMPORTS } from './views/limits.ts'
import { signsCursors } from './views/lists.ts'
import { IMPORTS_FOR_METRICS, METRICS_IMPORTS } from './views/metrics-imports.ts'
import { type Settings, serviceView } from './views/service.ts'
import { SERVICE_IMPORTS } from './views/service-imports.ts'
import { IMPORTS_FOR_TRACES, TRACE_IMPORTS } from './views/traces.ts'
import { transactionImports, transactionText } from './views/transactions.ts'
import { IMPORTS_FOR_UPSTREAMS, UPSTREAM_IMPORTS } from './views/upstream-imports.ts'
import { hasUpstreams } from './views/upstreams.ts'

/** Which files a service consists of, and what each is made of. Sorted as the catalog is, resources as described. */
export function planFiles(service: Service, settings: Settings): PlannedFile[] {
  return rowsOf(service, settings).map(({ plan }) => plan())
}

/** One of them, and nothing done for the others; `undefined` when the service does not have it. */
export function planFile(
  service: Service,
  settings: Settings,
  { template, subject }: Identity,
): PlannedFile | undefined {
  const row = rowsOf(service, settings).find((one) => one.id === template && one.subject === subject)
  return row?.plan()
}

interface Row extends Pick<ServiceRow, 'id'> {
  readonly subject: string
  readonly plan: () => PlannedFile
}

function rowsOf(described: Service, settings: Settings): readonly Row[] {
  requireSafeNames(described)
  const embedded = settings.setup.embed !== undefined
  // There the application says how long requests may take that the description says nothing of.
  const service = embedded ? { ...described, timeout: undefined } : described
  const rows = embedded ? EMBEDDED_FILES : SERVICE_FILES
  const shared = rows
    .filter((row) => row.when?.(service, settings) ?? true)
    .map((row) => ({ id: row.id, subject: '', plan: () => serviceFile(row, service, settings) }))
  const ownRows = embedded ? EMBEDDED_RESOURCE_FILES : RESOURCE_FILES
  const own = service.resources.flatMap((resource) =>
    ownRows
      .filter((row) => row.when?.(resource, service) ?? true)
      .map((row) => ({
        id: row.id,
        subject: resource.names.one,
        plan: () => resourceFile(row, resource, { service, settings }),
      })),
  )
  const linkRows = embedded ? EMBEDDED_LINK_FILES : LINK_FILES
  const links = service.resources.flatMap((resource) =>
    resource.links.flatMap((link) => linkFiles(linkRows, { link, resource }, { service, settings })),
  )
  const upstreams = embedded
    ? []
    : service.upstreams.flatMap((upstream) => upstreamFiles(upstream, { service, settings }))
  return [...shared, ...own, ...links, ...upstreams]
}

interface Whole {
  readonly service: Service
  readonly settings: Settings
}

function linkFiles(
  rows: readonly LinkRow[],
  { link, resource }: { link: Link; resource: Resource },
  { service, settings }: Whole,
): Row[] {
  const pointer = `#/resources/${resource.names.one}/fields/${link.name}`
  const wanted = rows.filter(({ when }) => when?.(link, resource, service) ?? true)
  return wanted.map(({ id, template, path, view: viewOf }) => ({
    id,
    subject: link.subject,
    plan: () => {
      const { view, imports } = viewOf(link, resource, service, settings)
      return {
        identity: { template: id, subject: link.subject },
        path: path(link, resource),
        executable: false,
        owner: 'merged',
        template,
        view: { ...headers(settings, pointer), ...namesView(service), ...view },
        imports,
      }
    },
  }))
}

function upstreamFiles(upstream: Upstream, { service, settings }: Whole): Row[] {
  // No resource is called so: the lock's lines of one that is renamed are told by its name.
  const subject = `upstreams/${upstream.name}`
  return UPSTREAM_FILES.map(({ id, template, path, view: viewOf }) => ({
    id,
    subject,
    plan: () => {
      const { view, imports } = viewOf(upstream, service)
      return {
        identity: { template: id, subject },
        path: path(upstream),
        executable: false,
        owner: 'merged',
        template,
        view: { ...headers(settings, `#/${subject}`), ...namesView(service), ...view },
        imports,
      }
    },
  }))
}

function serviceFile(row: ServiceRow, service: Service, settings: Settings): PlannedFile {
  const { view, imports } = row.view?.(service, settings) ?? { view: {}, imports: importsOf(row, service) }
  return {
    identity: { template: row.id, subject: '' },
    path: row.path ?? row.template,
    executable: row.executable ?? false,
    owner: row.owner ?? 'merged',
    template: row.template,
    view: { ...serviceView(service), ...headers(settings, ''), ...namesView(service), ...view },
    imports: [...imports, ...transactionImports(row.template, service)],
  }
}

function importsOf({ template }: ServiceRow, service: Service): readonly ImportSymbol[] {
  const imports =
    SERVICE_IMPORTS[template] ??
    AUTH_IMPORTS[template] ??
    CONTRACT_IMPORTS[template] ??
    UPSTREAM_IMPORTS[template] ??
    LIMIT_IMPORTS[template] ??
    DEADLINE_IMPORTS[template] ??
    METRICS_IMPORTS[template] ??
    CACHE_IMPORTS[template] ??
    TRACE_IMPORTS[template]
  if (imports === undefined && /\.[jt]s$/.test(template)) throw new Error(`nothing says what ${template} imports`)
  return [
    ...(imports ?? []),
    ...(IMPORTS_FOR_METRICS[template] ?? []),
    ...((service.auth && (IMPORTS_FOR_AUTH[template] ?? CONTRACT_IMPORTS_FOR_AUTH[template])) ?? []),
    ...((sendsMail(service) && IMPORTS_FOR_MAIL[template]) || []),
    ...((hasApiKeys(service) && IMPORTS_FOR_KEYS[template]) || []),
    ...((hasProviders(service) && IMPORTS_FOR_PROVIDERS[template]) || []),
    ...(template === 'tests/curl/run.ts' ? testConfigImports(service) : []),
    ...(template === 'src/main.ts' ? startingImports(service) : []),
    ...((hasLimits(service) && IMPORTS_FOR_LIMITS[template]) || []),
    ...((hasLimits(service) && service.auth === undefined && IMPORTS_FOR_OWN_ADDRESSES[template]) || []),
    ...((hasCaches(service) && IMPORTS_FOR_CACHES[template]) || []),
    ...((usesRedis(service) && IMPORTS_FOR_REDIS[template]) || []),
    ...((signsCursors(service) && IMPORTS_FOR_CURSORS[template]) || []),
    ...((hasUpstreams(service) && IMPORTS_FOR_UPSTREAMS[template]) || []),
    ...((hasDeadlines(service) && IMPORTS_FOR_DEADLINES[template]) || []),
    ...(IMPORTS_FOR_TRACES[template] ?? []),
  ]
}

function resourceFile(row: ResourceRow, resource: Resource, { service, settings }: Whole): PlannedFile {
  const { view, imports } = row.view(resource, service, settings)
  const pointer = `#/resources/${resource.names.one}`
  return {
    identity: { template: row.id, subject: resource.names.one },
    path: row.path(resource),
    executable: row.executable ?? false,
    owner: row.owner ?? 'merged',
    template: row.template,
    view: { ...headers(settings, pointer), ...namesView(service), ...view },
    imports: [...imports, ...transactionImports(row.template, service)],
  }
}

/** How the whole API writes things. */
function namesView(service: Service) {
  return { ...envelopeView(service), ...apiNamesView(service), transaction: transactionText(service) }
}

function headers({ descriptionFile }: Settings, pointer: string) {
  return { header: header(descriptionFile, pointer), hashHeader: hashHeader(descriptionFile, pointer) }
}
