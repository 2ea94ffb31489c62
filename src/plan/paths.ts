import type { Link, Resource } from '../model/model.ts'

/** Where the shared files of a generated project stand. Views import by these names, so a file can move in one place. */
export const PATHS = {
  app: 'src/app.ts',
  accounts: 'src/auth/accounts.ts',
  actor: 'src/auth/actor.ts',
  rules: 'src/auth/rules.ts',
  scope: 'src/auth/scope.ts',
  restricted: 'src/auth/restricted.ts',
  attempts: 'src/auth/attempts.ts',
  auth: 'src/auth/auth.ts',
  authenticate: 'src/auth/authenticate.ts',
  authEnvironment: 'src/auth/environment.ts',
  authRoutes: 'src/auth/auth.routes.ts',
  authSchema: 'src/auth/auth.schema.ts',
  developmentSecret: 'src/auth/development-secret.ts',
  passwords: 'src/auth/passwords.ts',
  mailer: 'src/auth/mailer.ts',
  resets: 'src/auth/resets.ts',
  resetsRoutes: 'src/auth/resets.routes.ts',
  resetsTable: 'src/auth/resets.table.ts',
  sessions: 'src/auth/sessions.ts',
  sessionsTable: 'src/auth/sessions.table.ts',
  tokens: 'src/auth/tokens.ts',
  verdicts: 'src/auth/verdicts.ts',
  clientAddress: 'src/http/client-address.ts',
  config: 'src/config.ts',
  context: 'src/http/context.ts',
  cors: 'src/http/cors.ts',
  cursor: 'src/http/cursor.ts',
  errors: 'src/http/errors.ts',
  etag: 'src/http/etag.ts',
  grant: 'src/http/grant.ts',
  headers: 'src/http/headers.ts',
  methods: 'src/http/methods.ts',
  problem: 'src/http/problem.ts',
  requestLog: 'src/http/request-log.ts',
  scalars: 'src/http/scalars.ts',
  validate: 'src/http/validate.ts',
  bulkhead: 'src/runtime/bulkhead.ts',
  logger: 'src/runtime/logger.ts',
  readiness: 'src/runtime/readiness.ts',
  secretFiles: 'src/runtime/secret-files.ts',
  shutdown: 'src/runtime/shutdown.ts',
  client: 'src/db/client.ts',
  columns: 'src/db/columns.ts',
  constraints: 'src/db/constraints.ts',
  embedded: 'src/db/embedded.ts',
  embeddedImage: 'src/db/embedded-image.ts',
  executor: 'src/db/executor.ts',
  folderLock: 'src/db/folder-lock.ts',
  itemPath: 'src/http/item-path.ts',
  leadsTo: 'src/db/leads-to.ts',
  limits: 'src/db/limits.ts',
  migrate: 'src/db/migrate.ts',
  migrator: 'src/db/migrator.ts',
  postgres: 'src/db/postgres.ts',
  relations: 'src/db/relations.ts',
  reset: 'src/db/reset.ts',
  schema: 'src/db/schema.ts',
  softDelete: 'src/db/soft-delete.ts',
  sqlstate: 'src/db/sqlstate.ts',
  status: 'src/db/status.ts',
  versions: 'src/db/versions.ts',
  resources: 'src/resources/index.ts',
  docs: 'src/http/docs.ts',
  openapi: 'src/http/openapi.ts',
  openapiDocument: 'docs/openapi.json',
  openapiFragment: 'docs/openapi.fragment.json',
  callers: 'tests/curl/callers.ts',
  testAccess: 'tests/support/access.ts',
  testAuth: 'tests/support/auth.ts',
  testApp: 'tests/support/app.ts',
  testDatabase: 'tests/support/database.ts',
  testFactories: 'tests/support/factories.ts',
  testSamples: 'tests/support/samples.ts',
  testUsers: 'tests/support/users.ts',
  testSeed: 'tests/support/seed.ts',
  testImage: 'tests/support/migrated-image.ts',
} as const

/** The files of a resource: `products.table.ts` and its neighbours. */
export type ResourceFile = 'access.test' | 'table' | 'schema' | 'policy' | 'queries' | 'routes' | 'test'

/** Where a file of a resource stands. */
export function resourcePath({ names }: Resource, file: ResourceFile): string {
  return `src/resources/${names.file}/${names.file}.${file}.ts`
}

/** Where a file of a many-to-many relation stands: beside those of the resource that declares it. */
export function linkPath(link: Link, declaring: Resource, file: Exclude<ResourceFile, 'policy'>): string {
  return `src/resources/${declaring.names.file}/${link.names.file}.${file}.ts`
}
