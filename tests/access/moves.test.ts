import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { withoutActions } from '../setup/plain-shop.ts'
import { type Answer, generateText, openShop, type Shop } from './shop.ts'

const run = promisify(execFile)

/** The route of the documentation. */
const [, CANCEL = ''] =
  /orders\.routes\.ts\n( {2}routes\.post\('\/:id\/cancel'[\s\S]*?\n {2}\}\)\n)/.exec(
    readFileSync(join(packageRoot, 'docs/access.md'), 'utf8'),
  ) ?? []

const moving = (action: string, state: string) =>
  CANCEL.replace('/cancel', `/${action}`).replace("'cancelled'", `'${state}'`)

/** With two like it. */
const ROUTES = [CANCEL, moving('place', 'placed'), moving('pay', 'paid')].join('\n')

/** A move to a state that nothing leads to. */
const NOWHERE = `import type { Db } from '../../db/executor.ts'
import type { Grant } from '../../http/grant.ts'
import { moveStatus } from './orders.queries.ts'

export async function reopen(db: Db, grant: Grant<'order', 'update'>, read: Grant<'order', 'get'>) {
  // @ts-expect-error no move leads to a draft
  await moveStatus(db, grant, { id: '' }, 'draft')
  // @ts-expect-error who may read one may not move it
  await moveStatus(db, read, { id: '' }, 'placed')
}
`

let root: string

beforeAll(async () => {
  // Without the actions of the shop, which are at the addresses of these routes.
  const shop = readFileSync(join(packageRoot, 'tests/golden/shop/ashlar.yaml'), 'utf8')
  root = await generateText(withoutActions(shop), 'moves-shop')
  const file = join(root, 'src/resources/orders/orders.routes.ts')
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace('\n  return routes\n', () => `\n${ROUTES}\n  return routes\n`),
  )
})

test('a state that nothing leads to does not compile, nor does the grant of something else', async () => {
  writeFileSync(join(root, 'src/resources/orders/reopen.ts'), NOWHERE)
  await run(join(packageRoot, 'node_modules/.bin/tsc'), ['--noEmit'], { cwd: root })
}, 240_000)

test('a route of one’s own that moves rows is nothing that check complains of', async () => {
  const { stdout, stderr } = await ashlar(['check'], { cwd: root })
  expect(`${stdout}${stderr}`).not.toMatch(/orders\.(?:routes|queries)\.ts:\d+/)
})

describe.each([
  ['PGlite', true],
  ['PostgreSQL', hasPostgres],
])('orders that move, on %s', (name, isThere) => {
  describe.skipIf(!isThere)('along their moves only', () => {
    const database = testDatabase()
    let shop: Shop

    beforeAll(async () => {
      shop = await openShop(root, name === 'PGlite' ? undefined : database.url)
    })

    afterAll(() => shop.close())

    const orderIn = async (status: string) => `/orders/${(await shop.make.order?.({ status }))?.id}`
    const post = (caller: Parameters<Shop['send']>[0], path: string): Promise<Answer> =>
      shop.send(caller, { method: 'POST', path })
    const read = async (path: string) => (await shop.send('admin', { method: 'GET', path })).body.data

    test('to where a move leads', async () => {
      const order = await orderIn('draft')
      const before = await read(order)
      const placed = await post('customer', `${order}/place`)
      expect([placed.status, placed.body.data]).toMatchObject([200, { status: 'placed' }])
      expect(await read(order)).toEqual(placed.body.data)
      expect({ ...Object(placed.body.data), status: 'draft', updatedAt: 0 }).toEqual({
        ...Object(before),
        updatedAt: 0,
      })
      expect((await post('clerk', `${order}/cancel`)).body.data).toMatchObject({ status: 'cancelled' })
    })

    test.each([
      ['shipped', 'cancel', 'It is `shipped`, and stays so.'],
      ['paid', 'cancel', 'It is `paid`, and moves only to `shipped`.'],
      ['placed', 'place', 'It is `placed`, and moves only to `paid` or `cancelled`.'],
    ])('not from %s by %s', async (status, action, detail) => {
      const order = await orderIn(status)
      const before = await read(order)
      const refused = await post('customer', `${order}/${action}`)
      expect([refused.status, refused.body]).toMatchObject([409, { code: 'move-not-possible', detail }])
      expect(await read(order)).toEqual(before)
    })

    test('nobody moves what is not theirs to change', async () => {
      const order = await orderIn('draft')
      expect((await post('nobody', `${order}/cancel`)).status).toBe(401)
      expect((await post('other', `${order}/cancel`)).status).toBe(404)
      // Nor is anybody else told its state.
      const shipped = await orderIn('shipped')
      expect((await post('other', `${shipped}/cancel`)).status).toBe(404)
      expect((await post('customer', '/orders/00000000-0000-7000-8000-000000000000/cancel')).status).toBe(404)
      expect(await read(order)).toMatchObject({ status: 'draft' })
    })

    test('of twenty at once to one state one wins', async () => {
      const order = await orderIn('draft')
      const answers = await Promise.all(Array.from({ length: 20 }, () => post('customer', `${order}/place`)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)])
    })

    test('of twenty at once to two states each move is made once, and in an order that the moves allow', async () => {
      for (let time = 0; time < 5; time++) {
        const order = await orderIn('draft')
        const tries = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'place' : 'cancel'))
        const answers = await Promise.all(tries.map((action) => post('customer', `${order}/${action}`)))
        const won = tries.filter((_, at) => answers[at]?.status === 200)
        // What is placed may be cancelled still, and what is cancelled stays so.
        expect([['cancel'], ['cancel', 'place'], ['place']]).toContainEqual(won.toSorted())
        expect(answers.filter(({ status }) => status !== 200).every(({ status }) => status === 409)).toBe(true)
        expect(await read(order)).toMatchObject({ status: won.includes('cancel') ? 'cancelled' : 'placed' })
      }
    })

    test('of twenty at once to two states that exclude each other exactly one wins', async () => {
      for (let time = 0; time < 5; time++) {
        // Nothing leads from cancelled to paid, or from paid to cancelled.
        const order = await orderIn('placed')
        const tries = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'pay' : 'cancel'))
        const answers = await Promise.all(tries.map((action) => post('customer', `${order}/${action}`)))
        expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)])
        const won = tries[answers.findIndex(({ status }) => status === 200)]
        expect(await read(order)).toMatchObject({ status: won === 'pay' ? 'paid' : 'cancelled' })
      }
    })
  })
})
