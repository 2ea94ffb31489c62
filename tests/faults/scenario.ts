import { setTimeout as wait } from 'node:timers/promises'
import type { Instance } from './instance.ts'
import { type Kind, type Sample, startLoad } from './load.ts'
import { between, recoveryMs, type Summary, summary } from './seen.ts'
import type { Stand } from './stand.ts'
import { mixed, placeOrders, type Traffic, trafficOf } from './traffic.ts'

/** A fault, and what has to hold while it lasts. */
export interface Scenario {
  /** Its number in the matrix, and a letter where there are several. */
  readonly id: string
  readonly fault: string
  /** @param times how long each part of it lasts */
  run(stand: Stand, times: Times): Promise<Verdict>
}

/** How long, and how strictly. */
export interface Times {
  /** How many seconds a fault lasts. */
  readonly seconds: number
  /** How many times as long an answer may take, on a machine that does other things meanwhile. */
  readonly patience: number
  /** The share of the requests a second that are sent, on such a machine. */
  readonly load: number
}

/** What was seen of a fault. */
export interface Verdict {
  readonly lines: readonly Line[]
  readonly requests?: number
  readonly availability?: number
  readonly p95?: number
  readonly recoveryMs?: number
}

/** A pass line: what has to hold, and what was measured. */
export interface Line {
  readonly says: string
  readonly measured: string
  readonly passed: boolean
}

/** What was seen of a load while a fault lasted, and after it. */
export interface Seen {
  readonly during: readonly Sample[]
  readonly after: readonly Sample[]
  readonly recoveryMs: number
  readonly instance: Instance
  readonly patience: number
}

/** A fault that comes and goes while one instance is under load. */
interface UnderLoad {
  readonly id: string
  readonly fault: string
  /** Requests a second, 60 where nothing is said. */
  readonly rate?: number
  /** What is asked for; {@link mixed} where nothing is said. */
  readonly kinds?: (traffic: Traffic) => Kind[]
  /** Before the instance is started. */
  readonly before?: (stand: Stand) => Promise<unknown>
  readonly begin: (stand: Stand, instance: Instance) => Promise<unknown>
  /** Lasts as long as the fault where the fault is something that is done again and again. */
  readonly meanwhile?: (stand: Stand, instance: Instance, ms: number) => Promise<unknown>
  readonly end: (stand: Stand) => Promise<unknown>
  readonly lines: (seen: Seen, stand: Stand) => readonly Line[] | Promise<readonly Line[]>
}

const WARM_UP_MS = 1_000
/** So long is looked on after a fault. */
const AFTER_MS = 8_000

/** Makes a scenario of it: warms up, lets the fault come, lets it go, and looks on for a while. */
export function underLoad({
  id,
  fault,
  rate = 60,
  kinds = mixed,
  before,
  begin,
  meanwhile,
  end,
  lines,
}: UnderLoad): Scenario {
  return {
    id,
    fault,
    async run(stand, { seconds, patience, load: share }) {
      await before?.(stand)
      const instance = await stand.start()
      const length = WARM_UP_MS + seconds * 1_000 + 2 * AFTER_MS
      const orders = await placeOrders(stand, Math.ceil((rate * length) / 1_000))
      const load = startLoad({ port: instance.port, rate: rate * share, kinds: kinds(trafficOf(stand, orders)) })
      await wait(WARM_UP_MS)
      const began = performance.now()
      await begin(stand, instance)
      await Promise.all([wait(seconds * 1_000), meanwhile?.(stand, instance, seconds * 1_000)])
      await end(stand)
      const ended = performance.now()
      await wait(AFTER_MS)
      const samples = await load.stop()
      const during = between(samples, began, ended)
      const after = between(samples, ended, Number.POSITIVE_INFINITY)
      const seen = { during, after, instance, patience, recoveryMs: recoveryMs(after, ended) }
      const { count, availability, p95 } = summary(during)
      const held = [...(await lines(seen, stand)), ...always(samples)]
      return { lines: held, requests: count, availability, p95, recoveryMs: seen.recoveryMs }
    },
  }
}

/** What holds whatever happens: what fails is said to be out of order for now, and most of what is asked is counted. */
function always(samples: readonly Sample[]): Line[] {
  const { outcomes, count } = summary(samples)
  const refused = Object.entries(outcomes).filter(([outcome]) => /^4\d\d$/.test(outcome))
  const refusals = refused.reduce((sum, [, of]) => sum + of, 0)
  return [
    line('no 500', outcomes['500'] ?? 0, (count500) => count500 === 0),
    line('nobody is refused (4xx)', refusals / count, (share) => share < 0.01),
  ]
}

/** A line about a number. */
export function line(says: string, measured: number, holds: (measured: number) => boolean): Line {
  const shown = Number.isInteger(measured) ? String(measured) : measured.toFixed(4)
  return { says, measured: shown, passed: holds(measured) }
}

/** That at least a share of some requests did not fail. */
export function available(what: string, seen: Summary, share: number): Line {
  const failed = Object.entries(seen.outcomes).filter(([outcome]) => !/^[234]\d\d$|^left$/.test(outcome))
  const shown = `${percent(seen.availability)} of ${seen.count}${failed.map(([name, of]) => `, ${of} × ${name}`).join('')}`
  return { says: `${what} ≥ ${percent(share)}`, measured: shown, passed: seen.availability >= share }
}

/** That nineteen of twenty were answered in a time, where there were any. */
export function quick(what: string, { p95 }: Summary, ms: number): Line {
  return { says: `${what}: p95 < ${ms} ms`, measured: `${Math.round(p95)} ms`, passed: !(p95 >= ms) }
}

/** That nothing fails any more some time after the fault. */
export function recovered({ recoveryMs: measured, after }: Seen, ms: number): Line {
  const last = summary(after.slice(-20))
  const passed = measured <= ms && last.availability === 1
  return { says: `recovers in ${ms / 1_000} s`, measured: `${Math.round(measured)} ms`, passed }
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2).replace(/\.?0+$/, '')} %`
}
