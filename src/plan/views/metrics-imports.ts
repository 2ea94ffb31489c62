import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** What the files of metrics import, by template. */
export const METRICS_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  [PATHS.metrics]: ['Counter', 'Gauge', 'Histogram', 'Registry'].map((name) => value(name, 'prom-client')),
  [PATHS.metricsServer]: [
    type('Server', 'node:http'),
    value('serve', '@hono/node-server'),
    value('Hono', 'hono'),
    type('Logger', 'pino'),
    value('collectDefaultMetrics', 'prom-client'),
    type('Config', PATHS.config),
    value('registry', PATHS.metrics),
  ],
  [PATHS.measured]: [
    ...['Context', 'MiddlewareHandler'].map((name) => type(name, 'hono')),
    value('matchedRoutes', 'hono/route'),
    type('RouterRoute', 'hono/types'),
    type('Histogram', 'prom-client'),
    ...['requestDuration', 'requestsInFlight'].map((name) => value(name, PATHS.metrics)),
    type('Env', PATHS.context),
    value('PROBES', PATHS.requestLog),
  ],
  'src/http/measured.test.ts': [
    value('Hono', 'hono'),
    ...['beforeEach', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
    ...['registry', 'requestDuration'].map((name) => value(name, PATHS.metrics)),
    type('Env', PATHS.context),
    value('measured', PATHS.measured),
  ],
  [PATHS.callCounted]: [
    ...['upstreamCallDuration', 'upstreamCalls'].map((name) => value(name, PATHS.metrics)),
    ...['UpstreamConfusion', 'UpstreamRefusal', 'UpstreamUnavailable'].map((name) => value(name, PATHS.callErrors)),
  ],
}

/** What other files import that have something to tell, by template. */
export const IMPORTS_FOR_METRICS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/main.ts': [value('serveMetrics', PATHS.metricsServer)],
  'src/app.ts': [value('measured', PATHS.measured)],
  'src/db/postgres.ts': [value('watchPool', PATHS.metrics)],
  'src/db/waiting-line.ts': [value('poolWait', PATHS.metrics), value('requestsShed', PATHS.metrics)],
  'src/http/overload.ts': [value('requestsShed', PATHS.metrics)],
  'src/http/rate-limit.ts': [value('rateLimitDecisions', PATHS.metrics)],
  'src/runtime/cache.ts': [value('cacheReads', PATHS.metrics)],
  'src/runtime/counter.ts': [value('rateLimitFallbacks', PATHS.metrics)],
  'src/runtime/redis.ts': [
    value('ReplyError', 'ioredis'),
    ...['redisFailures', 'watchRedis'].map((name) => value(name, PATHS.metrics)),
  ],
  'src/calls/breaker.ts': ['BREAKER_STATE', 'breakerState'].map((name) => value(name, PATHS.metrics)),
  'src/calls/call.ts': [
    value('counted', PATHS.callCounted),
    ...['upstreamFallbacks', 'upstreamRetries'].map((name) => value(name, PATHS.metrics)),
  ],
}
