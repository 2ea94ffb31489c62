// It puts another clock in the place of Node's, and formats nothing by itself.

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
