import { isCached } from '../../model/caches.ts'
import type { Resource, Service } from '../../model/model.ts'
import { collectionAddress } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, objectsText, unionText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { isBare } from './envelope.ts'
import { tenantOf } from './tenants.ts'
import { callersOf } from './test-actors.ts'

/** `src/db/changes.ts` */
export function changesView(service: Service) {
  const names = service.resources.filter(isCached).map(({ names: { many } }) => many)
  return {
    view: { followed: unionText('Followed', names.map(literal)), example: names[0] ?? '' },
    imports: [value('afterCommit', PATHS.transaction)],
  }
}

/** `src/http/cached.ts` */
export function cachedView(service: Service) {
  const cached = service.resources.filter(isCached)
  const isTagged = cached.some(tellsVersions)
  const headers = [...(isTagged ? ['ETag'] : []), ...(isBare(service) ? ['Link'] : [])]
  return {
    view: {
      example: cached[0]?.names.many ?? '',
      tenants: service.tenant !== undefined,
      tenantWords: tenantOf(service)?.names.words.one ?? '',
      keptHeaders: headers.length > 0 && arrayText(headers.map(literal), { before: 'const HEADERS = '.length }),
    },
    imports: [
      value('createHash', 'node:crypto'),
      type('Context', 'hono'),
      type('MiddlewareHandler', 'hono'),
      type('Followed', PATHS.changes),
      type('Db', PATHS.executor),
      value('primary', PATHS.executor),
      type('Cache', PATHS.cache),
      value('cacheReads', PATHS.metrics),
      type('Env', PATHS.context),
      ...(isTagged ? [value('isKnownTag', PATHS.etag)] : []),
      value('openapi', PATHS.openapi),
    ],
  }
}

/** `src/http/cached.test.ts` */
export function cachedTestView(service: Service) {
  const cached = service.resources.filter(isCached)
  const addresses = cached.flatMap((resource) => {
    const { main, operations } = callersOf(resource, service)
    if (!operations.has('list')) return []
    const of = literal(resource.names.many)
    const address = literal(collectionAddress(resource, service))
    return service.auth === undefined
      ? [{ of, address }]
      : [{ of, address, as: main === undefined ? 'undefined' : `${literal(main)} as const` }]
  })
  return {
    view: {
      name: literal(cached[0]?.names.many ?? ''),
      addresses: addresses.length > 0 && objectsText(addresses, 'const ADDRESSES = '.length),
      tenants: service.tenant !== undefined,
      tenantWords: tenantOf(service)?.names.words.one ?? '',
      asks: service.tenant !== undefined || cached.some(tellsVersions),
      parameters: service.auth === undefined ? 'of, address' : 'of, address, as',
    },
    imports: [
      value('randomUUID', 'node:crypto'),
      value('once', 'node:events'),
      value('setTimeout', 'node:timers/promises'),
      value('Hono', 'hono'),
      type('Redis', 'ioredis'),
      ...(service.tenant === undefined ? [] : [type('Actor', PATHS.actor)]),
      ...['afterAll', 'beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value('rowsChanged', PATHS.changes),
      value('transaction', PATHS.transaction),
      type('Cache', PATHS.cache),
      value('createCache', PATHS.cache),
      value('createLogger', PATHS.logger),
      value('connectRedis', PATHS.redis),
      value('keptAnswers', PATHS.cached),
      value('withCache', PATHS.cached),
      type('Env', PATHS.context),
    ],
  }
}

/** Whether an answer for a single row says which version it is. */
export function tellsVersions({ versioned, operations }: Resource): boolean {
  return versioned && operations.includes('get')
}

/** What files of the whole service import as well where answers are kept, by template. */
export const IMPORTS_FOR_CACHES: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/app.ts': [type('Cache', PATHS.cache), value('withCache', PATHS.cached)],
  'src/main.ts': [value('createCache', PATHS.cache)],
}

/** What the cache itself imports, by template. */
export const CACHE_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  [PATHS.cache]: [
    value('AsyncLocalStorage', 'node:async_hooks'),
    value('randomUUID', 'node:crypto'),
    type('Redis', 'ioredis'),
    value('LRUCache', 'lru-cache'),
    type('Followed', PATHS.changes),
    value('onRowsChanged', PATHS.changes),
  ],
}
