import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from '../../resilience/fault-proxy.ts'
import { available, line, quick, recovered, type Scenario, type Seen, underLoad } from '../scenario.ts'
import { summary } from '../seen.ts'
import type { Stand } from '../stand.ts'

const set = (fault: Fault) => (stand: Stand) => stand.between.redis.set(fault)
const nothing = async () => {}

/** What a service does without: everything is answered, and nobody waits for it. */
const missed = ({ during, after, patience }: Seen) => [
  available('all', summary([...during, ...after]), 0.999),
  quick('all', summary(during), 200 * patience),
]

const untold = (fault: Fault, id: string, says: string): Scenario => {
  return underLoad({ id, fault: says, begin: set(fault), end: set('pass'), lines: missed })
}

/** Faults of Redis. */
export const redisScenarios: readonly Scenario[] = [
  underLoad({
    id: 'F01',
    fault: 'Redis is not there from the start',
    before: set('refuse'),
    begin: nothing,
    end: set('pass'),
    lines: missed,
  }),
  underLoad({
    id: 'F02',
    fault: 'Redis dies, and comes back without its scripts',
    begin: ({ redis }) => redis.stop(),
    end: ({ redis }) => redis.start(),
    lines: (seen) => [
      ...missed(seen),
      line('no stall: the slowest, in ms', summary(seen.during).max, (ms) => ms < 1_000 * seen.patience),
      recovered(seen, 5_000),
    ],
  }),
  untold('black-hole', 'F03', 'Redis says nothing'),
  untold({ delay: 200 }, 'F04a', 'Redis answers 200 ms late'),
  untold({ drip: 30 }, 'F04b', 'Redis drips'),
  underLoad({
    id: 'F04c',
    fault: 'Redis comes and goes every second',
    begin: nothing,
    async meanwhile({ between }, _instance, ms) {
      for (let second = 0; second < ms / 1_000; second += 1) {
        await between.redis.set(second % 2 === 0 ? 'black-hole' : 'pass')
        await wait(1_000)
      }
    },
    end: set('pass'),
    lines: missed,
  }),
  underLoad({
    id: 'F05a',
    fault: 'Redis is full',
    begin: ({ redis }) => redis.client.config('SET', 'maxmemory', '1'),
    end: ({ redis }) => redis.client.config('SET', 'maxmemory', '0'),
    lines: missed,
  }),
  underLoad({
    id: 'F05b',
    fault: 'Redis has become read only',
    begin: ({ redis }) => redis.client.replicaof('127.0.0.1', '1'),
    end: ({ redis }) => redis.client.replicaof('NO', 'ONE'),
    lines: missed,
  }),
  underLoad({
    id: 'F05c',
    fault: 'Redis has garbage and other types under its keys',
    begin: nothing,
    async meanwhile({ redis }, _instance, ms) {
      for (const until = performance.now() + ms; performance.now() < until; await wait(200)) await spoil(redis.client)
    },
    end: async ({ redis }) => redis.client.flushall(),
    lines: missed,
  }),
]

async function spoil(client: Stand['redis']['client']): Promise<void> {
  for (const [at, key] of (await client.keys('*')).entries()) {
    await client.del(key)
    await (at % 2 === 0 ? client.set(key, '{garbage') : client.lpush(key, 'x'))
  }
}
