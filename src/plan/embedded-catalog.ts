import { RESOURCE_FILES, type ResourceRow, SERVICE_FILES, type ServiceRow } from './catalog.ts'
import { LINK_FILES, type LinkRow } from './link-catalog.ts'
import { PATHS } from './paths.ts'
import { embeddedApiView, embeddedMigrateView } from './views/embedded.ts'

/** What an API inside of an application has of the files of a whole service, by identity. */
const SHARED: ReadonlySet<string> = new Set([
  'allOrNone',
  'apiDocs',
  'arrayLiteral',
  'bulkhead',
  'columns',
  'constraints',
  'copied',
  'cursor',
  'databaseSchema',
  'deadline',
  'etag',
  'executor',
  'fields',
  'filters',
  'grant',
  'hookValues',
  'including',
  'idempotency',
  'idempotencyTable',
  'itemPath',
  'kept',
  'leadsTo',
  'listPage',
  'listing',
  'methods',
  'moves',
  'several',
  'openapi',
  'pageHeaders',
  'parameters',
  'passwords',
  'problem',
  'resources',
  'rpc',
  'scalars',
  'search',
  'softDelete',
  'sqlstate',
  'transaction',
  'validate',
  'versions',
])

/** Files that only an API inside of an application has: there the process and its tests are not ours. */
export const EMBEDDED_ONLY: readonly ServiceRow[] = [
  { id: 'embeddedApi', template: 'embed/src/api.ts', path: 'src/api.ts', view: embeddedApiView },
  { id: 'embeddedContext', template: 'embed/src/http/context.ts', path: PATHS.context },
  { id: 'embeddedErrors', template: 'embed/src/http/errors.ts', path: PATHS.errors },
  { id: 'embeddedHeaders', template: 'embed/src/http/headers.ts', path: PATHS.headers },
  { id: 'embeddedMigrate', template: 'embed/src/db/migrate.ts', path: PATHS.migrate, view: embeddedMigrateView },
]

/** Everything that ashlar writes for an API inside of an application: one row a file. */
export const EMBEDDED_FILES: readonly ServiceRow[] = [
  ...EMBEDDED_ONLY,
  ...SERVICE_FILES.filter(({ id }) => SHARED.has(id)),
]

/** What tries a resource, by identity. */
const TESTS: ReadonlySet<string> = new Set([
  'accessTest',
  'bulkTest',
  'createWithTest',
  'curl',
  'includesTest',
  'listTest',
  'test',
])

/** The same for each of its resources. */
export const EMBEDDED_RESOURCE_FILES: readonly ResourceRow[] = RESOURCE_FILES.filter(({ id }) => !TESTS.has(id))

/** The same for each of its many-to-many relations. */
export const EMBEDDED_LINK_FILES: readonly LinkRow[] = LINK_FILES.filter(
  ({ id }) => id !== 'linkTest' && id !== 'linkAccessTest',
)
