import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { hasRedis, type OwnRedis, ownRedis } from './own-redis.ts'

const EXPECTED = join(packageRoot, 'tests/golden/shop/expected/src')
const { connectRedis } = await import(join(EXPECTED, 'runtime/redis.ts'))
const { createCounter } = await import(join(EXPECTED, 'runtime/counter.ts'))
const { createAttempts } = await import(join(EXPECTED, 'auth/attempts.ts'))

/** What a call may take that waits for nobody. A machine that does other things meanwhile needs some of it. */
const AT_ONCE = 40
const MINUTE = 60_000

type Counter = (key: string, windowMs: number) => Promise<{ readonly count: number; readonly leftMs: number }>

interface Attempts {
  begin(account: string, address: string): Promise<unknown>
}

const logger = { warn() {}, info() {} }
let redis: OwnRedis
let proxy: FaultProxy
const opened: Redis[] = []

function open(port = proxy.port): Redis {
  const connection: Redis = connectRedis(`redis://127.0.0.1:${port}`, logger)
  opened.push(connection)
  return connection
}

/** Waits until a connection is as it should be; recovery is promised within five seconds. */
async function until(connection: Redis, isReady: boolean): Promise<void> {
  for (const end = performance.now() + 5_000; (connection.status === 'ready') !== isReady; ) {
    if (performance.now() > end) throw new Error(`Redis is ${connection.status} after five seconds`)
    await wait(10)
  }
}

/** How long each of so many calls took, one after the other. */
async function times(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let call_ = 0; call_ < count; call_ += 1) {
    const start = performance.now()
    await call()
    taken.push(performance.now() - start)
  }
  return taken
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN
}

describe.runIf(hasRedis)('a service beside a Redis', { timeout: 30_000 }, () => {
  beforeAll(async () => {
    redis = await ownRedis()
    proxy = await faultProxy(redis)
  })
  beforeEach(async () => {
    for (const connection of opened.splice(0)) connection.disconnect()
    await proxy.set('pass')
    await redis.client.flushall()
  })
  afterAll(async () => {
    for (const connection of opened.splice(0)) connection.disconnect()
    await proxy?.close()
    await redis?.stop()
  })

  test('counts exactly, however many ask at once on two instances', async () => {
    const connections = [open(), open()]
    await Promise.all(connections.map((one) => until(one, true)))
    const [first, second]: Counter[] = connections.map(createCounter)
    const all = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? first : second)?.('key', MINUTE))
    const counts = (await Promise.all(all)).map((one) => one?.count)
    expect(counts.toSorted((one = 0, other = 0) => one - other)).toEqual(Array.from(all, (_, index) => index + 1))
    expect(await redis.client.pttl('shop:count:key')).toBeGreaterThan(MINUTE - 5_000)
  })

  test('opens a window anew when it is over', async () => {
    const connection = open()
    await until(connection, true)
    for (const count of [createCounter(connection), createCounter(undefined)] as Counter[]) {
      expect(await count('short', 80)).toMatchObject({ count: 1 })
      expect(await count('short', 80)).toMatchObject({ count: 2 })
      await wait(100)
      expect(await count('short', 80)).toMatchObject({ count: 1 })
    }
  })

  test('remembers no more callers than it has room for', async () => {
    const count: Counter = createCounter(undefined)
    await count('first', MINUTE)
    for (let caller = 0; caller < 100_000; caller += 1) await count(`caller ${caller}`, MINUTE)
    expect(await count('caller 99999', MINUTE)).toMatchObject({ count: 2 })
    expect(await count('first', MINUTE)).toMatchObject({ count: 1 })
  })

  test('F01: goes on by itself where there is none from the start, and finds it later', async () => {
    await proxy.set('refuse')
    const connection = open()
    const count: Counter = createCounter(connection)
    expect(Math.max(...(await times(200, () => count('key', MINUTE))))).toBeLessThan(AT_ONCE)
    expect(await count('key', MINUTE)).toMatchObject({ count: 201 })
    await proxy.set('pass')
    await until(connection, true)
    expect(await count('key', MINUTE)).toMatchObject({ count: 1 })
  })

  test('F02: goes on when it dies, and with it again when it is back, its scripts gone', async () => {
    const connection = open()
    await until(connection, true)
    const count: Counter = createCounter(connection)
    await count('key', MINUTE)
    await redis.stop()
    await until(connection, false)
    expect(Math.max(...(await times(100, () => count('key', MINUTE))))).toBeLessThan(AT_ONCE)
    await redis.start()
    await until(connection, true)
    expect(await count('key', MINUTE)).toMatchObject({ count: 1 })
    await redis.client.script('FLUSH')
    expect(await count('key', MINUTE)).toMatchObject({ count: 2 })
  })

  test('F03: waits once for one that says nothing any more', async () => {
    const connection = open()
    await until(connection, true)
    const count: Counter = createCounter(connection)
    await count('key', MINUTE)
    await proxy.set('black-hole')
    const [first = 0, ...others] = await times(200, () => count('key', MINUTE))
    expect(first).toBeGreaterThan(90)
    expect(first).toBeLessThan(180)
    expect(Math.max(...others)).toBeLessThan(AT_ONCE)
    await until(connection, false)
    await proxy.set('pass')
    await until(connection, true)
    expect((await count('key', MINUTE)).count).toBeLessThan(5)
  })

  test.each([
    ['slow', { delay: 200 }],
    ['dripping', { drip: 30 }],
    ['resetting connections', 'reset'],
  ] as const)('F04: does without one that is %s', async (_, fault) => {
    const connection = open()
    await until(connection, true)
    const count: Counter = createCounter(connection)
    await proxy.set(fault)
    const taken = await times(100, async () => {
      await count('key', MINUTE)
      await wait(20)
    })
    expect(percentile(taken, 0.95)).toBeLessThan(20 + AT_ONCE)
    await proxy.set('pass')
    await until(connection, true)
  })

  test('F04: answers all the time while it comes and goes', async () => {
    const connection = open()
    await until(connection, true)
    const count: Counter = createCounter(connection)
    let isOver = false
    const flapping = (async () => {
      for (const fault of ['black-hole', 'pass', 'refuse', 'pass', 'black-hole', 'pass'] as const) {
        await proxy.set(fault)
        await wait(700)
      }
      isOver = true
    })()
    const taken: number[] = []
    while (!isOver)
      taken.push(...(await times(1, () => count('key', MINUTE))), ...(await times(1, () => wait(5))).slice(1))
    await flapping
    expect(percentile(taken, 0.95)).toBeLessThan(AT_ONCE)
    expect(Math.max(...taken)).toBeLessThan(250)
    await until(connection, true)
  })

  test('F05: goes on where it is full, cannot be written to, or holds something else under the key', async () => {
    const connection = open()
    await until(connection, true)
    const count: Counter = createCounter(connection)
    await redis.client.lpush('shop:count:list', 'x')
    expect(await count('list', MINUTE)).toMatchObject({ count: 1 })
    await redis.client.set('shop:count:text', 'garbage')
    expect(await count('text', MINUTE)).toMatchObject({ count: 1 })
    await redis.client.config('SET', 'maxmemory', '1')
    expect(await count('full', MINUTE)).toMatchObject({ count: 1 })
    await redis.client.config('SET', 'maxmemory', '0')
    await redis.client.replicaof('127.0.0.1', '1')
    expect(await count('read only', MINUTE)).toMatchObject({ count: 1 })
    await redis.client.replicaof('NO', 'ONE')
    expect(connection.status).toBe('ready')
  })

  test('counts wrong passwords for all instances together, and for each while there is no Redis', async () => {
    const connections = [open(), open()]
    await Promise.all(connections.map((one) => until(one, true)))
    const [first, second] = connections.map((one): Attempts => createAttempts(one))
    const guess = async (attempts: Attempts | undefined, account: string) => {
      try {
        await attempts?.begin(account, '192.0.2.1')
        return 'tried'
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error
      }
    }
    for (const attempts of [first, second, first, second, first]) expect(await guess(attempts, 'ann')).toBe('tried')
    expect(await guess(second, 'ann')).toBe('too-many-requests')
    await proxy.set('black-hole')
    expect(await guess(first, 'ben')).toBe('tried')
    const start = performance.now()
    for (let tries = 0; tries < 4; tries += 1) await guess(first, 'ben')
    expect(await guess(first, 'ben')).toBe('too-many-requests')
    expect(performance.now() - start).toBeLessThan(AT_ONCE)
  })
})
