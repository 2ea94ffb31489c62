import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generate } from '../modelling/records.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { DESCRIPTION, type Opened } from './timed-service.ts'

// What nobody catches fails the run: postgres.js throws where nobody can when it writes to a connection that is gone.
describe.runIf(hasPostgres)('connections that are lost', { timeout: 60_000 }, () => {
  const database = testDatabase()
  let admin: postgres.Sql
  let proxy: FaultProxy
  let opened: Opened

  beforeAll(async () => {
    const root = await generate(DESCRIPTION)
    const { openPostgres } = await import(pathToFileURL(join(root, 'src/db/postgres.ts')).href)
    admin = postgres(database.url, { max: 1, onnotice: () => {} })
    await admin`create table done (id int)`
    const url = new URL(database.url)
    proxy = await faultProxy({ host: url.hostname, port: Number(url.port) })
    const through = Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) })
    opened = await openPostgres(through.href, 4)
  })
  afterAll(async () => {
    await opened?.close()
    await proxy?.close()
    await admin?.end()
  })

  const terminate = () => admin`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => String(error.cause?.code ?? error.code ?? error.cause?.message ?? error.message),
    )

  test('a read is done once more, and nobody hears of it', async () => {
    const read = outcome(opened.db.execute(sql`select pg_sleep(0.4)`))
    await wait(200)
    await terminate()
    expect(await read).toBe('done')
  })

  test('once, and not for ever', async () => {
    const read = outcome(opened.db.execute(sql`select pg_sleep(0.6)`))
    for (let times = 0; times < 2; times += 1) {
      await wait(300)
      await terminate()
    }
    expect(await read).toMatch(/57P01|CONNECTION|ECONNRESET/)
  })

  test('a write is not: it may have been done', async () => {
    const write = outcome(opened.db.execute(sql`insert into done select 1 from pg_sleep(0.4)`))
    await wait(200)
    await terminate()
    expect(await write).toMatch(/57P01|CONNECTION|ECONNRESET/)
    await wait(600)
    expect(await admin`select from done`).toHaveLength(0)
  })

  test.each(['terminate', 'refuse', 'reset'] as const)('a transaction ends with its connection (%s)', async (how) => {
    const lose = async () => {
      if (how === 'terminate') return terminate()
      await proxy.set(how)
      await proxy.set('pass')
    }
    let late = ''
    // biome-ignore lint/suspicious/noExplicitAny: Drizzle's, of another project
    const inTransaction = (work: (tx: any) => Promise<unknown>) => outcome(opened.db.transaction(work))
    const under = inTransaction((tx) => tx.execute(sql`select pg_sleep(5)`))
    const beside = inTransaction(async (tx) => {
      await tx.execute(sql`select 1`)
      await wait(500)
      late = await outcome(tx.execute(sql`insert into done values (2)`))
    })
    await wait(200)
    await lose()
    expect(await under).toMatch(/57P01|CONNECTION|ECONNRESET/)
    expect(await beside).toMatch(/57P01|CONNECTION|ECONNRESET/)
    await wait(600)
    expect(late).not.toBe('done')
    expect(await admin`select from done`).toHaveLength(0)
    // Of a pool of postgres.js one more may meet a connection that is not known to be lost.
    await expect.poll(() => inTransaction((tx) => tx.execute(sql`select 1`))).toBe('done')
  })

  test('all of them at once are opened again at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => opened.db.execute(sql`select pg_sleep(0.1)`)))
    await proxy.set('reset')
    await Promise.all(Array.from({ length: 20 }, () => outcome(opened.db.execute(sql`select 1`))))
    await proxy.set('pass')
    const start = performance.now()
    expect(await outcome(opened.db.execute(sql`select 1`))).toBe('done')
    expect(performance.now() - start).toBeLessThan(1_500)
  })

  test('what has become read only is left for another one', async () => {
    const name = new URL(database.url).pathname.slice(1)
    await admin`alter database ${admin(name)} set default_transaction_read_only = on`
    await terminate()
    await wait(100)
    const write = () => outcome(opened.db.execute(sql`insert into done values (3)`))
    expect(await write()).toBe('25006')
    await expect(opened.ping()).rejects.toThrow('can only be read')
    await admin`set default_transaction_read_only = off`
    await admin`alter database ${admin(name)} reset default_transaction_read_only`
    await write()
    expect(await write()).toBe('done')
    await opened.ping()
  })
})
