import { hasCaches } from '../model/caches.ts'
import { usesRedis } from '../model/limits.ts'
import { hashesSecrets } from '../model/lookup.ts'
import type { Service } from '../model/model.ts'
import { hasProviders, sendsMail } from './views/actor.ts'
import { hasUpstreams } from './views/upstreams.ts'

/** What a generated service is built on, by package; development tools apart. Versions are tested together. */
export const DEPENDENCIES = {
  '@electric-sql/pglite': '^0.5.16',
  '@hono/node-server': '^2.1.9',
  '@opentelemetry/api': '^1.10.0',
  '@opentelemetry/context-async-hooks': '^3.1.1',
  '@opentelemetry/core': '^3.1.1',
  '@opentelemetry/exporter-trace-otlp-proto': '^0.301.1',
  '@opentelemetry/resources': '^3.1.1',
  '@opentelemetry/sdk-trace': '^3.1.1',
  'drizzle-orm': '^0.45.4',
  hono: '^4.13.19',
  pino: '^10.4.0',
  postgres: '^3.4.9',
  'postgres-array': '^3.0.4',
  'prom-client': '^15.1.3',
  'swagger-ui-dist': '^5.35.0',
  uuid: '^14.0.3',
  zod: '^4.6.7',
} as const

/** What a service that stores passwords has beside them. */
export const PASSWORD_DEPENDENCIES = {
  // Native, and without a script that runs on installation.
  '@node-rs/bcrypt': '1.10.7',
} as const

/** What a service has beside them in which people sign in. */
const AUTH_DEPENDENCIES = {
  jose: '^6.2.18',
  'rate-limiter-flexible': '^11.4.0',
} as const

/** All that a service is built on. */
export function dependenciesOf(service: Service): Readonly<Record<string, string>> {
  return {
    ...DEPENDENCIES,
    ...(hashesSecrets(service) && PASSWORD_DEPENDENCIES),
    ...(service.auth !== undefined && AUTH_DEPENDENCIES),
    ...(hasProviders(service) && { 'openid-client': '^6.9.0' }),
    ...(usesRedis(service) && { ioredis: '^5.11.1' }),
    ...(hasCaches(service) && { 'lru-cache': '^11.5.3' }),
    ...(sendsMail(service) && { nodemailer: '^10.6.1' }),
    ...(hasUpstreams(service) && { opossum: '^10.0.0' }),
  }
}

/** All that it is developed with. */
export function devDependenciesOf(service: Service): Readonly<Record<string, string>> {
  return {
    ...DEV_DEPENDENCIES,
    ...(sendsMail(service) && { '@types/nodemailer': '^8.0.2' }),
    ...(hasUpstreams(service) && { '@types/opossum': '^8.1.9' }),
  }
}

/** See {@link DEPENDENCIES}. */
export const DEV_DEPENDENCIES = {
  '@biomejs/biome': '2.5.15',
  '@types/node': '^24.0.0',
  ajv: '^8.20.0',
  'ajv-formats': '^3.0.1',
  'drizzle-kit': '^0.31.11',
  'fast-check': '^4.10.2',
  rolldown: '~1.2.19',
  typescript: '^7.0.2',
  // What vitest expects beside itself; npm adds it by itself, yarn does not.
  vite: '^8.3.8',
  vitest: '^5.1.1',
} as const
