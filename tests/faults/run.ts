// `npm run test:faults`: every fault of the matrix against the generated shop, as real processes on a real PostgreSQL and
// Redis behind a proxy through which everything goes wrong. It ends with 1 when a pass line does not hold.
//
//   npm run test:faults                    all of it
//   npm run test:faults -- F07 F12         some of it; `F04` is F04a, F04b and so on
//   FAULT_SECONDS=60                       how long each fault lasts (10)
//   FAULT_PATIENCE=2                       how many times as long answers may take, on a busy machine (1)
//   FAULT_LOAD=0.5                         the share of the requests a second that are sent, on such a machine (1)
//   FAULT_REPORT=faults.md                 where the report goes (.tmp/faults.md)
//
// How to read it: a scenario (`scenarios/`) is a fault and the lines that have to hold. Requests are sent at a fixed rate
// (`load.ts`) while the fault comes and goes; `seen.ts` says what counts as a failure. What is held by tests elsewhere
// stands in `elsewhere.ts`. `short.test.ts` runs the most important ones in `npm test`, for a few seconds each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import { ELSEWHERE } from './elsewhere.ts'
import { broken, isBroken, passed, type Result, report } from './report.ts'
import type { Scenario, Times, Verdict } from './scenario.ts'
import { SCENARIOS } from './scenarios/all.ts'
import { makeShop } from './shop.ts'
import { openStand, type Stand } from './stand.ts'

const { FAULT_SECONDS = '10', FAULT_PATIENCE = '1', FAULT_LOAD = '1' } = process.env
const { FAULT_REPORT = join(packageRoot, '.tmp/faults.md') } = process.env
const times: Times = { seconds: Number(FAULT_SECONDS), patience: Number(FAULT_PATIENCE), load: Number(FAULT_LOAD) }
const wanted = process.argv.slice(2)
const chosen = SCENARIOS.filter(({ id }) => wanted.length === 0 || wanted.some((prefix) => id.startsWith(prefix)))

const root = join(packageRoot, '.tmp/faults-shop')
await makeShop(root)
const stand = await openStand(root)
const results: Result[] = []
try {
  for (const scenario of chosen) {
    const verdict = await verdictOf(scenario, stand)
    results.push({ scenario, ...verdict })
    console.log(`${passed(verdict) ? 'held' : 'BROKEN'}  ${scenario.id}  ${scenario.fault}`)
    for (const line of verdict.lines.filter(isBroken)) console.log(`        ${broken(scenario, line)}`)
  }
} finally {
  await stand.close()
}

mkdirSync(dirname(FAULT_REPORT), { recursive: true })
writeFileSync(FAULT_REPORT, `${report(results, ELSEWHERE)}\n`)
console.log(`\n${results.filter(passed).length} of ${results.length} held: ${FAULT_REPORT}`)
process.exit(results.length > 0 && results.every(passed) ? 0 : 1)

/** A scenario that cannot be run has not held. */
async function verdictOf(scenario: Scenario, on: Stand): Promise<Verdict> {
  try {
    return await scenario.run(on, times)
  } catch (error) {
    console.error(error)
    return { lines: [{ says: 'it can be run', measured: String(error), passed: false }] }
  } finally {
    await on.clear()
  }
}
