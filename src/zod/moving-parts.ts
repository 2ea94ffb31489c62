import { differences } from '../spec/differences.ts'
import type { Refuse } from './refused.ts'
import { MOVING_DEFAULT } from './unwrap.ts'

/** Refuses the defaults in which two readings of a description differ. */
export function refuseMoving(first: unknown, second: unknown, refuse: Refuse): void {
  const fields = differences(first, second).map((path) =>
    path.slice(0, path.includes('default') ? path.indexOf('default') : path.length),
  )
  // A default may differ in many of its parts.
  for (const field of new Map(fields.map((path) => [path.join('\n'), path])).values()) {
    const message = `\`${String(field.at(-1))}\` has ${MOVING_DEFAULT}, which no column, document or test could keep`
    const hint = 'type a value; `field(z.iso.datetime(), { default: "now" })` is the time at which a row is made'
    refuse({ path: field, code: 'ASH1070', message, hint })
  }
}
