import { hasPages } from '../model/linked.ts'
import { takesKeys } from '../model/lookup.ts'
import type { Resource, Service } from '../model/model.ts'
import { levelsOf } from '../model/nesting.ts'
import type { GeneratedFile } from '../render/generated-file.ts'
import type { ImportSymbol } from '../render/imports.ts'
import { ACTION_FILES, ACTION_RESOURCE_FILES } from './action-catalog.ts'
import { AUTH_FILES } from './auth-catalog.ts'
import { BULK_FILES, BULK_RESOURCE_FILES } from './bulk-catalog.ts'
import { CONTRACT_FILES } from './contract-catalog.ts'
import { DEADLINE_FILES } from './deadline-catalog.ts'
import { DEPLOY_FILES } from './deploy-catalog.ts'
import { HOOK_FILES, HOOK_RESOURCE_FILES } from './hook-catalog.ts'
import { KEPT_FILES, KEPT_RESOURCE_FILES } from './kept-catalog.ts'
import { LIST_FILES, LIST_RESOURCE_FILES } from './list-catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { RUNTIME_FILES } from './runtime-catalog.ts'
import type { PackageManager } from './setup.ts'
import { TRANSACTION_FILES } from './transaction-catalog.ts'
import { UPSTREAMS_FILES } from './upstream-catalog.ts'
import {
  grantView,
  hasGuardedLinks,
  hasRestricted,
  linkedView,
  restrictedView,
  rulesView,
  scopeView,
} from './views/access.ts'
import { accessTestView, isAccessTested } from './views/access-test.ts'
import { actorView, contextView, hasAuth } from './views/actor.ts'
import { validateView } from './views/bulk.ts'
import { configView, envExampleView } from './views/config.ts'
import { constraintsView, sqlstateView } from './views/constraints.ts'
import { curlLibView, curlView } from './views/curl.ts'
import { apiDocsView, readmeView } from './views/docs.ts'
import { executorView } from './views/executor.ts'
import { factoriesView, samplesView } from './views/factories.ts'
import { httpTestView } from './views/http-test.ts'
import { idempotencyTableView, idempotencyView } from './views/idempotency.ts'
import { includesAnything, includesBelow } from './views/includes-imports.ts'
import { hasLeadingFilters, hasLooks } from './views/lists.ts'
import { hasMoves } from './views/moves.ts'
import { openapiView } from './views/openapi.ts'
import { policyView } from './views/policy.ts'
import { queriesView } from './views/queries.ts'
import { routesView } from './views/routes.ts'
import { hasRpc, isRpc, resourceRpcView, rpcTestView, rpcView } from './views/rpc.ts'
import { schemaView } from './views/schema.ts'
import { seedView } from './views/seed.ts'
import {
  agentsView,
  bundleView,
  corsView,
  ignoreView,
  packageView,
  pnpmView,
  problemView,
  type Settings,
} from './views/service.ts'
import { hasRelations, mountView, relationsView, schemaBarrelView } from './views/shared.ts'
import { hasSoftReferences, softDeleteView } from './views/soft-references.ts'
import { tableView } from './views/table.ts'
import { testView } from './views/test.ts'
import { testAppView } from './views/test-app.ts'
import { testDatabaseView } from './views/test-database.ts'
import { columnsView, hasColumns, hasScalars, scalarsView } from './views/units.ts'
import { workflowView } from './views/workflow.ts'

/** What a template gets: its names, and what its file imports. */
export interface View {
  readonly view: object
  readonly imports: readonly ImportSymbol[]
}

/** A file of the whole service. Without `view` its text depends on the service's name at most. */
export interface ServiceRow {
  /** What the lock knows it by, for ever: template and path may change, this may not. */
  readonly id: string
  /** Its text under `templates/`. */
  readonly template: string
  /** Where it goes; absent: where the template stands. */
  readonly path?: string
  readonly when?: (service: Service, settings: Settings) => boolean
  readonly executable?: boolean
  readonly owner?: GeneratedFile['owner']
  readonly view?: (service: Service, settings: Settings) => View
}

/** A file that each resource has. */
export interface ResourceRow {
  /** With the resource's name what the lock knows it by, for ever. */
  readonly id: string
  readonly template: string
  readonly path: (resource: Resource) => string
  readonly when?: (resource: Resource, service: Service) => boolean
  readonly executable?: boolean
  readonly owner?: GeneratedFile['owner']
  readonly view: (resource: Resource, service: Service, settings: Settings) => View
}

/** Everything that ashlar writes for a service as a whole: one row a file. */
export const SERVICE_FILES: readonly ServiceRow[] = [
  { id: 'package', template: 'package.json', view: packageView },
  { id: 'tsconfig', template: 'tsconfig.json' },
  { id: 'biome', template: 'biome.json' },
  { id: 'pnpmWorkspace', template: 'pnpm-workspace.yaml', when: hasRootOf('pnpm'), view: pnpmView },
  { id: 'yarnrc', template: '.yarnrc.yml', when: hasRootOf('yarn') },
  { id: 'rolldown', template: 'rolldown.config.ts', view: bundleView },
  { id: 'vitest', template: 'vitest.config.ts' },
  { id: 'gitignore', template: '.gitignore', view: ignoreView },
  { id: 'envExample', template: '.env.example', view: envExampleView },
  { id: 'readme', template: 'README.md', view: readmeView },
  { id: 'agents', template: 'AGENTS.md', view: agentsView },
  { id: 'workflow', template: '.github/workflows/ci.yml', when: isWhole, view: workflowView },
  { id: 'run', template: 'scripts/run.js' },
  { id: 'openapiScript', template: 'scripts/openapi.ts' },
  { id: 'seedScript', template: 'scripts/seed.ts' },
  ...DEPLOY_FILES,
  { id: 'main', template: 'src/main.ts' },
  { id: 'migrateMain', template: 'src/migrate.ts' },
  { id: 'config', template: PATHS.config, view: configView },
  { id: 'app', template: PATHS.app },

  { id: 'bodyLimit', template: PATHS.bodyLimit },
  { id: 'context', template: PATHS.context, view: contextView },
  { id: 'cors', template: PATHS.cors, view: corsView },
  { id: 'cursor', template: PATHS.cursor, when: hasPages },
  { id: 'docs', template: PATHS.docs },
  { id: 'errors', template: PATHS.errors },
  { id: 'etag', template: PATHS.etag, when: hasVersions },
  { id: 'grant', template: PATHS.grant, view: grantView },
  { id: 'headers', template: PATHS.headers },
  { id: 'idempotency', template: PATHS.idempotency, when: takesKeys, view: idempotencyView },
  { id: 'itemPath', template: PATHS.itemPath },
  { id: 'methods', template: PATHS.methods },
  { id: 'openapiServed', template: PATHS.openapi },
  { id: 'overload', template: PATHS.overload },
  { id: 'overloadTest', template: 'src/http/overload.test.ts' },
  { id: 'problem', template: PATHS.problem, view: problemView },
  { id: 'requestLog', template: PATHS.requestLog },
  { id: 'rpc', template: PATHS.rpc, when: hasRpc, view: rpcView },
  { id: 'scalars', template: PATHS.scalars, when: hasScalars, view: scalarsView },
  { id: 'validate', template: PATHS.validate, view: validateView },

  { id: 'actor', template: PATHS.actor, when: hasAuth, view: actorView },
  { id: 'rules', template: PATHS.rules, when: hasAuth, view: rulesView },
  { id: 'scope', template: PATHS.scope, when: hasAuth, view: scopeView },
  { id: 'restricted', template: PATHS.restricted, when: hasRestricted, view: restrictedView },
  { id: 'linkedScopes', template: PATHS.linkedScopes, when: seesOthers, view: linkedView },
  ...AUTH_FILES,
  ...DEADLINE_FILES,

  ...RUNTIME_FILES,

  { id: 'arrayTypes', template: PATHS.arrayTypes },
  { id: 'client', template: PATHS.client },
  { id: 'columns', template: PATHS.columns, when: hasColumns, view: columnsView },
  { id: 'constraints', template: PATHS.constraints, view: constraintsView },
  { id: 'embedded', template: PATHS.embedded },
  { id: 'embeddedImage', template: PATHS.embeddedImage },
  { id: 'executor', template: PATHS.executor, view: executorView },
  { id: 'folderLock', template: PATHS.folderLock },
  { id: 'idempotencyTable', template: PATHS.idempotencyTable, when: takesKeys, view: idempotencyTableView },
  ...ACTION_FILES,
  ...HOOK_FILES,
  ...BULK_FILES,
  ...KEPT_FILES,
  ...LIST_FILES,
  { id: 'leadsTo', template: PATHS.leadsTo, when: leadsAnywhere },
  { id: 'limits', template: PATHS.limits },
  { id: 'migrate', template: PATHS.migrate },
  { id: 'migrator', template: PATHS.migrator },
  { id: 'moves', template: PATHS.moves, when: hasMoves },
  { id: 'postgres', template: PATHS.postgres },
  { id: 'relations', template: PATHS.relations, when: hasRelations, view: relationsView },
  { id: 'reset', template: PATHS.reset },
  { id: 'databaseSchema', template: PATHS.schema, view: schemaBarrelView },
  { id: 'softDelete', template: PATHS.softDelete, when: hasSoftReferences, view: softDeleteView },
  { id: 'sqlstate', template: PATHS.sqlstate, view: sqlstateView },
  { id: 'status', template: PATHS.status },
  ...TRANSACTION_FILES,
  { id: 'versions', template: PATHS.versions, when: hasVersions },

  { id: 'resources', template: PATHS.resources, view: mountView },

  { id: 'testApp', template: PATHS.testApp, view: testAppView },
  { id: 'testDatabase', template: PATHS.testDatabase, view: testDatabaseView },
  { id: 'testFactories', template: PATHS.testFactories, view: factoriesView },
  { id: 'testImage', template: PATHS.testImage },
  { id: 'testSamples', template: PATHS.testSamples, view: samplesView },
  { id: 'testSeed', template: PATHS.testSeed, view: seedView },
  { id: 'httpTest', template: 'tests/http.test.ts', view: httpTestView },
  { id: 'openapiTest', template: 'tests/openapi.test.ts' },
  { id: 'rpcTest', template: 'tests/rpc.test.ts', when: hasRpc, view: rpcTestView },
  ...CONTRACT_FILES,
  ...UPSTREAMS_FILES,
  { id: 'curlLib', template: 'tests/curl/lib.sh', view: curlLibView },
  { id: 'curlRun', template: 'tests/curl/run.ts' },

  { id: 'apiDocs', template: 'docs/api.md', view: apiDocsView },
  { id: 'openapi', template: PATHS.openapiDocument, view: openapiView },
  { id: 'openapiFragment', template: PATHS.openapiFragment, owner: 'once' },
]

/** Everything that ashlar writes for each resource: one row a file. */
export const RESOURCE_FILES: readonly ResourceRow[] = [
  {
    id: 'table',
    template: 'src/resources/resource.table.ts',
    path: (resource) => resourcePath(resource, 'table'),
    view: tableView,
  },
  {
    id: 'schema',
    template: 'src/resources/resource.schema.ts',
    path: (resource) => resourcePath(resource, 'schema'),
    view: schemaView,
  },
  {
    id: 'policy',
    template: 'src/resources/resource.policy.ts',
    path: (resource) => resourcePath(resource, 'policy'),
    view: policyView,
  },
  ...KEPT_RESOURCE_FILES,
  ...BULK_RESOURCE_FILES,
  ...ACTION_RESOURCE_FILES,
  ...HOOK_RESOURCE_FILES,
  ...LIST_RESOURCE_FILES,
  {
    id: 'queries',
    template: 'src/resources/resource.queries.ts',
    path: (resource) => resourcePath(resource, 'queries'),
    view: queriesView,
  },
  {
    id: 'routes',
    template: 'src/resources/resource.routes.ts',
    path: (resource) => resourcePath(resource, 'routes'),
    view: routesView,
  },
  {
    id: 'resourceRpc',
    template: 'src/resources/resource.rpc.ts',
    path: (resource) => resourcePath(resource, 'rpc'),
    when: isRpc,
    view: resourceRpcView,
  },
  {
    id: 'test',
    template: 'src/resources/resource.test.ts',
    path: (resource) => resourcePath(resource, 'test'),
    view: testView,
  },
  {
    id: 'accessTest',
    template: 'src/resources/resource.access.test.ts',
    path: (resource) => resourcePath(resource, 'access.test'),
    when: isAccessTested,
    view: accessTestView,
  },
  {
    id: 'curl',
    template: 'tests/curl/resource.sh',
    path: ({ names }) => `tests/curl/${names.file}.sh`,
    executable: true,
    view: curlView,
  },
]

/** In a repository with several packages its root has the settings of the package manager. */
function hasRootOf(manager: PackageManager) {
  return (service: Service, settings: Settings) => settings.setup.manager === manager && isWhole(service, settings)
}

/** A repository of its own: of one with several packages the workflows are at its root too. */
function isWhole(_service: Service, { setup }: Settings): boolean {
  return setup.member === undefined
}

/** Whether a row is told by where its references lead: to its owner, or to what its parent is nested under. */
function leadsAnywhere(service: Service): boolean {
  const isDeep = service.resources.some((resource) => levelsOf(resource, service).length > 1)
  return service.auth !== undefined || isDeep || hasLeadingFilters(service) || includesBelow(service)
}

/** Whether what somebody may do with a row goes by which others they see. */
function seesOthers(service: Service): boolean {
  return hasGuardedLinks(service) || hasLooks(service) || (hasAuth(service) && includesAnything(service))
}

function hasVersions({ resources }: Service): boolean {
  return resources.some(({ versioned }) => versioned)
}
