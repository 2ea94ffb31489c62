/** What a generated service is built on, by package; development tools apart. Versions are tested together. */
export const DEPENDENCIES = {
  '@electric-sql/pglite': '^0.5.16',
  '@hono/node-server': '^2.1.9',
  'drizzle-orm': '^0.45.4',
  hono: '^4.13.19',
  pino: '^10.4.0',
  postgres: '^3.4.9',
  'swagger-ui-dist': '^5.35.0',
  uuid: '^14.0.3',
  zod: '^4.6.7',
} as const

/** See {@link DEPENDENCIES}. */
export const DEV_DEPENDENCIES = {
  '@biomejs/biome': '2.5.15',
  '@types/node': '^24.0.0',
  'drizzle-kit': '^0.31.11',
  rolldown: '~1.2.19',
  typescript: '^7.0.2',
  // What vitest expects beside itself; npm adds it by itself, yarn does not.
  vite: '^8.3.8',
  vitest: '^5.1.1',
} as const
