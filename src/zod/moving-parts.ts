import { differences } from '../spec/differences.ts'
import type { Refuse } from './refused.ts'
import { MOVING_DEFAULT } from './unwrap.ts'

const YEAR_MS = 400 * 24 * 60 * 60 * 1000

/**
 * Does something at another time: what asks the clock gives another answer. A default that is today's date is the same
 * twice in a row, and would stand in the migration as the day of its making.
 */
export function later<Result>(action: () => Result): Result {
  const now = globalThis.Date
  class Later extends now {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(now.now() + YEAR_MS)
      else super(...(given as [number]))
    }

    static override now(): number {
      return now.now() + YEAR_MS
    }
  }
  globalThis.Date = Later as DateConstructor
  try {
    return action()
  } finally {
    globalThis.Date = now
  }
}

/** Refuses the defaults in which two readings of a description differ. */
export function refuseMoving(first: unknown, second: unknown, refuse: Refuse): void {
  for (const path of differences(first, second)) {
    const field = path.slice(0, path.includes('default') ? path.indexOf('default') : path.length)
    const message = `\`${String(field.at(-1))}\` has ${MOVING_DEFAULT}, which no column, document or test could keep`
    const hint = 'type a value; `field(z.iso.datetime(), { default: "now" })` is the time at which a row is made'
    refuse({ path: field, code: 'ASH1070', message, hint })
  }
}
