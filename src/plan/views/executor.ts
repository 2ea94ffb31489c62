import type { Service } from '../../model/model.ts'
import { type } from '../code.ts'
import { moduleFrom } from '../embedding.ts'
import { PATHS } from '../paths.ts'
import type { Settings } from './service.ts'

/** `src/db/executor.ts` */
export function executorView({ auth }: Service, { setup }: Settings) {
  const { embed } = setup
  // Rows of each scope are statements of their own.
  const exported = auth === undefined ? '' : 'export '
  if (embed !== undefined) {
    return {
      view: { exported, what: 'The database of the application.', db: 'typeof database' },
      imports: [SQL, type(`${embed.name} as database`, moduleFrom(embed.module, setup))],
    }
  }
  return {
    view: {
      exported,
      what: 'The database, embedded or not: the same type for both drivers.',
      db: 'PgDatabase<PgQueryResultHKT, typeof schema>',
    },
    imports: [
      SQL,
      type('PgDatabase', 'drizzle-orm/pg-core'),
      type('PgQueryResultHKT', 'drizzle-orm/pg-core'),
      { name: 'schema', from: PATHS.schema, namespace: true, typeOnly: true },
    ],
  }
}

const SQL = { name: 'sql', from: 'drizzle-orm' }
