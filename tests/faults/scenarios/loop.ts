import { setTimeout as wait } from 'node:timers/promises'
import { started, startWith } from '../inside.ts'
import type { Instance } from '../instance.ts'
import { answerTo, ask, type Outcome, saturation, startLoad } from '../load.ts'
import { available, line, quick, type Scenario, type Times, underLoad, type Verdict } from '../scenario.ts'
import { isFailure, summary } from '../seen.ts'
import type { Stand } from '../stand.ts'
import { mixed, type Traffic, trafficOf } from '../traffic.ts'

const withHealth = (traffic: Traffic) => [...mixed(traffic), traffic.health]
const nothing = async () => {}

const stalls = underLoad({
  id: 'F20a',
  fault: 'the event loop stalls for half a second, every two',
  kinds: withHealth,
  begin: nothing,
  async meanwhile(_stand, instance, ms) {
    for (const until = performance.now() + ms; performance.now() < until; await wait(2_000)) instance.signal('SIGUSR2')
  },
  end: nothing,
  lines: ({ during, after, patience }) => [
    available('all', summary([...during, ...after]), 0.999),
    line('the slowest in ms', summary(during).max, (ms) => ms > 300 && ms < 500 + 300 * patience),
    quick('all after it', summary(after.slice(60)), 200 * patience),
  ],
})

/** Faults that take the time of the process itself. */
export const loopScenarios: readonly Scenario[] = [
  started(startWith({ onSignal: 'stall' }), stalls),
  // The instance is slowed down, so that whoever sends twice as much as it can answer has time for that.
  started(startWith({ busyShare: 0.75 }), {
    id: 'F20b',
    fault: 'twice as many requests as it can answer',
    run: overload,
  }),
  floodOfPasswords(),
]

async function overload(stand: Stand, { seconds, patience }: Times): Promise<Verdict> {
  const instance = await stand.start()
  const kinds = withHealth(trafficOf(stand))
  const most = await saturation({ port: instance.port, kinds }, 3)
  const load = startLoad({ port: instance.port, rate: 2 * most, kinds })
  const retryAfter = await aRefusal(stand, instance, seconds * 1_000)
  const samples = await load.stop()
  const admitted = samples.filter(({ outcome }) => !isFailure(outcome))
  const own = samples.filter(({ kind }) => kind !== 'health')
  const { outcomes, count, availability, p95 } = summary(own)
  await wait(2_000)
  const later = await Promise.all(
    Array.from({ length: 10 }, () => ask({ method: 'GET', path: '/ready' }, { port: instance.port })),
  )
  return {
    lines: [
      available('health', summary(samples, 'health'), 1),
      quick('what is let in', summary(admitted), 1_000 * patience),
      line('of what it can answer is let in', (count * availability) / seconds / most, (share) => share > 0.5),
      line('other failures than 503', failures(outcomes) - (outcomes['503'] ?? 0), (others) => others === 0),
      line('Retry-After of one that is turned away', retryAfter, (after) => after >= 1 && after <= 3),
      line('it is ready again', later.filter((outcome) => outcome === 200).length, (ready) => ready === 10),
    ],
    ...{ requests: count, availability, p95 },
  }
}

/** Asks for so long, and says what the first one that was turned away was told. */
async function aRefusal(stand: Stand, { port }: Instance, ms: number): Promise<number> {
  const { read } = trafficOf(stand)
  let after = Number.NaN
  for (const until = performance.now() + ms; performance.now() < until; await wait(20)) {
    const { outcome, headers } = await answerTo(read.next(), { port })
    if (outcome === 503 && Number.isNaN(after)) after = Number(headers['retry-after'])
  }
  return after
}

function failures(outcomes: Readonly<Record<string, number>>): number {
  const failed = Object.entries(outcomes).filter(([outcome]) => !/^[234]\d\d$/.test(outcome))
  return failed.reduce((sum, [, count]) => sum + count, 0)
}

function floodOfPasswords(): Scenario {
  let flood: Outcome[] = []
  return underLoad({
    id: 'F27',
    fault: 'a hundred try passwords, every second',
    async begin() {
      flood = []
    },
    async meanwhile(stand, { port }, ms) {
      const { login } = trafficOf(stand)
      for (const until = performance.now() + ms; performance.now() < until; await wait(1_000)) {
        flood.push(...(await Promise.all(Array.from({ length: 100 }, () => ask(login.next(), { port })))))
      }
    },
    end: nothing,
    lines({ during, patience }) {
      const others = flood.filter((outcome) => ![401, 429, 503].includes(Number(outcome)))
      const away = flood.filter((outcome) => outcome !== 401).length / flood.length
      return [
        available('all others', summary(during), 0.999),
        quick('all others', summary(during), 200 * patience),
        line('the share of passwords that is turned away', away, (share) => share > 0.5),
        line('passwords that fail in another way', others.length, (count) => count === 0),
      ]
    },
  })
}
