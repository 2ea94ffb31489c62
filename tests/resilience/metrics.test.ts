import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { generateText } from '../access/shop.ts'
import { runProgram, type Service, startMembers } from '../auth/service.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { freePort, hasRedis, type OwnRedis, ownRedis } from './own-redis.ts'
import { scrape } from './scrape.ts'

const DESK = `
ashlar: 1
name: desk
defaults: { timeout: 5s }
resources:
  topic:
    fields: { name: string(1..80) }
    query: { filter: [name] }
    rateLimit: 10/1m
    cache: 10m
    actions:
      quote: { get: /quote, rateLimit: false, response: { base: string }, uses: [prices.rate] }
upstreams:
  prices:
    url: PRICES_URL
    retries: 1
    breaker: { errorRate: 50%, minCalls: 5, resetAfter: 60s }
    calls:
      rate: { get: /rate, response: { base: string }, fallback: { base: EUR } }
`

/** The action that the description leaves to be written. */
const ACTIONS = `
import type { QuoteTopic, QuoteTopicAnswer } from './topics.action-types.ts'

export async function quote({ upstreams }: QuoteTopic): Promise<QuoteTopicAnswer> {
  return upstreams.prices.rate()
}
`

const COUNT = 'http_request_duration_seconds_count'
const ONE = '00000000-0000-4000-8000-000000000001'

describe.runIf(hasRedis && hasPostgres)('what a service tells Prometheus', { timeout: 60_000 }, () => {
  const database = testDatabase()
  let port: number
  let redis: OwnRedis
  let service: Service
  let prices: Server
  let pricesStatus = 200
  let stopping: Promise<void> | undefined

  beforeAll(async () => {
    const root = await generateText(DESK, 'resilience-desk')
    writeFileSync(join(root, 'src/resources/topics/topics.actions.ts'), ACTIONS.trimStart())
    redis = await ownRedis()
    port = await freePort()
    prices = createServer((_, response) => response.writeHead(pricesStatus).end('{"base":"USD"}')).listen(
      0,
      '127.0.0.1',
    )
    await once(prices, 'listening')
    const env = {
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '2',
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      PRICES_URL: `http://127.0.0.1:${Object(prices.address()).port}`,
      METRICS_PORT: String(port),
      SHUTDOWN_DELAY_MS: '500',
      TRUSTED_PROXIES: '127.0.0.1',
    }
    await runProgram(root, ['src/migrate.ts'], env)
    service = await startMembers(root, env)
    await vi.waitFor(async () => expect((await scrape(port)).amount('redis_up')).toBe(1))
  }, 60_000)
  afterAll(async () => {
    await (stopping ?? service?.stop())
    prices?.close()
    await redis?.stop()
  })

  let clients = 0
  /** Each from another network, so that no limit is in the way. */
  const ask = (path: string, client = `192.0.2.${++clients}`, method = 'GET') =>
    fetch(service.url + path, { method, headers: { 'X-Forwarded-For': client } })

  /** By how much each value has grown by the end of `work`. */
  async function during(work: () => Promise<unknown>) {
    const before = await scrape(port)
    await work()
    const after = await scrape(port)
    return (name: string, labels?: Readonly<Record<string, string>>) =>
      (after.amount(name, labels) ?? 0) - (before.amount(name, labels) ?? 0)
  }

  test('is not on the port that clients reach', async () => {
    expect((await ask('/metrics')).status).toBe(404)
    expect((await fetch(`http://127.0.0.1:${port}/topics`)).status).toBe(404)
  })

  test('names each request by the pattern of its route, and what has none by one name', async () => {
    const grown = await during(async () => {
      for (let index = 0; index < 50; index += 1) await ask(`/${Math.random()}/${index}`)
      for (let index = 0; index < 3; index += 1) await ask(`/topics/${ONE.slice(0, -1)}${index}`)
      await ask('/topics', undefined, 'PUT')
      await ask('/health')
    })
    expect(grown(COUNT, { route: 'none', status: '404' })).toBe(50)
    expect(grown(COUNT, { route: '/topics/:id', method: 'GET', status: '404' })).toBe(3)
    expect(grown(COUNT, { route: '/topics', method: 'PUT', status: '405' })).toBe(1)
    expect(grown(COUNT)).toBe(54)
    const { samples, amount } = await scrape(port)
    const routes = new Set(samples.filter(({ name }) => name === COUNT).map(({ labels }) => labels.route))
    expect([...routes].sort()).toEqual(['/topics', '/topics/:id', 'none'])
    expect(amount('http_requests_in_flight')).toBe(0)
    expect(new Set(samples.map(({ labels }) => labels.service_name))).toEqual(new Set(['desk']))
  })

  test('tells of the pool', async () => {
    const pool = { pool: 'primary' }
    const { amount } = await scrape(port)
    expect(amount('db_pool_size', pool)).toBe(2)
    expect(amount('db_pool_in_use', pool)).toBe(0)
    expect(amount('db_pool_waiting', pool)).toBe(0)
    const grown = await during(() => Promise.all(Array.from({ length: 12 }, () => ask('/topics?name=none'))))
    expect(grown('db_pool_wait_seconds_count')).toBeGreaterThan(0)
  })

  test('tells what is kept from what is made, and from what is not looked for', async () => {
    const grown = await during(async () => {
      for (let index = 0; index < 3; index += 1) await ask('/topics?limit=7')
      await ask('/topics?name=none')
    })
    const reads = (outcome: string) => grown('cache_reads_total', { resource: 'topics', outcome })
    expect([reads('miss'), reads('hit'), reads('bypass')]).toEqual([1, 2, 1])
  })

  test('tells who is refused by a limit', async () => {
    const grown = await during(async () => {
      for (let index = 0; index < 13; index += 1) await ask('/topics', '198.51.100.1')
    })
    expect(grown('rate_limit_decisions_total', { outcome: 'allowed' })).toBe(10)
    expect(grown('rate_limit_decisions_total', { outcome: 'refused' })).toBe(3)
    expect(grown('rate_limit_fallbacks_total')).toBe(0)
    expect(grown(COUNT, { route: '/topics', status: '429' })).toBe(3)
  })

  test('tells of a Redis that refuses: requests are counted by the instance', async () => {
    await redis.client.config('SET', 'maxmemory', '1')
    const grown = await during(() => ask('/topics'))
    await redis.client.config('SET', 'maxmemory', '0')
    expect(grown('rate_limit_fallbacks_total')).toBe(1)
    expect(grown('redis_failures_total')).toBeGreaterThan(0)
    expect((await scrape(port)).amount('redis_up')).toBe(1)
  })

  test('tells of calls, and of a breaker that has opened', async () => {
    const of = { upstream: 'prices', call: 'prices.rate' }
    const good = await during(() => ask('/topics/quote'))
    expect(good('upstream_calls_total', { ...of, outcome: 'answered' })).toBe(1)
    expect(good('upstream_call_duration_seconds_count', of)).toBe(1)
    expect((await scrape(port)).amount('upstream_breaker_state', { upstream: 'prices' })).toBe(0)
    pricesStatus = 503
    const bad = await during(async () => {
      for (let index = 0; index < 6; index += 1) expect((await ask('/topics/quote')).status).toBe(200)
    })
    expect(bad('upstream_calls_total', { ...of, outcome: 'unavailable' })).toBe(6)
    expect(bad('upstream_fallbacks_total', of)).toBe(6)
    expect(bad('upstream_retries_total', of)).toBeGreaterThan(0)
    expect((await scrape(port)).amount('upstream_breaker_state', { upstream: 'prices' })).toBe(2)
  })

  test('tells of a Redis that is gone, and what is done without it', async () => {
    await redis.stop()
    await vi.waitFor(async () => expect((await scrape(port)).amount('redis_up')).toBe(0), 5_000)
    const grown = await during(async () => expect((await ask('/topics')).status).toBe(200))
    expect(grown('rate_limit_fallbacks_total')).toBe(1)
    expect(grown('cache_reads_total', { resource: 'topics', outcome: 'bypass' })).toBe(1)
  })

  test('tells of the event loop', async () => {
    const { amount } = await scrape(port)
    expect(amount('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  })

  test('goes on telling until the end of the process', async () => {
    stopping = service.stop()
    await vi.waitFor(async () => expect((await ask('/ready')).status).toBe(503))
    expect((await scrape(port)).amount('http_requests_in_flight')).toBe(0)
    await stopping
    await expect(scrape(port)).rejects.toThrow('fetch failed')
  })
})
