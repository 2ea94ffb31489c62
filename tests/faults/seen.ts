import type { Outcome, Sample } from './load.ts'

/** What was seen of some requests. */
export interface Summary {
  readonly count: number
  /**
   * The share of those that did not fail. A 5xx fails, 503 included, and so do a timeout and an error of the connection.
   * A 4xx is an answer, and neither it nor a client that went away by itself is counted.
   */
  readonly availability: number
  /** Milliseconds, of those that are counted. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
  /** How many there were of each outcome. */
  readonly outcomes: Readonly<Record<string, number>>
}

/** Sums requests up; of a kind or several where one is named. */
export function summary(samples: readonly Sample[], ...kinds: readonly string[]): Summary {
  const chosen = kinds.length === 0 ? samples : samples.filter(({ kind }) => kinds.includes(kind))
  const counted = chosen.filter(({ outcome }) => counts(outcome))
  const times = counted.map(({ ms }) => ms).sort((one, other) => one - other)
  const percentile = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN
  const failed = counted.filter(({ outcome }) => isFailure(outcome)).length
  return {
    count: chosen.length,
    availability: counted.length === 0 ? Number.NaN : 1 - failed / counted.length,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    max: percentile(1),
    outcomes: countBy(chosen.map(({ outcome }) => String(outcome))),
  }
}

/** Of the requests that were meant for a time, by `performance.now()`. */
export function between(samples: readonly Sample[], from: number, to: number): Sample[] {
  return samples.filter(({ at }) => at >= from && at < to)
}

/** Milliseconds from a moment to the last failure of a request that was meant for later; 0 where none failed. */
export function recoveryMs(samples: readonly Sample[], since: number): number {
  const late = samples.filter(({ at, outcome }) => at >= since && isFailure(outcome)).map(({ at }) => at - since)
  return Math.max(0, ...late)
}

/** Whether it counts against the availability. */
export function isFailure(outcome: Outcome): boolean {
  return typeof outcome === 'number' ? outcome >= 500 : outcome !== 'left'
}

function counts(outcome: Outcome): boolean {
  return outcome !== 'left' && !(typeof outcome === 'number' && outcome >= 400 && outcome < 500)
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
