import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** What files that services have who call others import, as far as it is always the same. */
export const UPSTREAM_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/calls/answer.ts': [
    value('z', 'zod'),
    ...['attempt', 'OversizedAnswer'].map((name) => value(name, PATHS.callAttempt)),
    ...['Incoming', 'Outgoing', 'Patience'].map((name) => type(name, PATHS.callAttempt)),
    type('Call', PATHS.call),
    ...['UpstreamConfusion', 'UpstreamRefusal', 'UpstreamUnavailable'].map((name) => value(name, PATHS.callErrors)),
    value('retryAfterMs', PATHS.callRetries),
  ],
  'src/calls/attempt.ts': [],
  'src/calls/breaker.ts': [
    { name: 'CircuitBreaker', from: 'opossum', defaultExport: true },
    type('Logger', 'pino'),
    ...['UpstreamConfusion', 'UpstreamRefusal', 'UpstreamUnavailable'].map((name) => value(name, PATHS.callErrors)),
  ],
  'src/calls/call.ts': [
    value('setTimeout as wait', 'node:timers/promises'),
    type('Logger', 'pino'),
    type('z', 'zod'),
    value('isInTransaction', PATHS.transaction),
    value('answerOf', PATHS.callAnswer),
    type('Outgoing', PATHS.callAttempt),
    value('createBreaker', PATHS.callBreaker),
    type('BreakerSettings', PATHS.callBreaker),
    type('UpstreamConfig', PATHS.callEnvironment),
    value('UpstreamUnavailable', PATHS.callErrors),
    value('outgoingOf', PATHS.callOutgoing),
    ...['backoffMs', 'createRetryBudget'].map((name) => value(name, PATHS.callRetries)),
  ],
  'src/calls/errors.ts': [value('Problem', PATHS.problem)],
  'src/calls/outgoing.ts': [
    type('Outgoing', PATHS.callAttempt),
    type('Call', PATHS.call),
    type('UpstreamConfig', PATHS.callEnvironment),
  ],
  'src/calls/retries.ts': [],
  'src/calls/call.test.ts': [
    value('setTimeout as wait', 'node:timers/promises'),
    ...['afterAll', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
    value('z', 'zod'),
    value('transaction', PATHS.transaction),
    value('createCaller', PATHS.call),
    type('KeyedCallOptions', PATHS.call),
    ...['UpstreamConfusion', 'UpstreamRefusal', 'UpstreamUnavailable'].map((name) => value(name, PATHS.callErrors)),
    value('createLogger', PATHS.logger),
    value('testDatabase', PATHS.testDatabase),
    ...['Fake', 'Handlers'].map((name) => type(name, PATHS.fakeServer)),
    value('startFakeServer', PATHS.fakeServer),
  ],
  'tests/support/fake-server.ts': [
    value('once', 'node:events'),
    value('createServer', 'node:http'),
    ...['IncomingMessage', 'ServerResponse'].map((name) => type(name, 'node:http')),
    value('text', 'node:stream/consumers'),
    value('setTimeout as wait', 'node:timers/promises'),
    value('z', 'zod'),
    type('Call', PATHS.call),
  ],
  'scripts/fakes.ts': [value('FAKES_PORT', PATHS.callEnvironment), value('startFakes', PATHS.fakes)],
}

/** What other files import where a service calls others. */
export const IMPORTS_FOR_UPSTREAMS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/app.ts': [type('Upstreams', PATHS.upstreams)],
  'src/main.ts': [value('createUpstreams', PATHS.upstreams)],
  'tests/curl/run.ts': [value('createUpstreams', PATHS.upstreams), value('startFakes', PATHS.fakes)],
}
