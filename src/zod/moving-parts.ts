import { differences } from '../spec/differences.ts'
import type { Refuse } from './refused.ts'
import { MOVING_DEFAULT } from './unwrap.ts'

const YEAR_MS = 400 * 24 * 60 * 60 * 1000

/**
 * Does something at another time: what asks the clock gives another answer. A default that is today's date is the same
 * twice in a row, and would stand in the migration as the day of its making.
 */
export function later<Result>(action: () => Result): Result {
  const { Date: now } = globalThis
  const formats = Intl.DateTimeFormat.prototype
  const before = Object.getOwnPropertyDescriptors(formats)
  globalThis.Date = laterThan(now)
  Object.defineProperties(formats, formattingLater(before))
  try {
    return action()
  } finally {
    globalThis.Date = now
    Object.defineProperties(formats, before)
  }
}

/** The class of another time; without `new` it is a function that gives a text. */
function laterThan(now: DateConstructor): DateConstructor {
  const later = () => now.now() + YEAR_MS
  return new Proxy(now, {
    apply: () => new now(later()).toString(),
    construct: (made, given: readonly unknown[], as) =>
      Reflect.construct(made, given.length === 0 ? [later()] : given, as),
    get: (of, key) => (key === 'now' ? later : Reflect.get(of, key)),
  })
}

type Formats = ReturnType<typeof Object.getOwnPropertyDescriptors<Intl.DateTimeFormat>>

/** What formats a date formats the time that it is when it is given none, without asking `Date`. */
function formattingLater(before: Formats): PropertyDescriptorMap {
  const orNow = (given: unknown): unknown => given ?? Date.now()
  const { format, formatToParts } = before
  return {
    format: {
      ...format,
      get(this: Intl.DateTimeFormat) {
        const ofDate: unknown = format.get?.call(this)
        return typeof ofDate === 'function' ? (given: unknown) => Reflect.apply(ofDate, this, [orNow(given)]) : ofDate
      },
    },
    formatToParts: {
      ...formatToParts,
      value(this: Intl.DateTimeFormat, given: unknown) {
        return Reflect.apply(formatToParts.value ?? Object, this, [orNow(given)])
      },
    },
  }
}

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
