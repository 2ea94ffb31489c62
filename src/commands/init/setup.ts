import { createHash } from 'node:crypto'
import { dirname, relative } from 'node:path'
import { invalid } from '../../errors.ts'
import { type Driver, type Embedding, isEmbedding } from '../../plan/embedding.ts'
import type { ModuleExport } from '../../spec/spec.ts'
import { MODULE_EXPORT } from '../../spec/values/module-export.ts'
import { type Application, locksIn } from './application.ts'

/** What the command line says of the application's database. */
export interface GivenDatabase {
  /** `./db.ts#db` */
  readonly db: string
  readonly driver?: Driver | undefined
}

/**
 * How an API is embedded in a folder of an application. Looks at the modules of the application, runs none.
 *
 * @param service the name of the API
 */
export async function embeddingIn(
  folder: string,
  { application, given, service }: { application: Application; given: GivenDatabase; service: string },
): Promise<{ readonly embed: Embedding; readonly isBuilt: boolean }> {
  const database = databaseNamed(given.db)
  // The compiler is loaded only here: it takes longer than all the rest.
  const { driverOf } = await import('./database.ts')
  const { compilationOf } = await import('./import-style.ts')
  const { imports, isBuilt } = compilationOf(folder, application)
  const embedding = {
    ...database,
    driver: driverOf(database, folder, given.driver),
    imports,
    record: recordOf(service),
  }
  if (!isEmbedding(embedding)) throw new Error('the embedding is not one that a lock could hold')
  requireOwnName(embedding, { application, folder, service })
  return { embed: embedding, isBuilt }
}

function databaseNamed(text: string): ModuleExport {
  const read = MODULE_EXPORT.read(text)
  if ('module' in read) return read
  const hint = 'type the module from the folder of `--embed`, `#`, and what it exports: `--db ./db.ts#db`'
  throw invalid([{ code: 'ASH4003', message: `\`--db\`: ${read.message}`, hint }])
}

/** Two of one name would take each other's migrations, and their prepared statements, for their own (exit 2). */
function requireOwnName(
  { record }: Embedding,
  { application, folder, service }: { application: Application; folder: string; service: string },
): void {
  const twin = locksIn(application.root).find(
    ({ path, text }) => dirname(dirname(path)) !== folder && text.includes(`"record":"${record}"`),
  )
  if (twin === undefined) return
  const at = relative(application.root, dirname(dirname(twin.path))) || '.'
  const message = `\`${at}\` of the application is an API that is called \`${service}\` already`
  throw invalid([
    {
      code: 'ASH4014',
      message,
      hint: `call this one otherwise: \`--name ${service}-2\`, or \`name:\` in the description`,
    },
  ])
}

/** PostgreSQL cuts names off after 63 characters. */
function recordOf(service: string): string {
  const name = `__${service.replaceAll(/[^a-z0-9]+/g, '_')}_migrations`
  return name.length <= 63 ? name : `__${createHash('sha256').update(service).digest('hex').slice(0, 16)}_migrations`
}
