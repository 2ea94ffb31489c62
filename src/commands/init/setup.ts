import { createHash } from 'node:crypto'
import { invalid } from '../../errors.ts'
import { type Driver, type Embedding, isEmbedding } from '../../plan/embedding.ts'
import type { ModuleExport } from '../../spec/spec.ts'
import { MODULE_EXPORT } from '../../spec/values/module-export.ts'
import type { Application } from './application.ts'

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
): Promise<Embedding> {
  const database = databaseNamed(given.db)
  // The compiler is loaded only here: it takes longer than all the rest.
  const { driverOf } = await import('./database.ts')
  const { importStyleOf } = await import('./import-style.ts')
  const embedding = {
    ...database,
    driver: driverOf(database, folder, given.driver),
    imports: importStyleOf(folder, application),
    record: recordOf(service),
  }
  if (!isEmbedding(embedding)) throw new Error('the embedding is not one that a lock could hold')
  return embedding
}

function databaseNamed(text: string): ModuleExport {
  const read = MODULE_EXPORT.read(text)
  if ('module' in read) return read
  const hint = 'type the module from the folder of `--embed`, `#`, and what it exports: `--db ./db.ts#db`'
  throw invalid([{ code: 'ASH4003', message: `\`--db\`: ${read.message}`, hint }])
}

/** PostgreSQL cuts names off after 63 characters. */
function recordOf(service: string): string {
  const name = `__${service.replaceAll(/[^a-z0-9]+/g, '_')}_migrations`
  return name.length <= 63 ? name : `__${createHash('sha256').update(service).digest('hex').slice(0, 16)}_migrations`
}
