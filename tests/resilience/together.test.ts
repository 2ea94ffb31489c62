import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { type Opened, type Timed, timed } from './timed-service.ts'

const database = testDatabase()

describe.skipIf(!hasPostgres)('statements that read and were quick', () => {
  let t: Timed
  let proxy: FaultProxy
  let opened: Opened
  let sleeping: { execute(values: { readonly seconds: number }): Promise<[{ readonly pid: number }]> }

  beforeAll(async () => {
    t = await timed()
    const url = new URL(database.url)
    proxy = await faultProxy({ host: url.hostname, port: Number(url.port || 5432) })
    opened = await t.open(Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) }).href, 2)
    const slept = opened.db.select({ pid: sql`pg_backend_pid()` }).from(sql`pg_sleep(${sql.placeholder('seconds')})`)
    sleeping = slept.prepare('sleeping')
    // Made known on both connections, which takes longer.
    await Promise.all([0, 1].map(() => sleep(0.1)))
  })

  afterAll(async () => {
    await opened?.close()
    await proxy?.close()
  })

  beforeEach(async () => {
    await proxy.set('pass')
    // On a busy machine nothing is quick for a while.
    await vi.waitFor(async () => {
      const start = performance.now()
      await sleep(0)
      expect(performance.now() - start).toBeLessThan(10)
    }, 20_000)
  })

  /** Always the same statement, however long it takes. */
  async function sleep(seconds: number): Promise<number> {
    const [row] = await sleeping.execute({ seconds })
    return row.pid
  }

  async function ask(ms: number, seconds: number) {
    const start = performance.now()
    const { status } = await t.serve(ms, () => sleep(seconds)).app.request('/')
    return { status, ms: performance.now() - start }
  }

  test('go together on one connection, eight at most', async () => {
    const together = await Promise.all(Array.from({ length: 8 }, () => sleep(0)))
    expect(new Set(together).size).toBe(1)
    const more = await Promise.all(Array.from({ length: 9 }, () => sleep(0)))
    expect(new Set(more).size).toBe(2)
  })

  test('do so no more when they were slow', async () => {
    await sleep(0.05)
    const apart = await Promise.all([sleep(0), sleep(0)])
    expect(new Set(apart).size).toBe(2)
  })

  test('leave half of the connections to others when they are slow, and also while they are', async () => {
    const first = sleep(0.8)
    await wait(300)
    const second = sleep(0.8)
    const start = performance.now()
    await opened.db.execute(sql`select 1`)
    expect(performance.now() - start).toBeLessThan(200)
    // It has waited for the first one, though there was a connection free.
    expect(await first).toBe(await second)
    expect(performance.now() - start).toBeGreaterThan(1_000)
  })

  test('let nothing else join them', async () => {
    const transaction = async () => {
      // By then those that read have their connection, and others could still join them.
      for (let n = 0; n < 100; n += 1) await undefined
      return opened.db.transaction((tx: Opened['db']) => tx.execute(sql`select pg_backend_pid() as pid`))
    }
    const [reads, write] = await Promise.all([Promise.all([sleep(0), sleep(0)]), transaction()])
    expect(new Set(reads).size).toBe(1)
    expect(write[0].pid).not.toBe(reads[0])
  })

  test('one that takes too long this time is cancelled alone, and those behind it are answered', async () => {
    const [before, slow, behind] = await Promise.all([ask(5_000, 0), ask(200, 30), ask(5_000, 0)])
    expect([before.status, slow.status, behind.status]).toEqual([204, 504, 204])
    expect(behind.ms).toBeLessThan(1_500)
  })

  test('one that waits behind another is over in time, and ends nothing but itself', async () => {
    const [first, over, last] = await Promise.all([ask(5_000, 0.6), ask(200, 30), ask(5_000, 0.1)])
    expect([first.status, over.status, last.status]).toEqual([204, 504, 204])
    expect(first.ms).toBeGreaterThan(550)
    expect(over.ms).toBeLessThan(500)
    expect(last.ms).toBeLessThan(1_700)
  })

  test('one that is cancelled in the place of the one before is read again', async () => {
    // The server has done with the first one when it hears that it is to end, but nobody knows that yet.
    await proxy.set({ delay: 300 })
    const [over, astray] = await Promise.all([ask(150, 0.02), ask(5_000, 0.4)])
    expect([over.status, astray.status]).toEqual([504, 204])
    expect(astray.ms).toBeGreaterThan(850)
  })

  test('all are read again where their connection is lost', async () => {
    const asked = Promise.all([1, 2, 3].map(() => ask(5_000, 0.3)))
    await ask(5_000, 0)
    await proxy.set('reset')
    await proxy.set('pass')
    expect((await asked).map(({ status }) => status)).toEqual([204, 204, 204])
  })
})
