import type { Service } from '../../model/model.ts'
import { type, value } from '../code.ts'
import { arrayText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'

const DRIZZLE = 'drizzle-orm'

/** `tests/support/database.ts` */
export function testDatabaseView({ resources }: Service) {
  const externals = resources.filter(({ external }) => external !== undefined)
  const tables = externals.map(({ names }) => names.many)
  return {
    view: { externals: tables.length > 0 && arrayText(tables, { before: 'const EXTERNALS = '.length }) },
    imports: [
      value('randomBytes', 'node:crypto'),
      ...['mkdtemp', 'readFile', 'rm', 'writeFile'].map((name) => value(name, 'node:fs/promises')),
      value('tmpdir', 'node:os'),
      value('join', 'node:path'),
      value('fileURLToPath', 'node:url'),
      { name: 'postgres', from: 'postgres', defaultExport: true },
      ...['getTableName', 'is', 'sql'].map((name) => value(name, DRIZZLE)),
      value('PgTable', 'drizzle-orm/pg-core'),
      { name: 'schema', from: PATHS.schema, namespace: true },
      ...externals.map((resource) => value(resource.names.many, resourcePath(resource, 'table'))),
      value('inject', 'vitest'),
      type('TestProject', 'vitest/node'),
      type('Database', PATHS.client),
      value('openInMemory', PATHS.embedded),
      value('openPostgres', PATHS.postgres),
      value('migratedImage', PATHS.testImage),
    ],
  }
}
