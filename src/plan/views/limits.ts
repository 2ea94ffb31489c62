import { hasLimits, isLimited } from '../../model/limits.ts'
import type { Action, Resource, Service } from '../../model/model.ts'
import { collectionPath } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import type { Rate } from '../../spec/spec.ts'
import { type, value } from '../code.ts'
import { constant } from '../kinds/sample.ts'
import { arrayText } from '../layout.ts'
import { PATHS } from '../paths.ts'

import { testConfigImports } from './acting.ts'

/** The line that counts the requests for a resource; false where nobody does. */
export function limitText({ names, rateLimit }: Resource): string | false {
  return rateLimit !== undefined && `routes.use(${rateLimitText(names.many, rateLimit)})`
}

function rateLimitText(name: string, { limit, window }: Rate): string {
  return `rateLimit(${literal(name)}, { most: ${grouped(limit)}, windowMs: ${grouped(window)} })`
}

/** What counts the requests for an action with a limit of its own, before its guard. */
export function actionLimitArguments({ name, rateLimit }: Action, { names }: Resource): string[] {
  return rateLimit === undefined ? [] : [rateLimitText(`${names.many}.${name}`, rateLimit)]
}

/** What the routes of a resource import for that. */
export function limitImports(resource: Resource): ImportSymbol[] {
  return isLimited(resource) || resource.actions.some(({ rateLimit }) => rateLimit !== undefined)
    ? [value('rateLimit', PATHS.rateLimit)]
    : []
}

/** Whether the routes of what is nested have to stand before those of what it is nested under. */
export function putsNestedFirst({ resources }: Service): boolean {
  return resources.some(isLimited) && resources.some(({ parent }) => parent !== undefined)
}

/** `1_000`: as long numbers are written. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, '_')
}

/** What files of the whole service import as well where requests are counted, by template. */
export const IMPORTS_FOR_LIMITS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/app.ts': [type('Counter', PATHS.counter), value('withCounter', PATHS.rateLimit)],
  'src/main.ts': [value('createCounter', PATHS.counter)],
  'tests/curl/run.ts': [type('Counter', PATHS.counter)],
}

/** And where nobody signs in, so that there is no other use for addresses. */
export const IMPORTS_FOR_OWN_ADDRESSES: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/app.ts': [value('clientAddress', PATHS.clientAddress)],
}

/** And where there may be a Redis. */
export const IMPORTS_FOR_REDIS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/main.ts': [value('connectRedis', PATHS.redis)],
  'src/auth/auth.ts': [type('Redis', 'ioredis')],
  'src/auth/attempts.ts': [
    type('Redis', 'ioredis'),
    type('RateLimiterAbstract', 'rate-limiter-flexible'),
    value('RateLimiterRedis', 'rate-limiter-flexible'),
  ],
}

/** What the files of counting import, by template. */
export const LIMIT_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  [PATHS.redis]: [
    value('SpanKind', '@opentelemetry/api'),
    type('Command', 'ioredis'),
    value('Redis', 'ioredis'),
    type('Logger', 'pino'),
    ...['endWith', 'requestTracer'].map((name) => value(name, PATHS.tracing)),
  ],
  [PATHS.counter]: [type('Redis', 'ioredis'), value('traceCommand', PATHS.redis)],
  [PATHS.networks]: [value('isIP', 'node:net'), value('z', 'zod')],
  [PATHS.rateLimit]: [
    type('MiddlewareHandler', 'hono'),
    type('Counter', PATHS.counter),
    type('ClientAddress', PATHS.clientAddress),
    value('networkOf', PATHS.clientAddress),
    type('Env', PATHS.context),
    value('Problem', PATHS.problem),
  ],
}

/** `src/http/rate-limit.test.ts` */
export function rateLimitTestView(service: Service) {
  const limited = service.resources.filter(isLimited)
  const addresses = limited.map((resource) => {
    return literal(
      `${service.basePath}${collectionPath(resource, service, ({ type: kind }) => String(constant(kind)))}`,
    )
  })
  return {
    view: { addresses: addresses.length > 0 && arrayText(addresses, { indent: 2, before: 'it.each('.length }) },
    imports: [
      ...['randomUUID'].map((name) => value(name, 'node:crypto')),
      value('once', 'node:events'),
      value('Hono', 'hono'),
      value('requestId', 'hono/request-id'),
      ...(addresses.length > 0 ? ['beforeAll'] : []).map((name) => value(name, 'vitest')),
      ...['describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      ...(addresses.length > 0
        ? [
            value('testApp', PATHS.testApp),
            type('TestApp', PATHS.testApp),
            value('createApp', PATHS.app),
            ...testConfigImports(service),
          ]
        : []),
      type('Counter', PATHS.counter),
      value('createCounter', PATHS.counter),
      value('connectRedis', PATHS.redis),
      value('createLogger', PATHS.logger),
      value('clientAddress', PATHS.clientAddress),
      type('Env', PATHS.context),
      value('answerError', PATHS.errors),
      ...['rateLimit', 'withCounter'].map((name) => value(name, PATHS.rateLimit)),
      value('requestLog', PATHS.requestLog),
    ],
  }
}

/** What the application of the tests and that of one test import to count nothing, or everything. */
export function testCounterImports(service: Service, name: 'Counter' | 'createCounter'): ImportSymbol[] {
  if (!hasLimits(service)) return []
  return [name === 'Counter' ? type(name, PATHS.counter) : value(name, PATHS.counter)]
}
