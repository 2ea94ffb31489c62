import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generateShop, openShop, type Sent, type Shop } from './shop.ts'

describe.skipIf(!hasPostgres)('an order of somebody else', () => {
  const database = testDatabase()
  let shop: Shop
  let sql: postgres.Sql

  beforeAll(async () => {
    shop = await openShop(await generateShop('access-locks'), database.url)
    sql = postgres(database.url, { max: 1 })
  }, 120_000)

  afterAll(async () => {
    await shop.close()
    await sql.end()
  })

  test.each([{ method: 'PATCH', body: { quantity: 2 } }, { method: 'DELETE' }])(
    'is locked by nobody who may not: $method of a line',
    async (sent) => {
      const { orderId, productId } = (await shop.make.orderLine?.()) ?? {}
      const path = `/orders/${orderId}/lines/${productId}`
      expect(await withLocked(String(orderId), { ...sent, path })).toBe(404)
    },
  )

  /** The answer to `other` while somebody has the order; undefined where they wait for it. */
  async function withLocked(orderId: string, sent: Sent): Promise<number | undefined> {
    let status: number | undefined
    const { asked } = await sql.begin(async (tx) => {
      await tx`select from orders where id = ${orderId} for no key update`
      const asking = shop.send('other', sent).then((answer) => {
        status = answer.status
      })
      const waiting = () =>
        tx`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect
        .poll(async () => status !== undefined || (await waiting()).length > 0, { timeout: 10_000 })
        .toBe(true)
      return { asked: { asking, status } }
    })
    await asked.asking
    return asked.status
  }
})
