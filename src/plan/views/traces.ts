import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

const API = '@opentelemetry/api'
const SDK = '@opentelemetry/sdk-trace'

/** What the files of traces import, by template. */
export const TRACE_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  [PATHS.tracing]: [
    value('setTimeout as wait', 'node:timers/promises'),
    ...['context', 'SpanStatusCode', 'trace'].map((name) => value(name, API)),
    ...['Span', 'Tracer'].map((name) => type(name, API)),
    type('Logger', 'pino'),
    type('TracingConfig', PATHS.tracingEnvironment),
  ],
  [PATHS.tracingEnvironment]: [value('unescape as percentDecoded', 'node:querystring'), value('z', 'zod')],
  [PATHS.tracingSdk]: [
    value('randomUUID', 'node:crypto'),
    ...['context', 'propagation', 'trace'].map((name) => value(name, API)),
    value('AsyncLocalStorageContextManager', '@opentelemetry/context-async-hooks'),
    value('W3CTraceContextPropagator', '@opentelemetry/core'),
    value('OTLPTraceExporter', '@opentelemetry/exporter-trace-otlp-proto'),
    ...['defaultResource', 'resourceFromAttributes'].map((name) => value(name, '@opentelemetry/resources')),
    ...[
      'AlwaysOffSampler',
      'AlwaysOnSampler',
      'BatchSpanProcessor',
      'ParentBasedSampler',
      'TraceIdRatioBasedSampler',
      'TracerProvider',
    ].map((name) => value(name, SDK)),
    ...['Sampler', 'SpanExporter'].map((name) => type(name, SDK)),
    type('Logger', 'pino'),
    { name: 'project', from: 'package.json', json: true },
    value('traceBy', PATHS.tracing),
    type('TracingConfig', PATHS.tracingEnvironment),
  ],
  [PATHS.httpTraced]: [
    ...['context', 'propagation', 'ROOT_CONTEXT', 'SpanKind', 'SpanStatusCode', 'trace'].map((name) =>
      value(name, API),
    ),
    ...['Span', 'TextMapGetter', 'Tracer'].map((name) => type(name, API)),
    ...['Context', 'MiddlewareHandler'].map((name) => type(name, 'hono')),
    value('matchedRoutes', 'hono/route'),
    type('Env', PATHS.context),
    value('PROBES', PATHS.requestLog),
  ],
  [PATHS.databaseTraced]: [
    ...['PGlite', 'Transaction'].map((name) => type(name, '@electric-sql/pglite')),
    value('SpanKind', API),
    { name: 'postgres', from: 'postgres', defaultExport: true, typeOnly: true },
    ...['endWith', 'requestTracer'].map((name) => value(name, PATHS.tracing)),
  ],
  [PATHS.callTraced]: [
    ...['context', 'propagation', 'SpanKind', 'SpanStatusCode'].map((name) => value(name, API)),
    type('Span', API),
    ...['activeTracer', 'endWith', 'requestTracer'].map((name) => value(name, PATHS.tracing)),
    ...['Incoming', 'Outgoing'].map((name) => type(name, PATHS.callAttempt)),
    type('Call', PATHS.call),
  ],
  'src/runtime/tracing.test.ts': [
    ...['context', 'propagation', 'SpanStatusCode', 'trace'].map((name) => value(name, API)),
    ...['InMemorySpanExporter', 'SimpleSpanProcessor', 'TracerProvider'].map((name) => value(name, SDK)),
    value('sql', 'drizzle-orm'),
    value('Hono', 'hono'),
    value('requestId', 'hono/request-id'),
    value('pino', 'pino'),
    ...['afterAll', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
    type('Database', PATHS.client),
    value('openInMemory', PATHS.embedded),
    value('emptyImage', PATHS.embeddedImage),
    type('Env', PATHS.context),
    value('answerError', PATHS.errors),
    value('requestLog', PATHS.requestLog),
    value('traceRequests', PATHS.httpTraced),
    ...['activeTracer', 'traceBy'].map((name) => value(name, PATHS.tracing)),
    ...['TracingEnvironment', 'tracingConfig'].map((name) => value(name, PATHS.tracingEnvironment)),
    value('register', PATHS.tracingSdk),
  ],
}

/** What other files import for them, by template. */
export const IMPORTS_FOR_TRACES: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/main.ts': [value('startTracing', PATHS.tracing)],
  [PATHS.app]: [value('activeTracer', PATHS.tracing), value('traceRequests', PATHS.httpTraced)],
  [PATHS.requestLog]: [value('requestTraceId', PATHS.tracing)],
  [PATHS.postgres]: [value('tracedPostgres', PATHS.databaseTraced)],
  [PATHS.embedded]: [value('tracedEmbedded', PATHS.databaseTraced)],
  [PATHS.callAnswer]: [value('inAttemptSpan', PATHS.callTraced)],
  [PATHS.cache]: [value('traceCommand', PATHS.redis), value('inTrace', PATHS.tracing)],
}

/** What `src/config.ts` does. */
export const TRACING_CONFIG_IMPORTS: readonly ImportSymbol[] = [
  type('TracingConfig', PATHS.tracingEnvironment),
  ...['TracingEnvironment', 'tracingConfig'].map((name) => value(name, PATHS.tracingEnvironment)),
]
