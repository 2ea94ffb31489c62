import { setTimeout as wait } from 'node:timers/promises'
import { startBalancer } from '../../e2e/rolling/balancer.ts'
import { freePort } from '../../setup/own-server.ts'
import { started, startWith } from '../inside.ts'
import type { Instance } from '../instance.ts'
import { type Sample, startLoad } from '../load.ts'
import { available, type Scenario, type Verdict } from '../scenario.ts'
import { summary } from '../seen.ts'
import type { Stand } from '../stand.ts'
import { mixed, trafficOf } from '../traffic.ts'

/** What happens to one of two instances behind a balancer, under load. */
interface BehindBalancer {
  readonly id: string
  readonly fault: string
  readonly rate?: number
  readonly retriesReads?: boolean
  /** Stops, kills and starts instances; what it returns has to hold too. */
  readonly happens: (pair: Pair, seconds: number) => Promise<Verdict['lines']>
  readonly lines: (samples: readonly Sample[]) => Verdict['lines']
}

/** Two instances, by the port that each keeps. */
interface Pair {
  readonly ports: readonly number[]
  instance(port: number): Instance
  /** Starts another one in the place of one that has ended, and waits until the balancer knows it. */
  replace(port: number): Promise<void>
}

const allAnswered = (samples: readonly Sample[]) => [available('all', summary(samples), 1)]

/** Faults of the process itself. */
export const processScenarios: readonly Scenario[] = [
  behindBalancer({
    id: 'F16',
    fault: 'SIGTERM under load',
    async happens({ ports: [port = 0], instance }, seconds) {
      const code = await instance(port).stop()
      await wait(seconds * 1_000)
      return [{ says: 'it ends with 0', measured: String(code), passed: code === 0 }]
    },
    lines: allAnswered,
  }),
  behindBalancer({
    id: 'F19a',
    fault: 'SIGINT under load',
    async happens({ ports: [port = 0], instance }) {
      instance(port).signal('SIGINT')
      return [endsWith(await instance(port).ended, 0)]
    },
    lines: allAnswered,
  }),
  ...(['throw', 'reject'] as const).map((onSignal, at) =>
    started(
      startWith({ onSignal }),
      behindBalancer({
        id: `F21${'ab'[at]}`,
        fault: onSignal === 'throw' ? 'an exception that nobody catches' : 'a promise whose rejection nobody handles',
        async happens({ ports: [port = 0], instance, replace }) {
          const broken = instance(port)
          broken.signal('SIGUSR2')
          const ended = await broken.ended
          await replace(port)
          return [endsWith(ended, 1), logged(broken, 'nobody catches this'), logged(broken, 'stopped')]
        },
        lines: allAnswered,
      }),
    ),
  ),
  behindBalancer({
    id: 'F17',
    fault: 'two instances are restarted one after the other, twice',
    rate: 100,
    async happens({ ports, instance, replace }, seconds) {
      const codes: (number | string | null)[] = []
      for (const port of [...ports, ...ports]) {
        await wait((seconds / 4) * 1_000)
        codes.push(await instance(port).stop())
        await replace(port)
      }
      return [{ says: 'all end with 0', measured: codes.join(', '), passed: codes.every((code) => code === 0) }]
    },
    lines: allAnswered,
  }),
  behindBalancer({
    id: 'F18',
    fault: 'SIGKILL under load; the balancer retries reads once',
    retriesReads: true,
    async happens({ ports: [port = 0], instance, replace }, seconds) {
      await instance(port).kill()
      await wait(seconds * 1_000)
      await replace(port)
      return []
    },
    lines: (samples) => [available('reads', summary(samples, 'read', 'kept', 'list'), 0.999)],
  }),
]

/** How an instance has ended. */
function endsWith(ended: number | string | null, code: number) {
  return { says: `it ends with ${code}`, measured: String(ended), passed: ended === code }
}

function logged(instance: Instance, text: string) {
  const isThere = instance.log().includes(text)
  return { says: `its log has "${text}"`, measured: isThere ? 'it has' : instance.log().slice(-500), passed: isThere }
}

function behindBalancer({ id, fault, rate = 60, retriesReads = false, happens, lines }: BehindBalancer): Scenario {
  return {
    id,
    fault,
    async run(stand, { seconds, load: share }) {
      const ports = [await freePort(), await freePort()]
      const balancer = await startBalancer(ports, { retriesReads })
      try {
        const pair = await startPair(stand, ports, balancer.isReady)
        const load = startLoad({ port: balancer.port, rate: rate * share, kinds: mixed(trafficOf(stand)) })
        await wait(1_000)
        const held = await happens(pair, seconds)
        await wait(500)
        const samples = await load.stop()
        const { count, availability, p95 } = summary(samples)
        return { lines: [...held, ...lines(samples)], requests: count, availability, p95 }
      } finally {
        balancer.close()
      }
    },
  }
}

async function startPair(stand: Stand, ports: readonly number[], isReady: (port: number) => boolean): Promise<Pair> {
  const instances = new Map<number, Instance>()
  const replace = async (port: number) => {
    instances.set(port, await stand.start({ port }))
    while (!isReady(port)) await wait(10)
  }
  for (const port of ports) await replace(port)
  return {
    ports,
    replace,
    instance(port) {
      const instance = instances.get(port)
      if (instance === undefined) throw new Error(`there is no instance at ${port}`)
      return instance
    },
  }
}
