import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Caller, generateShop, openShop, type Shop } from './shop.ts'

/** Whose answer is given again to whom. */
describe.each([
  ['PGlite', true],
  ['PostgreSQL', hasPostgres],
])('an order that is sent again, on %s', (name, isThere) => {
  describe.skipIf(!isThere)('by a key', () => {
    const database = testDatabase()
    let shop: Shop

    beforeAll(async () => {
      shop = await openShop(await generateShop('access-idempotent'), name === 'PGlite' ? undefined : database.url)
    })

    afterAll(() => shop.close())

    const order = (caller: Caller, key: string, note = 'n') =>
      shop.send(caller, { method: 'POST', path: '/orders', body: { note }, headers: { 'Idempotency-Key': key } })

    test('is of who sent it: the same of somebody else is another one', async () => {
      const callers = ['customer', 'other', 'clerk', 'admin'] as const
      const ids = new Set<unknown>()
      for (const caller of callers) {
        const { status, body } = await order(caller, 'shared')
        expect([status, body.data]).toEqual([201, expect.objectContaining({ customerId: shop.ids[caller] })])
        expect((await order(caller, 'shared')).body).toEqual(body)
        ids.add(Reflect.get(Object(body.data), 'id'))
      }
      expect(ids.size).toBe(callers.length)
    })

    test('is nothing to who may not make one', async () => {
      await order('customer', 'guarded')
      expect((await order('nobody', 'guarded')).status).toBe(401)
    })

    test('is not answered again as it was for another role', async () => {
      const first = await order('clerk', 'promoted')
      expect(first.status).toBe(201)
      const path = `/customers/${shop.ids.clerk}`
      const become = (role: string) => shop.send('admin', { method: 'PATCH', path, body: { role } })
      expect((await become('customer')).status).toBe(200)
      const again = await order('clerk', 'promoted')
      expect([again.status, again.body.code, again.body.data]).toEqual([422, 'idempotency-key-reused', undefined])
      await become('clerk')
      expect((await order('clerk', 'promoted')).body).toEqual(first.body)
    })
  })
})
