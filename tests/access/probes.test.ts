import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Caller, generateShop, openShop, type Sent, type Shop } from './shop.ts'

const ANY_VERSION = { 'If-Match': '*' }

const get = (path: string): Sent => ({ method: 'GET', path })
const post = (path: string, body: unknown, headers = {}): Sent => ({ method: 'POST', path, body, headers })
const patch = (path: string, body: unknown, headers = {}): Sent => ({ method: 'PATCH', path, body, headers })

/** Attacks on what somebody may do; those on tokens, sessions and passwords are in `tests/auth`. */
describe.each([
  ['PGlite', true],
  ['PostgreSQL', hasPostgres],
])('somebody who means harm to the shop, on %s', (name, isThere) => {
  describe.skipIf(!isThere)('whatever they try', () => {
    const database = testDatabase()
    let shop: Shop

    beforeAll(async () => {
      shop = await openShop(await generateShop(), name === 'PGlite' ? undefined : database.url)
    })

    afterAll(() => shop.close())

    const statusOf = async (caller: Caller, sent: Sent) => (await shop.send(caller, sent)).status

    test('sees no rows of others by asking for them in another way', async () => {
      const mine = await shop.make.order?.()
      for (const query of [`ownerId=${shop.ids.customer}`, 'filter[status]=draft', 'id=1', 'limit[gte]=1']) {
        expect([query, await statusOf('other', get(`/orders?${query}`))]).toEqual([query, 400])
      }
      const theirs = await shop.send('other', get(`/orders?customerId=${shop.ids.customer}`))
      expect([theirs.status, theirs.body.data]).toEqual([200, []])
      const all = await shop.send('other', get('/orders?limit=100'))
      expect(JSON.stringify(all.body.data)).not.toContain(mine?.id)
      const { body } = await shop.send('admin', get('/orders?limit=1'))
      await shop.make.order?.()
      const cursor = (await shop.send('admin', get('/orders?limit=1'))).body.page.nextCursor
      expect(body.data).toHaveLength(1)
      expect(await statusOf('other', get(`/orders?limit=1&cursor=${cursor}`))).toBe(400)
      expect(await statusOf('admin', get(`/orders?limit=1&cursor=${cursor}`))).toBe(200)
    })

    test('writes nothing that is not theirs to write, and is told what it was', async () => {
      const order = await shop.make.order?.()
      const stolen = {
        id: '00000000-0000-4000-8000-000000000009',
        customerId: shop.ids.other,
        number: '1',
        status: 'paid',
        placedAt: '2024-02-29T00:00:00.000Z',
        createdAt: '2024-02-29T00:00:00.000Z',
        updatedAt: '2024-02-29T00:00:00.000Z',
      }
      for (const [property, value] of Object.entries(stolen)) {
        const sent = [post('/orders', { [property]: value }), patch(`/orders/${order?.id}`, { [property]: value })]
        for (const one of sent) {
          const { status, body } = await shop.send('customer', one)
          expect([property, one.method, status]).toEqual([property, one.method, 400])
          expect(body.errors?.map(({ pointer }) => pointer)).toContain(`/${property}`)
        }
      }
      const account = {
        passwordHash: 'x',
        emailVerifiedAt: '2024-02-29T00:00:00.000Z',
        password: 'x',
        email: 'a@b.example',
      }
      for (const [property, value] of Object.entries(account)) {
        const sent = patch(`/customers/${shop.ids.customer}`, { [property]: value })
        expect([property, await statusOf('customer', sent)]).toEqual([property, 400])
      }
      const product = await shop.make.product?.({ published: true })
      const versioned = patch(`/products/${product?.id}`, { version: 1 }, ANY_VERSION)
      expect(await statusOf('clerk', versioned)).toBe(400)
      expect(await statusOf('clerk', patch(`/products/${product?.id}`, { title: 'T' }, { 'If-Match': '"0"' }))).toBe(
        412,
      )
      expect(await statusOf('clerk', patch(`/products/${product?.id}`, { title: 'T' }))).toBe(428)
    })

    test('becomes nobody else by a role, a prototype or a property twice', async () => {
      for (const body of ['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"role":"admin"}}}']) {
        const sent = patch(`/customers/${shop.ids.customer}`, JSON.parse(body))
        expect([body, await statusOf('customer', sent)]).toEqual([body, 400])
      }
      expect(await statusOf('customer', patch(`/customers/${shop.ids.customer}`, { role: 'admin' }))).toBe(403)
      expect(await statusOf('customer', get('/orders?limit=1&limit=2'))).toBe(400)
      expect(await statusOf('customer', get('/customers'))).toBe(403)
    })

    test('makes one account of a hundred equal registrations at once', async () => {
      const body = { ...(await shop.body.customer?.()), email: 'once@example.com' }
      const all = await Promise.all(Array.from({ length: 100 }, () => statusOf('nobody', post('/auth/register', body))))
      expect(all.filter((status) => status === 201).length).toBeLessThanOrEqual(1)
      expect(all.filter((status) => ![201, 409, 429, 503].includes(status))).toEqual([])
    })

    test('gets nothing by cursors of others, or that are made up', async () => {
      await Promise.all([shop.make.category?.(), shop.make.category?.()])
      const { nextCursor } = (await shop.send('nobody', get('/categories?limit=1'))).body.page
      for (const cursor of [nextCursor?.slice(1), `${nextCursor}x`, "' or 1=1 --", 'e30', '%00', 'a'.repeat(4_000)]) {
        expect([cursor, await statusOf('nobody', get(`/categories?cursor=${cursor}`))]).toEqual([cursor, 400])
      }
      expect(await statusOf('nobody', get(`/products?cursor=${nextCursor}`))).toBe(400)
      for (const limit of ['-1', '0', '1e9', '0x10', '1000000000']) {
        expect([limit, await statusOf('nobody', get(`/categories?limit=${limit}`))]).toEqual([limit, 400])
      }
    })

    test('finds no answer in a cache, and no word of what is inside', async () => {
      const order = await shop.make.order?.()
      const answers = [
        await shop.send('customer', get(`/orders/${order?.id}`)),
        await shop.send('other', get(`/orders/${order?.id}`)),
        await shop.send('customer', get('/auth/me')),
        await shop.send('customer', post('/orders', { number: 1 })),
        await shop.send('nobody', get("/products/' or 1=1")),
        await shop.send('clerk', post('/categories', { slug: 'a-slug', name: '\u0000' })),
      ]
      for (const { headers, status, body } of answers) {
        expect([status, headers.get('Cache-Control')]).toEqual([status, expect.stringMatching(/no-store|private/)])
        expect(JSON.stringify(body)).not.toMatch(/select |insert |node_modules|postgres|drizzle|\bat \//i)
        expect(headers.get('X-Powered-By')).toBeNull()
      }
      expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 400, 400, 400])
    })
  })
})
