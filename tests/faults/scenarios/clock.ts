import { setTimeout as wait } from 'node:timers/promises'
import { startWith } from '../inside.ts'
import { type Answer, answerTo, startLoad } from '../load.ts'
import { signedIn } from '../people.ts'
import { available, line, type Scenario } from '../scenario.ts'
import { summary } from '../seen.ts'
import { mixed, trafficOf } from '../traffic.ts'

/** As far as clocks of machines may be apart. */
const SHIFT_MS = 60_000

/** Faults of the clock on the wall. */
export const clockScenarios: readonly Scenario[] = [
  apart('F22a', 'the clock of one of two instances is a minute fast', SHIFT_MS),
  apart('F22b', 'the clock of one of two instances is a minute slow', -SHIFT_MS),
]

function apart(id: string, fault: string, clockShiftMs: number): Scenario {
  return {
    id,
    fault,
    async run(stand, { seconds, load: share }) {
      const ports = [(await stand.start()).port, (await stand.start(startWith({ clockShiftMs }))).port]
      const loads = ports.map((port) => startLoad({ port, rate: 30 * share, kinds: mixed(trafficOf(stand)) }))
      const held = [await sessions(ports), await sessions(ports.toReversed()), await windows(ports)].flat()
      await wait(seconds * 1_000)
      const samples = (await Promise.all(loads.map((load) => load.stop()))).flat()
      const { count, availability, p95, outcomes } = summary(samples)
      const lines = [
        available('all', summary(samples), 0.999),
        line('nobody is to sign in again (401)', outcomes['401'] ?? 0, (refused) => refused === 0),
        ...held,
      ]
      return { lines, requests: count, availability, p95 }
    },
  }
}

/** Who signs in at one instance is known to the other one, and goes on there. */
async function sessions([one = 0, other = 0]: readonly number[]) {
  const person = await signedIn(one, '/login', one % 40)
  const me = { method: 'GET', path: '/api/auth/me', headers: { Authorization: `Bearer ${person.token}` } }
  const renew = { method: 'POST', path: '/api/auth/refresh', body: { refreshToken: person.refreshToken } }
  const answers = [await answerTo(me, { port: other }), await answerTo(renew, { port: other })]
  return answers.map(({ outcome, text }) => ({
    says: 'a session goes on at the other instance',
    measured: `${outcome} ${outcome === 200 ? '' : text}`,
    passed: outcome === 200,
  }))
}

/** A limit is one of both instances, and ends for both at the same time. */
async function windows(ports: readonly number[]) {
  const headers = { 'X-Forwarded-For': '203.0.113.77' }
  const answers: Answer[] = []
  for (const port of ports)
    answers.push(await answerTo({ method: 'GET', path: '/api/products?limit=1', headers }, { port }))
  const told = (name: string) => answers.map(({ headers: all }) => Number(all[name]))
  const [first = Number.NaN, second = Number.NaN] = told('ratelimit-remaining')
  const [soon = Number.NaN, late = Number.NaN] = told('ratelimit-reset')
  return [
    line('requests that the second instance counts more', first - second, (counted) => counted === 1),
    line('seconds between the ends of the window', Math.abs(soon - late), (seconds) => seconds <= 1),
  ]
}
