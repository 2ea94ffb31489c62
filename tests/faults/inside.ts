import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import type { Start } from './instance.ts'
import type { Scenario } from './scenario.ts'

/** What goes wrong inside of an instance: `preload.ts` does it. */
export interface Inside {
  /** What SIGUSR2 brings about: half a second in which nothing else is done, an error that nobody catches, or a {@link census}. */
  readonly onSignal?: 'stall' | 'reject' | 'throw' | 'census'
  readonly clockShiftMs?: number
  /** The share of its time that is taken from the process, from 0 to 1. */
  readonly busyShare?: number
}

/** How an instance is started in which something goes wrong. */
export function startWith({ onSignal, clockShiftMs = 0, busyShare = 0 }: Inside): Start {
  return {
    node: ['--expose-gc', '--import', join(packageRoot, 'tests/faults/preload.ts')],
    env: { FAULT: onSignal ?? '', CLOCK_SHIFT_MS: String(clockShiftMs), BUSY_SHARE: String(busyShare) },
  }
}

/** The scenario with instances that are started in another way. */
export function started(how: Partial<Start>, scenario: Scenario): Scenario {
  return {
    ...scenario,
    run: (stand, times) => scenario.run({ ...stand, start: (more) => stand.start({ ...how, ...more }) }, times),
  }
}
