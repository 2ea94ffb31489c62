import type { Setup } from '../../src/plan/setup.ts'

/** What an application says that has its database in `db.ts`, by node-postgres, and `.js` in its imports. */
export const EMBEDDED: Setup = {
  embed: { module: './db.ts', name: 'db', driver: 'node-postgres', imports: 'js', record: '__clinic_migrations' },
}
