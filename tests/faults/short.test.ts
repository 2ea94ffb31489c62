import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { hasRedis } from '../resilience/own-redis.ts'
import { hasPostgres } from '../setup/database.ts'
import { isBroken } from './report.ts'
import { SCENARIOS } from './scenarios/all.ts'
import { makeShop } from './shop.ts'
import { openStand, type Stand } from './stand.ts'
import { twoInstanceTests } from './two-instances.ts'

/** The faults that every service meets one day. All of them are run by `npm run test:faults`. */
const IDS = ['F00a', 'F02', 'F06', 'F13b', 'F16', 'F17', 'F19b', 'F19d', 'F21a', 'F29']

/** The machine does other things meanwhile. */
const TIMES = { seconds: 2, patience: 5, load: 0.4 }

describe.runIf(hasRedis && hasPostgres)(
  'the shop, on a PostgreSQL and a Redis of its own',
  { timeout: 120_000 },
  () => {
    let stand: Stand | undefined

    beforeAll(async () => {
      const root = join(inject('installedRoot'), 'faults-shop')
      await makeShop(root)
      stand = await openStand(root)
    }, 120_000)
    afterAll(() => stand?.close())

    const standing = (): Stand => {
      if (stand === undefined) throw new Error('there is nothing to run it on')
      return stand
    }

    describe('two instances are one', () => {
      afterAll(() => stand?.clear())
      twoInstanceTests(standing)
    })

    const chosen = SCENARIOS.filter(({ id }) => IDS.includes(id)).map(
      (scenario) => [scenario.id, scenario.fault, scenario] as const,
    )

    describe('goes on', () => {
      afterEach(() => stand?.clear())

      test.each(chosen)('%s: %s', async (_id, _fault, scenario) => {
        const { lines } = await scenario.run(standing(), TIMES)
        expect(lines.filter(isBroken)).toEqual([])
      })
    })
  },
)
