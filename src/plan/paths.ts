import type { Link, Resource } from '../model/model.ts'

/** Where the shared files of a generated project stand. Views import by these names, so a file can move in one place. */
export const PATHS = {
  app: 'src/app.ts',
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
  testApp: 'tests/support/app.ts',
  testDatabase: 'tests/support/database.ts',
  testFactories: 'tests/support/factories.ts',
  testSamples: 'tests/support/samples.ts',
  testSeed: 'tests/support/seed.ts',
  testImage: 'tests/support/migrated-image.ts',
} as const

/** The files of a resource: `products.table.ts` and its neighbours. */
export type ResourceFile = 'table' | 'schema' | 'policy' | 'queries' | 'routes' | 'test'

/** Where a file of a resource stands. */
export function resourcePath({ names }: Resource, file: ResourceFile): string {
  return `src/resources/${names.file}/${names.file}.${file}.ts`
}

/** Where a file of a many-to-many relation stands: beside those of the resource that declares it. */
export function linkPath(link: Link, declaring: Resource, file: Exclude<ResourceFile, 'policy'>): string {
  return `src/resources/${declaring.names.file}/${link.names.file}.${file}.ts`
}
