import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'

/** A row, as SQL or as JSON has it. */
export type Row = Readonly<Record<string, unknown>>

/** An answer of the service, its body read. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: JSON, whose shape is what the tests are about
  readonly body: any
}

/** The generated service on a migrated database. */
export interface RunningService {
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** The same, and the answer read. */
  send(...sent: Parameters<RunningService['request']>): Promise<Answer>
  /** Plain SQL, past the service. */
  query(statement: string): Promise<readonly Row[]>
  close(): Promise<void>
}

/** Opens the database as the process would, applies the migrations, and puts the application on it. */
export async function runService(
  root: string,
  databaseUrl: string | undefined,
  settings: object = {},
): Promise<RunningService> {
  const { openDatabase } = await load<DatabaseModule>(root, 'src/db/client.ts')
  const { applyMigrations } = await load<MigrateModule>(root, 'src/db/migrate.ts')
  const { createLogger } = await load<LoggerModule>(root, 'src/runtime/logger.ts')
  const { createApp } = await load<AppModule>(root, 'src/app.ts')
  const logger = createLogger({ logLevel: 'error' })
  const config = {
    databaseUrl,
    databasePoolSize: 4,
    pgliteDir: join(root, '.data/pglite'),
    bodyLimitBytes: 100_000,
    corsOrigins: [],
    apiDocs: false,
    ...settings,
  }
  const database = await openDatabase(config, logger)
  await applyMigrations(database, root, logger)
  const app = createApp({ config, db: database.db, logger, readiness: {} })
  const request: RunningService['request'] = async (method, path, body, more) => {
    const headers = { 'Content-Type': 'application/json', ...more }
    const sent = body === undefined ? { headers } : { headers, body: JSON.stringify(body) }
    return app.request(path, { method, ...sent })
  }
  return {
    request,
    async send(...sent) {
      const response = await request(...sent)
      return { status: response.status, body: JSON.parse((await response.text()) || '{}') }
    },
    async query(statement) {
      const result = await database.db.execute(sql.raw(statement))
      return 'rows' in result ? result.rows : result
    },
    close: () => database.close(),
  }
}

/** What these tests need of the generated modules; the modules are made while the tests run. */
interface Database {
  readonly db: { execute(statement: unknown): Promise<readonly Row[] | { readonly rows: readonly Row[] }> }
  close(): Promise<void>
}
interface DatabaseModule {
  openDatabase(config: object, logger: object): Promise<Database>
}
interface MigrateModule {
  applyMigrations(database: Database, root: string, logger: object): Promise<void>
}
interface LoggerModule {
  createLogger(config: { logLevel: string }): object
}
interface AppModule {
  createApp(dependencies: object): { request(path: string, init: RequestInit): Promise<Response> }
}

function load<Module>(root: string, path: string): Promise<Module> {
  return import(pathToFileURL(join(root, path)).href)
}
