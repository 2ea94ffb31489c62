import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { hasRedis, type OwnRedis, ownRedis } from './own-redis.ts'

const EXPECTED = join(packageRoot, 'tests/golden/shop/expected/src')

/** What an answer may take that waits for nobody. A machine that does other things meanwhile needs some of it. */
const AT_ONCE = 40
const MINUTE = 60_000

interface Cache {
  read(place: object, make: () => Promise<string | undefined>): Promise<string | undefined>
}

/** What a process has of it. */
interface Instance {
  readonly redis: Redis
  readonly cache: Cache
  /** Asks for a key, and makes its text where there is none. */
  ask(make?: () => Promise<string | undefined>): Promise<string | undefined>
  rowsChanged(of: string): Promise<void>
}

const logger = { warn() {}, info() {} }
const opened: Redis[] = []
let redis: OwnRedis
let proxy: FaultProxy

/** Modules of its own, as another process would have. */
async function open(port = proxy.port): Promise<Instance> {
  vi.resetModules()
  const { connectRedis } = await import(join(EXPECTED, 'runtime/redis.ts'))
  const { createCache } = await import(join(EXPECTED, 'runtime/cache.ts'))
  const { rowsChanged } = await import(join(EXPECTED, 'db/changes.ts'))
  const connection: Redis = connectRedis(`redis://127.0.0.1:${port}`, logger, { together: true })
  opened.push(connection)
  const cache: Cache = createCache(connection)
  const ask = (make = async (): Promise<string | undefined> => 'made') =>
    cache.read({ of: 'categories', key: 'key', lifetimeMs: MINUTE }, make)
  return { redis: connection, cache, ask, rowsChanged }
}

async function openReady(port?: number): Promise<Instance> {
  const instance = await open(port)
  await until(instance, true)
  return instance
}

/** Has one make and keep a text, and waits until Redis has it. */
async function keep(instance: Instance, text: string): Promise<string> {
  await instance.ask(async () => text)
  for (;;) {
    const [key] = await redis.client.keys('shop:kept:*')
    if (key !== undefined && (await redis.client.get(key))?.endsWith(`\n${text}`)) return key
    await wait(5)
  }
}

async function until(instance: Instance, isReady: boolean): Promise<void> {
  for (const end = performance.now() + 5_000; (instance.redis.status === 'ready') !== isReady; ) {
    if (performance.now() > end) throw new Error(`Redis is ${instance.redis.status} after five seconds`)
    await wait(10)
  }
}

async function times(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < count; round += 1) {
    const start = performance.now()
    await call()
    taken.push(performance.now() - start)
  }
  return taken
}

describe.runIf(hasRedis)('answers that are kept in a Redis', { timeout: 30_000 }, () => {
  beforeAll(async () => {
    redis = await ownRedis()
    proxy = await faultProxy(redis)
  })
  beforeEach(async () => {
    await proxy.set('pass')
    await redis.client.flushall()
  })
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.disconnect()
  })
  afterAll(async () => {
    await proxy?.close()
    await redis?.stop()
  })

  test('F26: 500 that ask at once for what is not there are answered by one load', async () => {
    const one = await openReady()
    let made = 0
    const slow = async () => {
      made += 1
      await wait(30)
      return 'slow'
    }
    const early = Array.from({ length: 250 }, () => one.ask(slow))
    await wait(5)
    const all = await Promise.all([...early, ...Array.from({ length: 250 }, () => one.ask(slow))])
    expect(new Set(all)).toEqual(new Set(['slow']))
    expect(made).toBe(1)
    // As many again, while the generation has ended and another one begins.
    await one.rowsChanged('categories')
    await Promise.all(Array.from({ length: 500 }, () => one.ask(slow)))
    expect(made).toBe(2)
  })

  test('are of all instances, and out of date for all when one changes a row', async () => {
    const [one, two] = [await openReady(), await openReady()]
    const kept = await keep(one, 'first')
    expect(await two.ask(async () => 'second')).toBe('first')
    await two.rowsChanged('categories')
    await keep(one, 'third')
    expect(await two.ask(async () => 'fourth')).toBe('third')
    expect(await redis.client.pttl(kept)).toBeGreaterThan(0.89 * MINUTE)
    expect(await redis.client.pttl(kept)).toBeLessThan(1.11 * MINUTE)
  })

  test('do not survive a change that another instance made while they were being made', async () => {
    const [one, two] = [await openReady(), await openReady()]
    const stale = one.ask(async () => {
      await wait(60)
      return 'of before'
    })
    await wait(20)
    await two.rowsChanged('categories')
    expect(await two.ask(async () => 'of behind')).toBe('of behind')
    expect(await stale).toBe('of before')
    await wait(20)
    expect(await two.ask(async () => 'again')).not.toBe('of before')
    expect(await one.ask(async () => 'again')).not.toBe('of before')
  })

  test('never come back when Redis loses what it knows of changes', async () => {
    const one = await openReady()
    const kept = await keep(one, 'old')
    const old = (await redis.client.get(kept)) ?? ''
    for (let change = 0; change < 3; change += 1) await one.rowsChanged('categories')
    await redis.client.flushall()
    await redis.client.set(kept, old)
    expect(await one.ask(async () => 'new')).toBe('new')
  })

  test.each([
    ['garbage', (key: string) => redis.client.set(key, '\u0000\u0001 no generation')],
    ['nothing', (key: string) => redis.client.set(key, '')],
    ['a list', (key: string) => redis.client.del(key).then(() => redis.client.lpush(key, 'item'))],
  ])('are made again where somebody left %s', async (_, spoil) => {
    const one = await openReady()
    const kept = await keep(one, 'first')
    await spoil(kept)
    expect(await one.ask(async () => 'second')).toBe('second')
    await spoil('shop:generation:categories')
    expect(await one.ask(async () => 'third')).toBe('third')
  })

  test('are made again where making them failed, and for each where there is nothing to be kept', async () => {
    const one = await openReady()
    const failing = async () => {
      await wait(5)
      throw new Error('no database')
    }
    const failed = await Promise.allSettled([one.ask(failing), one.ask(failing)])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await one.ask(async () => undefined)).toBeUndefined()
    expect(await one.ask(async () => 'x'.repeat(500_001))).toHaveLength(500_001)
    await keep(one, 'small')
    expect(await one.ask(async () => 'other')).toBe('small')
  })

  test('do not hang for everybody when making them does', async () => {
    const one = await openReady()
    void one.ask(() => new Promise(() => {}))
    await wait(20)
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5_001)
    const later = await one.ask(async () => 'made')
    clock.mockRestore()
    expect(later).toBe('made')
  })

  test('F01, F02: without Redis all is made, at once, and kept again when it is back', async () => {
    await proxy.set('refuse')
    const one = await open()
    let made = 0
    const count = async () => {
      made += 1
      return String(made)
    }
    expect(Math.max(...(await times(100, () => one.ask(count))))).toBeLessThan(AT_ONCE)
    expect(Math.max(...(await times(100, () => one.rowsChanged('categories'))))).toBeLessThan(AT_ONCE)
    expect(made).toBe(100)
    await proxy.set('pass')
    await until(one, true)
    expect([await one.ask(count), await one.ask(count)]).toEqual(['101', '101'])
    await redis.stop()
    await until(one, false)
    expect([await one.ask(count), await one.ask(count)]).toEqual(['102', '103'])
    await redis.start()
    await until(one, true)
    expect([await one.ask(count), await one.ask(count)]).toEqual(['104', '104'])
  })

  test('F03: one that says nothing any more costs one wait', async () => {
    const one = await openReady()
    await one.ask()
    await proxy.set('black-hole')
    const [first = 0, ...others] = await times(100, () => one.ask())
    expect(first).toBeLessThan(180)
    expect(Math.max(...others)).toBeLessThan(AT_ONCE)
  })

  test('F04: answers all the time while it comes and goes, and never what was before a change', async () => {
    const [one, two] = [await openReady(), await openReady(redis.port)]
    let row = 0
    const load = async () => String(row)
    let isOver = false
    const flapping = (async () => {
      for (const fault of ['black-hole', 'pass', 'refuse', 'pass', 'reset', 'pass', { delay: 150 }, 'pass'] as const) {
        await proxy.set(fault)
        await wait(500)
      }
      isOver = true
    })()
    const taken: number[] = []
    while (!isOver) {
      row += 1
      await one.rowsChanged('categories')
      const start = performance.now()
      expect(Number(await one.ask(load))).toBe(row)
      taken.push(performance.now() - start)
      await two.ask(load)
      await wait(5)
    }
    await flapping
    expect(Math.max(...taken)).toBeLessThan(250)
    // Whoever had no trouble hears of what the other one could not tell as soon as that has Redis back.
    await until(one, true)
    await wait(50)
    expect(Number(await two.ask(load))).toBe(row)
  })

  test('a change that could not be told is told when Redis is back, and not seen through until then', async () => {
    const [one, two] = [await openReady(), await openReady(redis.port)]
    await keep(one, 'old')
    await proxy.set('refuse')
    await until(one, false)
    await one.rowsChanged('categories')
    expect(await one.ask(async () => 'new')).toBe('new')
    // The other one cannot know yet.
    expect(await two.ask(async () => 'new')).toBe('old')
    await proxy.set('pass')
    await until(one, true)
    await wait(50)
    expect(await two.ask(async () => 'new')).toBe('new')
  })

  test('a Redis that is full goes on forgetting', async () => {
    const one = await openReady()
    await keep(one, 'old')
    await redis.client.config('SET', 'maxmemory-policy', 'noeviction')
    await redis.client.config('SET', 'maxmemory', '1mb')
    try {
      await one.rowsChanged('categories')
      expect(await one.ask(async () => 'new')).toBe('new')
      expect(await one.ask(async () => 'newer')).toBe('newer')
    } finally {
      await redis.client.config('SET', 'maxmemory', '0')
    }
    expect([await one.ask(async () => 'last'), await one.ask(async () => 'never')]).toEqual(['last', 'last'])
  })

  test('one that has become read only is not believed by who cannot tell it of a change', async () => {
    const one = await openReady()
    await keep(one, 'old')
    await redis.client.replicaof('127.0.0.1', '1')
    try {
      await one.rowsChanged('categories')
      expect(await one.ask(async () => 'new')).toBe('new')
    } finally {
      await redis.client.replicaof('NO', 'ONE')
    }
    expect([await one.ask(async () => 'last'), await one.ask(async () => 'never')]).toEqual(['last', 'last'])
  })
})

test('in the memory of a process they take no more room than they may', { timeout: 30_000 }, async () => {
  const { createCache } = await import(join(EXPECTED, 'runtime/cache.ts'))
  const cache: Cache = createCache(undefined)
  const before = process.memoryUsage().heapUsed
  for (let key = 0; key < 1_000; key += 1) {
    const text = `${key}`.padEnd(200_000, 'x')
    await cache.read({ of: 'categories', key: String(key), lifetimeMs: MINUTE }, async () => text)
  }
  const read = (key: number) =>
    cache.read({ of: 'categories', key: String(key), lifetimeMs: MINUTE }, async () => 'made')
  expect(await read(999)).toHaveLength(200_000)
  expect(await read(0)).toBe('made')
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300_000_000)
})
