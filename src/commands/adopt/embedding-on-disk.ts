import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Embedding, isEmbedding } from '../../plan/embedding.ts'

/**
 * How an API is embedded, as its own files say it: the module that applies its migrations names the database, the driver
 * and the record, and how imports end is seen there too. `undefined` where not all of it can be read.
 */
export function embeddingOnDisk(folder: string): Embedding | undefined {
  const migrate = textAt(join(folder, 'db/migrate.ts'))
  const api = textAt(join(folder, 'api.ts'))
  const [, driver] = /from ['"]drizzle-orm\/([\w-]+)\/migrator['"]/.exec(migrate) ?? []
  const [, name, source = ''] = /\{\s*(\w+) as database,?\s*\}\s*from ['"](\.[^'"]+)['"]/.exec(migrate) ?? []
  const [, record] = /migrationsTable:\s*['"](\w+)['"]/.exec(migrate) ?? []
  const [, ending = 'none'] = /from ['"]\.\/http\/errors(?:\.(ts|js))?['"]/.exec(api) ?? []
  const embedding = { module: moduleAt(folder, source), name, driver, imports: ending, record }
  return isEmbedding(embedding) ? embedding : undefined
}

/** The file that an import in `db/` means, as it is named from the folder. */
function moduleAt(folder: string, source: string): string | undefined {
  const target = posix.join('db', source)
  const bare = target.replace(/\.([mc]?)[jt]s$/, '')
  const module = [target, ...['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((ending) => `${bare}.${ending}`)]
    .filter((path) => /\.[mc]?[jt]s$/.test(path))
    .find((path) => existsSync(join(folder, path)))
  return module === undefined || module.startsWith('.') ? module : `./${module}`
}

function textAt(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
