import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Instance } from '../instance.ts'
import { answerTo, ask, type Sample } from '../load.ts'
import { available, line, quick, recovered, type Scenario, type Seen, underLoad } from '../scenario.ts'
import { isFailure, type Summary, summary } from '../seen.ts'
import type { Stand } from '../stand.ts'
import { mixed, type Traffic } from '../traffic.ts'

/** As many as an instance opens. */
const POOL_SIZE = 10

const withHealth = (traffic: Traffic) => [...mixed(traffic), traffic.health]
const nothing = async () => {}

/** Faults of PostgreSQL. */
export const postgresScenarios: readonly Scenario[] = [
  underLoad({
    id: 'F06',
    fault: 'PostgreSQL is restarted',
    async begin(stand, { port }) {
      await keepAll(stand, port)
      await stand.postgres.down()
      // As a port at which nobody listens: the proxy itself would go on to accept connections.
      await stand.between.postgres.set('refuse')
    },
    async end({ postgres, between }) {
      await postgres.up()
      await between.postgres.set('pass')
    },
    lines: async (seen, stand) => [
      available('what is kept', summary(seen.during, 'kept'), 0.999),
      failsFast(seen),
      recovered(seen, 2_000),
      line('connections after it', await connectionsOf(stand), (count) => count <= POOL_SIZE),
      line('it is the same process', await answersReady(seen.instance), (isReady) => isReady === 1),
    ],
  }),
  underLoad({
    id: 'F07',
    fault: 'all connections are terminated, every second',
    begin: nothing,
    async meanwhile(stand, _instance, ms) {
      for (const until = performance.now() + ms; performance.now() < until; await wait(1_000)) await terminate(stand)
    },
    end: nothing,
    lines: (seen) => [
      available('reads', summary([...seen.during, ...seen.after], 'read', 'kept', 'list'), 0.999),
      only('writes fail with 503 alone', summary(seen.during, 'write'), ['201', '503']),
      recovered(seen, 2_000),
    ],
  }),
  underLoad({
    id: 'F08',
    fault: 'PostgreSQL says nothing',
    kinds: withHealth,
    async begin(stand, { port }) {
      await keepAll(stand, port)
      await stand.between.postgres.set('black-hole')
    },
    end: ({ between }) => between.postgres.set('pass'),
    lines: (seen) => [
      available('health', summary(seen.during, 'health'), 1),
      available('what is kept', summary(seen.during, 'kept'), 0.999),
      quick('what is kept', summary(seen.during, 'kept'), 200 * seen.patience),
      ...refusesSoon(seen),
      recovered(seen, 5_000),
    ],
  }),
  underLoad({
    id: 'F09',
    fault: 'the statements of one route take too long',
    kinds: (traffic) => [...mixed(traffic), traffic.payments],
    ...locking('payments'),
    lines: (seen) => [
      available('all others', summary(seen.during, 'read', 'kept', 'list', 'write'), 0.999),
      quick('all others', summary(seen.during, 'read', 'kept', 'list', 'write'), 200 * seen.patience),
      recovered(seen, 2_000),
    ],
  }),
  underLoad({
    id: 'F10a',
    fault: 'all connections are busy with long transactions',
    rate: 150,
    kinds: withHealth,
    ...locking('products'),
    lines: (seen) => [
      available('health', summary(seen.during, 'health'), 1),
      quick('health', summary(seen.during, 'health'), 200 * seen.patience),
      available('what is kept', summary(seen.during, 'kept'), 0.999),
      ...refusesSoon(seen),
      line('memory in MB', megabytesOf(seen.instance), (mb) => mb < 400),
      recovered(seen, 2_000),
    ],
  }),
  underLoad({
    id: 'F10b',
    fault: 'PostgreSQL has connections for three and no more',
    async begin(stand) {
      await stand.sql`alter role shop connection limit 3`
      await terminate(stand)
    },
    end: ({ sql }) => sql`alter role shop connection limit -1`,
    lines: (seen) => [failsFast(seen), recovered(seen, 2_000)],
  }),
  underLoad({
    id: 'F12',
    fault: 'PostgreSQL has become read only, as by a failover',
    async begin(stand) {
      await stand.sql`alter role shop set default_transaction_read_only = on`
      await terminate(stand)
    },
    async meanwhile(_stand, instance) {
      for (let tries = 0; (await answersReady(instance)) === 1; tries += 1) {
        if (tries === 100) throw new Error('the instance is ready, and cannot write')
        await wait(50)
      }
    },
    // Those that are open stay read only: a connection to what was the primary is none to what has become it.
    end: ({ sql }) => sql`alter role shop reset default_transaction_read_only`,
    lines: async (seen) => [
      available('reads', summary(seen.during, 'read', 'kept', 'list'), 0.999),
      only('writes fail with 503 alone', summary(seen.during, 'write'), ['201', '503']),
      recovered(seen, 5_000),
      line('it is ready again', await answersReady(seen.instance), (isReady) => isReady === 1),
    ],
  }),
]

/** Holds a table while the fault lasts: every statement on it waits. */
function locking(table: string): Pick<Parameters<typeof underLoad>[0], 'begin' | 'meanwhile' | 'end'> {
  return {
    begin: nothing,
    meanwhile: ({ sql }, _instance, ms) =>
      sql.begin(async (tx) => {
        await tx`lock table ${tx(table)} in access exclusive mode`
        await wait(ms)
      }),
    end: nothing,
  }
}

/** Has every category kept by the cache. */
async function keepAll({ goods }: Stand, port: number): Promise<void> {
  for (const id of goods.categories) await ask({ method: 'GET', path: `/api/categories/${id}` }, { port })
}

async function terminate({ sql }: Stand): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'shop'`
}

async function connectionsOf({ sql }: Stand): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from pg_stat_activity where usename = 'shop'`
  return row?.count ?? Number.NaN
}

async function answersReady({ port }: Instance): Promise<number> {
  return Number((await answerTo({ method: 'GET', path: '/ready' }, { port })).outcome === 200)
}

/** Resident memory. */
function megabytesOf({ pid }: Instance): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1_024)
}

function failed(samples: readonly Sample[]): Summary {
  return summary(samples.filter(({ outcome }) => isFailure(outcome)))
}

function failsFast({ during, patience }: Seen) {
  return quick('what fails', failed(during), 300 * patience)
}

/** Some hold a connection until their time is over; all others are told at once that there is none. */
function refusesSoon({ during, patience }: Seen) {
  const { p50, max } = failed(during)
  return [
    line('half of what fails is refused within ms', p50, (ms) => !(ms >= 300 * patience)),
    line('what fails has failed within ms', max, (ms) => !(ms >= 2_000 + 300 * patience)),
  ]
}

/** That there are no other outcomes. */
function only(says: string, { outcomes }: Summary, allowed: readonly string[]) {
  const others = Object.keys(outcomes).filter((outcome) => !allowed.includes(outcome))
  const measured = Object.entries(outcomes).map(([outcome, count]) => `${count} × ${outcome}`)
  return { says, measured: measured.join(', '), passed: others.length === 0 }
}
