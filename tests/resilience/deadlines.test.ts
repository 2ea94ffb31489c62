import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasPooler, type Pooler, startPooler } from '../modelling/pooler.ts'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { freePort } from '../setup/own-server.ts'
import { type Opened, type Timed, timed } from './timed-service.ts'

const database = testDatabase()

describe.skipIf(!hasPostgres)('deadlines on PostgreSQL', () => {
  let t: Timed
  let opened: Opened
  let admin: postgres.Sql
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)

  beforeAll(async () => {
    t = await timed()
    opened = await t.open(database.url, 2)
    await opened.migrate(join(t.root, 'migrations'))
    admin = postgres(database.url, { max: 2, onnotice: () => {} })
    await admin`create table written (who text)`
    process.on('unhandledRejection', note)
  })

  afterEach(async () => {
    await vi.waitFor(async () => expect(await running()).toBe(0), 3_000)
    await admin`truncate written`
    expect(unhandled).toEqual([])
  })

  afterAll(async () => {
    process.off('unhandledRejection', note)
    await admin?.end()
    await opened?.close()
  })

  const running = async () => {
    const [row] = await admin`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and state <> 'idle' and query like '%pg_sleep%' and pid <> pg_backend_pid()`
    return row?.n
  }
  const written = async () => (await admin`select who from written order by who`).map(({ who }) => who)
  const write = (who: string) => sql`insert into written values (${who})`
  const sleep = (seconds: number) => sql`select pg_sleep(${seconds})`
  const request = async (app: { request(path: string): Response | Promise<Response> }) => {
    const start = performance.now()
    const { status } = await app.request('/')
    return { status, ms: performance.now() - start }
  }

  test('a slow statement is answered in time and cancelled', async () => {
    const { app, lines } = t.serve(200, () => opened.db.execute(sleep(4)))
    const { status, ms } = await request(app)
    expect(status).toBe(504)
    expect(ms).toBeLessThan(400)
    const start = performance.now()
    await vi.waitFor(async () => expect(await running()).toBe(0), { interval: 5 })
    expect(performance.now() - start).toBeLessThan(200)
    await setTimeout(50)
    expect(lines.map(({ msg, status }) => [msg, status])).toEqual([
      ['It took too long', undefined],
      ['request', 504],
    ])
  })

  test('a statement that waits for a connection is never sent', async () => {
    const busy = Promise.all([0, 1].map(() => opened.db.execute(sleep(0.6))))
    await setTimeout(20)
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => request(t.serve(200, () => opened.db.execute(write(`queued ${n}`))).app)),
    )
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([504]))
    await busy
    await setTimeout(100)
    expect(await written()).toEqual([])
    expect((await request(t.serve(2_000, () => opened.db.execute(write('after'))).app)).status).toBe(204)
    expect(await written()).toEqual(['after'])
  })

  test('nor is a transaction that waits for one', async () => {
    const busy = Promise.all([0, 1].map(() => opened.db.execute(sleep(0.5))))
    await setTimeout(20)
    const work = vi.fn()
    const { app } = t.serve(150, () => opened.db.transaction(work))
    expect((await request(app)).status).toBe(504)
    await busy
    await setTimeout(50)
    expect(work).not.toHaveBeenCalled()
  })

  test('a transaction is rolled back, also when what it does between its statements takes too long', async () => {
    const slow = t.serve(200, () =>
      opened.db.transaction(async (tx: Opened['db']) => {
        await tx.execute(write('first'))
        await tx.execute(sleep(4))
        await tx.execute(write('second'))
      }),
    )
    const between = t.serve(200, () =>
      opened.db.transaction(async (tx: Opened['db']) => {
        await tx.execute(write('third'))
        await setTimeout(400)
      }),
    )
    const swallowed = t.serve(200, () =>
      opened.db.transaction(async (tx: Opened['db']) => {
        await tx.execute(write('fourth'))
        await tx.transaction((inner: Opened['db']) => inner.execute(sleep(4))).catch(() => {})
        await tx.execute(write('fifth')).catch(() => {})
      }),
    )
    for (const { app, lines } of [slow, between, swallowed]) {
      expect((await request(app)).status).toBe(504)
      await setTimeout(300)
      expect(lines.filter(({ msg }) => msg !== 'request')).toHaveLength(1)
    }
    expect(await written()).toEqual([])
    const inTime = t.serve(2_000, () =>
      opened.db.transaction(async (tx: Opened['db']) => {
        await tx.execute(write('sixth'))
        await tx.transaction((inner: Opened['db']) => inner.execute(write('seventh')))
      }),
    )
    expect((await request(inTime.app)).status).toBe(204)
    expect(await written()).toEqual(['seventh', 'sixth'])
  })

  test('several statements of one transaction at once end too', async () => {
    const { app } = t.serve(200, () =>
      opened.db.transaction((tx: Opened['db']) => Promise.all([tx.execute(sleep(1)), tx.execute(write('beside'))])),
    )
    expect((await request(app)).status).toBe(504)
    await vi.waitFor(async () => expect(await running()).toBe(0), 2_000)
    expect(await written()).toEqual([])
  })

  test('nobody else is cancelled instead, however many are', async () => {
    const own = await t.open(database.url, 4)
    // Each ends about when it would be cancelled, and the others want its connection at once.
    const late = Array.from({ length: 200 }, () => request(t.serve(40, () => own.db.execute(sleep(0.04))).app))
    const others = Array.from({ length: 200 }, () => own.db.execute(sleep(0.002)))
    const outcomes = await Promise.allSettled(others)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    await Promise.all(late)
    await own.close()
  })

  test('while connections open, and where none opens, nothing is done and none is lost', async () => {
    const cold = await t.open(database.url, 2)
    const statuses = await Promise.all(
      [0, 1, 2].map((n) => request(t.serve(1, () => cold.db.execute(write(`cold ${n}`))).app)),
    )
    expect(statuses.map(({ status }) => status)).toEqual([504, 504, 504])
    await setTimeout(300)
    expect(await written()).toEqual([])
    for (const n of [1, 2, 3])
      expect((await request(t.serve(2_000, () => cold.db.execute(sleep(0.01))).app)).status, String(n)).toBe(204)
    await cold.close()

    const hole = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((done) => hole.once('listening', done))
    const { port } = hole.address() as { port: number }
    const nowhere = await t.open(`postgres://postgres@127.0.0.1:${port}/none`, 2)
    const { status, ms } = await request(t.serve(200, () => nowhere.db.execute(write('nowhere'))).app)
    expect(status).toBe(504)
    expect(ms).toBeLessThan(500)
    await nowhere.close()
    hole.close()
  })

  test('a cancellation that does not get through is no error of its own', async () => {
    let target = Number(new URL(database.url).port || 5432)
    const { connect } = await import('node:net')
    const proxy = createServer((client) => {
      if (target === 0) return client.destroy()
      const server = connect(target, '127.0.0.1')
      client.pipe(server).pipe(client)
      for (const end of [client, server]) end.on('error', () => {})
    })
    const port = await freePort()
    await new Promise<void>((done) => void proxy.listen(port, '127.0.0.1', done))
    const behind = await t.open(
      Object.assign(new URL(database.url), { hostname: '127.0.0.1', port: String(port) }).href,
      1,
    )
    await behind.db.execute(sql`select 1`)
    target = 0
    expect((await request(t.serve(200, () => behind.db.execute(sleep(0.6))).app)).status).toBe(504)
    // It ends by itself, and the connection serves the next one.
    await setTimeout(500)
    expect((await request(t.serve(2_000, () => behind.db.execute(sleep(0.01))).app)).status).toBe(204)
    await behind.close()
    proxy.close()
  })

  test('a client that goes away cancels, and that is no error', async () => {
    const { app, lines } = t.serve(60_000, () => opened.db.execute(sleep(4)))
    const server = createHttpServer(getRequestListener(app.fetch))
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    const url = `http://127.0.0.1:${port}/`
    await Promise.all(
      ['GET', 'POST'].map((method) =>
        expect(fetch(url, { method, signal: AbortSignal.timeout(200) })).rejects.toThrow(),
      ),
    )
    await vi.waitFor(async () => expect(await running()).toBe(0), { interval: 5 })
    await vi.waitFor(() =>
      expect(lines.map(({ msg, status }) => [msg, status])).toEqual(Array(2).fill(['request', 499])),
    )
    server.close()
  })

  test('a thousand requests leave no timers and no listeners', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const signals: (AbortSignal | undefined)[] = []
    const { app } = t.serve(60_000, async () => {
      await opened.db.execute(sql`select 1`)
      signals.push(t.requestSignal())
    })
    await request(app)
    const before = timers()
    for (let round = 0; round < 50; round += 1) await Promise.all(Array.from({ length: 20 }, () => request(app)))
    expect(timers()).toBeLessThanOrEqual(before)
    expect(signals.every((signal) => signal?.aborted === false)).toBe(true)
  })

  test('limits of the database are not below the longest time', async () => {
    const [row] = await opened.db.execute(sql`select current_setting('statement_timeout') as s`)
    expect(row).toEqual({ s: '8s' })
  })

  describe('of the generated routes', () => {
    let service: RunningService
    const answer = async (method: string, path: string, body?: unknown) => {
      const start = performance.now()
      const { status, body: answered } = await service.send(method, path, body)
      return { status, code: answered.code, ms: performance.now() - start, id: answered.data?.id }
    }

    beforeAll(async () => {
      service = await runService(t.root, database.url, { databasePoolSize: 10 })
    })
    afterAll(() => service?.close())

    /** Holds tables for a time, so that whatever asks for them waits. */
    const held = (tables: string, ms: number) =>
      admin.begin(async (tx) => {
        await tx.unsafe(`lock table ${tables} in access exclusive mode`)
        await setTimeout(ms)
      })

    test('each has the time of its resource, links that of the resource they are below', async () => {
      const kind = (await answer('POST', '/kinds', { name: 'k' })).id
      const made = (await answer('POST', '/notes', { text: 'a' })).id
      const tables = await admin`select table_name from information_schema.tables where table_schema = 'public'
        and table_name like '%label%' and table_name <> 'labels'`
      const lock = held(['notes', 'labels', 'kinds', 'parts', ...tables.map((row) => row.table_name)].join(), 1_000)
      await setTimeout(50)
      const late = await Promise.all([
        answer('GET', '/notes'),
        answer('POST', '/notes', { text: 'b' }),
        answer('PATCH', `/notes/${made}`, { text: 'c' }),
        answer('GET', `/notes/${made}/labels`),
      ])
      for (const { status, code, ms } of late) {
        expect([status, code]).toEqual([504, 'timeout'])
        expect(ms).toBeLessThan(700)
      }
      const patient = await Promise.all([
        answer('GET', '/labels'),
        answer('GET', '/kinds'),
        answer('GET', `/kinds/${kind}/parts`),
      ])
      expect(patient.map(({ status }) => status)).toEqual([200, 200, 200])
      await lock
      expect(await admin`select text from notes`).toMatchObject([{ text: 'a' }])
    })
  })

  describe.skipIf(!hasPooler)('behind PgBouncer', () => {
    let pooler: Pooler
    beforeAll(async () => {
      pooler = await startPooler(database.url)
    })
    afterAll(() => pooler?.stop())

    test('statements and transactions are cancelled too', async () => {
      const behind = await t.open(pooler.url, 4, { behindPooler: true })
      const statuses = await Promise.all([
        ...[0, 1].map(() => request(t.serve(300, () => behind.db.execute(sleep(4))).app)),
        request(t.serve(300, () => behind.db.execute(write('behind the pooler'))).app),
      ])
      expect(statuses.slice(0, 2).map(({ status }) => status)).toEqual([504, 504])
      await vi.waitFor(async () => expect(await running()).toBe(0), { interval: 5 })
      expect((await request(t.serve(2_000, () => behind.db.execute(sleep(0.01))).app)).status).toBe(204)
      await behind.close()
    })
  })
})
