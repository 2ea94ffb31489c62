import { setTimeout as wait } from 'node:timers/promises'
import { type Census, census } from '../census.ts'
import { started, startWith } from '../inside.ts'
import { saturation, startLoad } from '../load.ts'
import { available, line, quick, type Scenario, type Times, type Verdict } from '../scenario.ts'
import { summary } from '../seen.ts'
import type { Stand } from '../stand.ts'
import { mixed, trafficOf } from '../traffic.ts'

/** What has to hold where nothing goes wrong. */
export const faultlessScenarios: readonly Scenario[] = [
  { id: 'F00a', fault: 'none, at half of what it can answer', run: atHalf },
  started(startWith({ onSignal: 'census' }), { id: 'F00b', fault: 'none, for a long time', run: soak }),
]

async function atHalf(stand: Stand, { seconds, patience }: Times): Promise<Verdict> {
  const { port } = await stand.start()
  const kinds = mixed(trafficOf(stand))
  // Twice: the first requests are answered by code that is not compiled yet.
  await saturation({ port, kinds }, 2)
  const rate = (await saturation({ port, kinds }, 3)) / 2
  const load = startLoad({ port, rate, kinds })
  await wait(seconds * 1_000)
  const all = summary(await load.stop())
  return {
    lines: [available('all', all, 0.999), quick('all', all, 200 * patience)],
    ...{ requests: all.count, availability: all.availability, p95: all.p95 },
  }
}

/** So many times as long as a fault. */
const LONG = 12

async function soak(stand: Stand, { seconds, patience, load: share }: Times): Promise<Verdict> {
  const instance = await stand.start()
  const kinds = mixed(trafficOf(stand))
  const run = async (ms: number) => {
    const load = startLoad({ port: instance.port, rate: 200 * share, kinds })
    await wait(ms)
    return load.stop()
  }
  const counted = async () => {
    // Connections that are kept, and what is remembered for a moment, are let go of.
    await wait(7_000)
    return census(instance, stand.sql)
  }
  await run(seconds * 1_000)
  const before = await counted()
  const all = summary(await run(LONG * seconds * 1_000))
  const after = await counted()
  return {
    lines: [available('all', all, 0.999), quick('all', all, 200 * patience), ...flat(before, after)],
    ...{ requests: all.count, availability: all.availability, p95: all.p95 },
  }
}

/** Nothing is held that was not held before. */
function flat(before: Census, after: Census) {
  const more = (what: keyof Census) => after[what] - before[what]
  return [
    line('MiB more of heap', more('heapMiB'), (mib) => mib < 8),
    line('sockets more', more('sockets'), (sockets) => sockets <= 1),
    line('timers more', more('timers'), (timers) => timers <= 2),
    line('connections to PostgreSQL more', more('connections'), (connections) => connections <= 0),
  ]
}
