import { isFoundByActions } from '../../model/acting.ts'
import type { Service } from '../../model/model.ts'
import { type } from '../code.ts'
import { moduleFrom } from '../embedding.ts'
import { PATHS } from '../paths.ts'
import { includesAnything } from './includes-imports.ts'
import type { Settings } from './service.ts'

/** `src/db/executor.ts` */
export function executorView(service: Service, { setup }: Settings) {
  const { embed } = setup
  const rows = service.resources.some((resource) => isFoundByActions(resource, service))
  // Rows of each scope are statements of their own.
  const exported = service.auth === undefined ? '' : 'export '
  const shared = service.auth === undefined && !includesAnything(service) ? '' : 'export '
  if (embed !== undefined) {
    return {
      view: { exported, shared, rows, what: 'The database of the application.', db: 'typeof database' },
      imports: [SQL, type(`${embed.name} as database`, moduleFrom(embed.module, setup))],
    }
  }
  return {
    view: {
      exported,
      shared,
      rows,
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
