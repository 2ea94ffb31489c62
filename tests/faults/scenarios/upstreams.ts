import { type Outside, seenFromOutside } from '../census.ts'
import type { Payments } from '../payments.ts'
import { available, line, quick, recovered, type Scenario, type Seen, underLoad } from '../scenario.ts'
import { summary } from '../seen.ts'
import type { Traffic } from '../traffic.ts'
import { mixed } from '../traffic.ts'

const withPay = (traffic: Traffic) => [...mixed(traffic), traffic.pay]

/** What does not depend on the other service goes on as ever, and what does is told so soon. */
const unaffected = (seen: Seen) => {
  const own = summary(seen.during, 'read', 'kept', 'list', 'write')
  return [
    available('own routes', own, 0.999),
    quick('own routes', own, 200 * seen.patience),
    line('the slowest payment in ms', summary(seen.during, 'pay').max, (ms) => !(ms > 2_000 + 300 * seen.patience)),
    recovered(seen, 7_000),
  ]
}

const feeling = (id: string, fault: string, mood: Payments['mood']): Scenario => {
  let before: Outside | undefined
  return underLoad({
    id,
    fault,
    kinds: withPay,
    // The shop would finish at its start what the scenario before has left.
    before: ({ sql }) => sql`update payments set state = 'declined' where state = 'begun'`,
    async begin({ payments }, instance) {
      before = seenFromOutside(instance)
      Object.assign(payments, { mood, asked: 0 })
    },
    end: async ({ payments }) => {
      payments.mood = 'charges'
    },
    lines: (seen, { payments }) => [...unaffected(seen), asksSeldom(seen, payments), ...flat(before, seen)],
  })
}

/** So many calls may be made once more before it counts that one in ten may. */
const RESERVE = 10

/** It is not asked again and again by all those whom it has failed. */
function asksSeldom({ during, after }: Seen, { asked }: Payments) {
  const payments = summary([...during, ...after], 'pay').count
  return line('calls for each payment', (asked - RESERVE) / payments, (calls) => calls <= 1.1)
}

/** Nothing stays open of what it has not answered, nor in memory of what it has. */
function flat(before: Outside | undefined, { instance }: Seen) {
  const after = seenFromOutside(instance)
  return [
    line('sockets more', after.sockets - (before?.sockets ?? 0), (more) => more <= 10),
    line('MiB more of memory', after.memoryMiB - (before?.memoryMiB ?? 0), (more) => more < 150),
  ]
}

/** Faults of the service that takes payments. */
export const upstreamScenarios: readonly Scenario[] = [
  underLoad({
    id: 'F13a',
    fault: 'the other service refuses connections',
    kinds: withPay,
    begin: ({ between }) => between.payments.set('refuse'),
    end: ({ between }) => between.payments.set('pass'),
    lines: unaffected,
  }),
  feeling('F13b', 'the other service fails', 'fails'),
  feeling('F13c', 'the other service fails one time in ten', 'fails-sometimes'),
  feeling('F14a', 'the other service never answers', 'says-nothing'),
  feeling('F14b', 'the other service answers a byte each half second', 'drips'),
  feeling('F14c', 'the other service answers with 100 MB', 'floods'),
  feeling('F15', 'the other service asks for patience (429)', 'asks-for-patience'),
]
