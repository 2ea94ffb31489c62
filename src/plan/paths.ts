import type { Link, Resource } from '../model/model.ts'

/** Where the shared files of a generated project stand. Views import by these names, so a file can move in one place. */
export const PATHS = {
  app: 'src/app.ts',
  accounts: 'src/auth/accounts.ts',
  actor: 'src/auth/actor.ts',
  rules: 'src/auth/rules.ts',
  scope: 'src/auth/scope.ts',
  tenancy: 'src/auth/tenancy.ts',
  restricted: 'src/auth/restricted.ts',
  linkedScopes: 'src/auth/linked.ts',
  apiKeys: 'src/auth/api-keys.ts',
  apiKeysRoutes: 'src/auth/api-keys.routes.ts',
  apiKeysTable: 'src/auth/api-keys.table.ts',
  checkPassword: 'src/auth/check-password.ts',
  signIn: 'src/auth/sign-in.ts',
  attempts: 'src/auth/attempts.ts',
  auth: 'src/auth/auth.ts',
  authenticate: 'src/auth/authenticate.ts',
  authEnvironment: 'src/auth/environment.ts',
  authRoutes: 'src/auth/auth.routes.ts',
  authSchema: 'src/auth/auth.schema.ts',
  developmentSecret: 'src/auth/development-secret.ts',
  passwords: 'src/auth/passwords.ts',
  randomTokens: 'src/auth/random-tokens.ts',
  refreshCookie: 'src/auth/refresh-cookie.ts',
  refusals: 'src/auth/refusals.ts',
  handovers: 'src/auth/handovers.ts',
  handoversTable: 'src/auth/handovers.table.ts',
  identities: 'src/auth/identities.ts',
  identitiesTable: 'src/auth/identities.table.ts',
  mailer: 'src/auth/mailer.ts',
  oidc: 'src/auth/oidc.ts',
  oidcEnvironment: 'src/auth/oidc-environment.ts',
  oidcFlow: 'src/auth/oidc-flow.ts',
  oidcProvider: 'src/auth/oidc-provider.ts',
  oidcRefusals: 'src/auth/oidc-refusals.ts',
  oidcRoutes: 'src/auth/oidc.routes.ts',
  oidcSchema: 'src/auth/oidc.schema.ts',
  recovery: 'src/auth/recovery.ts',
  resets: 'src/auth/resets.ts',
  resetsRoutes: 'src/auth/resets.routes.ts',
  resetsTable: 'src/auth/resets.table.ts',
  sessions: 'src/auth/sessions.ts',
  sessionsTable: 'src/auth/sessions.table.ts',
  tokens: 'src/auth/tokens.ts',
  verification: 'src/auth/verification.ts',
  verificationRoutes: 'src/auth/verification.routes.ts',
  verificationTable: 'src/auth/verification.table.ts',
  verdicts: 'src/auth/verdicts.ts',
  clientAddress: 'src/http/client-address.ts',
  config: 'src/config.ts',
  context: 'src/http/context.ts',
  cors: 'src/http/cors.ts',
  cursor: 'src/http/cursor.ts',
  cursorKeys: 'src/http/cursor-keys.ts',
  errors: 'src/http/errors.ts',
  etag: 'src/http/etag.ts',
  grant: 'src/http/grant.ts',
  idempotency: 'src/http/idempotency.ts',
  idempotencyTable: 'src/db/idempotency.table.ts',
  headers: 'src/http/headers.ts',
  methods: 'src/http/methods.ts',
  problem: 'src/http/problem.ts',
  requestLog: 'src/http/request-log.ts',
  rpc: 'src/http/rpc.ts',
  scalars: 'src/http/scalars.ts',
  validate: 'src/http/validate.ts',
  bulkhead: 'src/runtime/bulkhead.ts',
  deadline: 'src/runtime/deadline.ts',
  logger: 'src/runtime/logger.ts',
  readiness: 'src/runtime/readiness.ts',
  secretFiles: 'src/runtime/secret-files.ts',
  shutdown: 'src/runtime/shutdown.ts',
  cancelling: 'src/db/cancelling.ts',
  client: 'src/db/client.ts',
  columns: 'src/db/columns.ts',
  connections: 'src/db/connections.ts',
  constraints: 'src/db/constraints.ts',
  embedded: 'src/db/embedded.ts',
  embeddedImage: 'src/db/embedded-image.ts',
  executor: 'src/db/executor.ts',
  folderLock: 'src/db/folder-lock.ts',
  itemPath: 'src/http/item-path.ts',
  kept: 'src/db/kept.ts',
  allOrNone: 'src/db/all-or-none.ts',
  several: 'src/http/several.ts',
  copied: 'src/db/copied.ts',
  leadsTo: 'src/db/leads-to.ts',
  filters: 'src/db/filters.ts',
  search: 'src/db/search.ts',
  including: 'src/db/including.ts',
  arrayLiteral: 'src/db/array-literal.ts',
  fields: 'src/http/fields.ts',
  listing: 'src/db/listing.ts',
  listPage: 'src/http/list-page.ts',
  pageHeaders: 'src/http/page-headers.ts',
  parameters: 'src/http/parameters.ts',
  looks: 'src/auth/looks.ts',
  testLists: 'tests/support/lists.ts',
  testPages: 'tests/support/pages.ts',
  testStatements: 'tests/support/statements.ts',
  limits: 'src/db/limits.ts',
  migrate: 'src/db/migrate.ts',
  migrator: 'src/db/migrator.ts',
  moves: 'src/db/moves.ts',
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
  testIssuer: 'tests/support/issuer.ts',
  testFactories: 'tests/support/factories.ts',
  testSamples: 'tests/support/samples.ts',
  testUsers: 'tests/support/users.ts',
  testSeed: 'tests/support/seed.ts',
  testImage: 'tests/support/migrated-image.ts',
} as const

/** The files of a resource: `products.table.ts` and its neighbours. */
export type ResourceFile =
  | 'access.test'
  | 'bulk'
  | 'bulk.test'
  | 'create-with'
  | 'create-with.test'
  | 'filters'
  | 'includes'
  | 'includes.test'
  | 'list.test'
  | 'table'
  | 'schema'
  | 'policy'
  | 'kept'
  | 'queries'
  | 'routes'
  | 'rpc'
  | 'test'

/** Where a file of a resource stands. */
export function resourcePath({ names }: Resource, file: ResourceFile): string {
  return `src/resources/${names.file}/${names.file}.${file}.ts`
}

/** Where a file of a many-to-many relation stands: beside those of the resource that declares it. */
export function linkPath(link: Link, declaring: Resource, file: Exclude<ResourceFile, 'kept' | 'policy'>): string {
  return `src/resources/${declaring.names.file}/${link.names.file}.${file}.ts`
}
