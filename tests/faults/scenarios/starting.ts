import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import type { Instance } from '../instance.ts'
import { answerTo, ask } from '../load.ts'
import { type Line, line, type Scenario, type Times } from '../scenario.ts'
import { startMigration } from '../shop.ts'
import type { Stand } from '../stand.ts'
import { placeOrders, trafficOf } from '../traffic.ts'

/** No name that ends so leads anywhere (RFC 2606). */
const NOWHERE = 'nobody.invalid'

/** Faults while a process starts or ends, or of where it is sent. Nothing of them depends on load. */
export const startingScenarios: readonly Scenario[] = [
  alone('F19b', 'SIGTERM twice', async (stand) => {
    const instance = await stand.start({ env: { SHUTDOWN_DELAY_MS: '10000' } })
    instance.signal('SIGTERM')
    await wait(200)
    const { ended, seconds } = await timed(instance.stop())
    return [ends('it ends with 1', ended, [1]), line('within seconds', seconds, (taken) => taken < 5)]
  }),
  alone('F19c', 'SIGTERM during the boot', async (stand) => {
    const lines: Line[] = []
    for (const ms of [50, 200, 400, 600, 800]) {
      const instance = await stand.launch()
      await wait(ms)
      const { ended, seconds } = await timed(instance.stop())
      // Before the first line of the shop is run, the signal ends any process.
      lines.push(ends(`after ${ms} ms it ends with 0`, ended, [0, 'SIGTERM']))
      lines.push(line('within seconds', seconds, (taken) => taken < 8))
    }
    const { port } = await stand.start()
    return [...lines, line('it starts after that', await statusOf('/ready', port), (status) => status === 200)]
  }),
  alone('F19d', 'SIGTERM during a migration', (stand) =>
    inEmptyDatabase(stand, async ({ url, sql }) => {
      const migration = await whileTaken(sql, async () => {
        const begun = startMigration(stand.root, url)
        await until(async () => (await sql`select from pg_stat_activity where wait_event_type = 'Lock'`).length > 0)
        begun.child.kill('SIGTERM')
        return timed(begun.ended)
      })
      const locks = () => sql`select from pg_locks where locktype = 'advisory'`
      await until(async () => (await locks()).length === 0)
      const tables = await sql`select from pg_tables where schemaname = 'public'`
      return [
        ends('it ends with 1', migration.ended, [1]),
        line('within seconds', migration.seconds, (taken) => taken < 5),
        line('tables that it has left', tables.length, (count) => count === 0),
        ends('the next one ends with 0', await startMigration(stand.root, url).ended, [0]),
      ]
    }),
  ),
  alone('F29', 'two migrators at once', (stand) =>
    inEmptyDatabase(stand, async ({ url, sql }) => {
      const both = [startMigration(stand.root, url), startMigration(stand.root, url)]
      const codes = await Promise.all(both.map(({ ended }) => ended))
      const applied = await sql`select hash from drizzle.__drizzle_migrations`
      const once = new Set(applied.map(({ hash }) => hash)).size
      return [
        ...codes.map((code) => ends('it ends with 0', code, [0])),
        line('migrations that were applied twice', applied.length - once, (count) => count === 0),
      ]
    }),
  ),
  alone('F31a', 'no such host of PostgreSQL', async (stand, { patience }) => {
    const { port } = await launchAtOnce(stand, { DATABASE_URL: `postgres://shop@${NOWHERE}/shop` })
    await until(async () => (await statusOf('/startup', port)) === 200)
    const { ended, seconds } = await timed(ask(trafficOf(stand).read.next(), { port }))
    return [
      line('ready', await statusOf('/ready', port), (status) => status === 503),
      line('health', await statusOf('/health', port), (status) => status === 200),
      ends('a product', ended, [503]),
      line('within seconds', seconds, (taken) => taken < patience),
    ]
  }),
  alone('F31b', 'no such host of Redis', async (stand, { patience }) => {
    const { port } = await stand.start({ env: { REDIS_URL: `redis://${NOWHERE}` } })
    const { text } = await answerTo({ method: 'GET', path: '/ready' }, { port })
    const { ended, seconds } = await timed(ask(trafficOf(stand).read.next(), { port }))
    return [
      ends('redis', JSON.parse(text).checks.redis, ['degraded']),
      ends('a product', ended, [200]),
      line('within seconds', seconds, (taken) => taken < 0.3 * patience),
    ]
  }),
  alone('F31c', 'no such host of payments', async (stand, { patience }) => {
    const { port } = await stand.start({ env: { PAYMENTS_URL: `https://${NOWHERE}` } })
    const { pay } = trafficOf(stand, await placeOrders(stand, 1))
    const { ended, seconds } = await timed(ask(pay.next(), { port }))
    return [ends('a payment', ended, [503]), line('within seconds', seconds, (taken) => taken < 2 + 0.3 * patience)]
  }),
]

/** A scenario that needs no load. */
function alone(id: string, fault: string, lines: (stand: Stand, times: Times) => Promise<Line[]>): Scenario {
  return { id, fault, run: async (stand, times) => ({ lines: await lines(stand, times) }) }
}

/** That something ended in one of some ways. */
function ends(says: string, ended: unknown, allowed: readonly unknown[]): Line {
  return { says, measured: String(ended), passed: allowed.includes(ended) }
}

async function timed<Ended>(work: Promise<Ended>): Promise<{ readonly ended: Ended; readonly seconds: number }> {
  const start = performance.now()
  const ended = await work
  return { ended, seconds: (performance.now() - start) / 1_000 }
}

/** An instance that answers, ready or not. */
async function launchAtOnce(stand: Stand, env: Readonly<Record<string, string>>): Promise<Instance> {
  const instance = await stand.launch({ env })
  await until(async () => (await statusOf('/health', instance.port)) === 200)
  return instance
}

async function statusOf(path: string, port: number): Promise<number> {
  return Number(await ask({ method: 'GET', path }, { port }))
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await holds()); await wait(50)) {
    if (performance.now() > end) throw new Error(`it does not come true: ${holds}`)
  }
}

/** A database without tables, beside the shop's. */
interface Empty {
  readonly url: string
  /** An administrator's connection to it. */
  readonly sql: postgres.Sql
}

async function inEmptyDatabase(stand: Stand, work: (empty: Empty) => Promise<Line[]>): Promise<Line[]> {
  await stand.sql`drop database if exists empty with (force)`
  await stand.sql`create database empty owner shop encoding 'UTF8' template template0`
  const inIt = (url: string) => Object.assign(new URL(url), { pathname: '/empty' }).href
  const sql = postgres(inIt(stand.postgres.url), { max: 2, onnotice: () => {} })
  try {
    return await work({ url: inIt(stand.env.DATABASE_URL ?? ''), sql })
  } finally {
    await sql.end()
  }
}

/** Lets a migration wait in the middle: somebody else is making a table of a name that it wants, and does not go through with it. */
async function whileTaken<Result>(sql: postgres.Sql, work: () => Promise<Result>): Promise<Result> {
  const reserved = await sql.reserve()
  try {
    await reserved`begin`
    await reserved`create table orders (id int)`
    return await work()
  } finally {
    await reserved`rollback`
    reserved.release()
  }
}
