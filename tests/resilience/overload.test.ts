import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { type Opened, type Timed, timed } from './timed-service.ts'

const database = testDatabase()

describe.skipIf(!hasPostgres)('connections that are all in use', () => {
  let t: Timed
  let proxy: FaultProxy
  let opened: Opened

  beforeAll(async () => {
    t = await timed()
    const url = new URL(database.url)
    proxy = await faultProxy({ host: url.hostname, port: Number(url.port || 5432) })
    opened = await t.open(Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) }).href, 2)
    await Promise.all([0, 1].map(() => opened.db.execute(sql`select 1`)))
  })

  afterAll(async () => {
    await opened?.close()
    await proxy?.close()
  })

  // What Drizzle makes begins when somebody waits for it.
  const sleep = async (seconds: number) => {
    await opened.db.execute(sql`select pg_sleep(${seconds})`)
  }
  const ask = async (work: () => Promise<unknown>, ms = 5_000) => {
    const start = performance.now()
    const { status, headers } = await t.serve(ms, work).app.request('/')
    return { status, ms: performance.now() - start, retryAfter: headers.get('Retry-After') }
  }

  test('a request waits a quarter of a second for one, and is told when to come again', async () => {
    const busy = [sleep(0.6), sleep(0.6)]
    const [answer] = await Promise.all([ask(() => sleep(0)), ...busy])
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^[123]$/) })
    expect(answer.ms).toBeGreaterThan(240)
    expect(answer.ms).toBeLessThan(500)
    expect((await ask(() => sleep(0))).status).toBe(204)
  })

  test('where somebody waits all the time, it waits less', async () => {
    const busy = [sleep(1), sleep(1)]
    const early = ask(() => sleep(0))
    // One after the other, so that the queue is never empty.
    const queue = Promise.all([100, 200, 300].map((ms) => setTimeout(ms).then(() => ask(() => sleep(0)))))
    expect((await early).status).toBe(503)
    expect((await queue).map(({ status }) => status)).toEqual([503, 503, 503])
    const last = await queue.then(([, , last]) => last)
    expect(last?.ms).toBeLessThan(240)
    await Promise.all(busy)
  })

  test('what belongs to no request waits as long as it takes', async () => {
    const busy = [sleep(0.5), sleep(0.5)]
    await opened.db.execute(sql`select 1`)
    await Promise.all(busy)
  })

  test('that nobody has waited for long is known, whoever waits first', async () => {
    const busy = [sleep(0.2), sleep(0.2)]
    const first = opened.db.execute(sql`select 1`).then(() => {})
    expect((await ask(() => sleep(0))).status).toBe(204)
    await Promise.all([first, ...busy])
  })

  test('the database is asked whether it is there, whoever waits', async () => {
    const busy = [sleep(0.5), sleep(0.5)]
    const start = performance.now()
    await opened.ping()
    expect(performance.now() - start).toBeLessThan(400)
    await Promise.all(busy)
  })

  test('a connection on which nothing comes any more is replaced', async () => {
    const start = performance.now()
    await proxy.set('black-hole')
    const answers = await Promise.all([1, 2].map(() => ask(() => sleep(0), 200)))
    expect(answers.map(({ status }) => status)).toEqual([504, 504])
    const asked = opened.ping()
    await expect(asked).rejects.toThrow()
    await proxy.set('pass')
    await vi.waitFor(async () => expect((await ask(() => sleep(0), 200)).status).toBe(204), 5_000)
    // Nor is it waited for that the cancellation gets through, which takes five seconds.
    expect(performance.now() - start).toBeLessThan(4_500)
    await opened.ping()
  })
})
