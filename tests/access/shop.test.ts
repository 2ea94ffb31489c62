import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { CALLERS, type Caller, generateShop, openShop, type Row, type Sent, type Shop } from './shop.ts'

/** What a line of the matrix is about: made anew for each cell, all of it the customer's where it is anybody's. */
interface Rows {
  readonly account: string
  readonly spare: Row
  readonly category: Row
  readonly shown: Row
  readonly hidden: Row
  readonly gone: Row
  readonly order: Row
  readonly line: Row
  readonly product: Row
}

type Line = readonly [what: string, sent: (rows: Rows, shop: Shop) => Sent | Promise<Sent>, statuses: string]

const ANY_VERSION = { 'If-Match': '*' }

const get = (path: string): Sent => ({ method: 'GET', path })
const post = (path: string, body?: unknown): Sent => ({ method: 'POST', path, body })
const patch = (path: string, body: unknown, headers = {}): Sent => ({ method: 'PATCH', path, body, headers })
const remove = (path: string, headers = {}): Sent => ({ method: 'DELETE', path, headers })
const put = (path: string): Sent => ({ method: 'PUT', path })
const lineOf = ({ line }: Rows) => `/orders/${line.orderId}/lines/${line.productId}`

/**
 * Written by hand from the description, not from the generator: what nobody, the customer, another customer, a clerk and
 * an admin are answered.
 */
const MATRIX: readonly Line[] = [
  ['list customers', () => get('/customers'), '401 403 403 200 200'],
  ['get the account of the customer', ({ account }) => get(`/customers/${account}`), '401 200 404 200 200'],
  ['create an account', async (_, shop) => post('/customers', await shop.body.customer?.()), '201 201 201 201 201'],
  ['rename that account', ({ account }) => patch(`/customers/${account}`, { name: 'N' }), '401 200 404 404 200'],
  ['give it a role', ({ account }) => patch(`/customers/${account}`, { role: 'customer' }), '401 403 403 403 200'],
  ['set its password', ({ account }) => patch(`/customers/${account}`, { password: 'x' }), '401 400 400 400 400'],
  ['delete an account', ({ spare }) => remove(`/customers/${spare.id}`), '401 403 403 403 204'],

  ['list categories', () => get('/categories'), '200 200 200 200 200'],
  ['get a category', ({ category }) => get(`/categories/${category.id}`), '200 200 200 200 200'],
  ['create one', async (_, shop) => post('/categories', await shop.body.category?.()), '401 403 403 201 201'],
  ['change one', ({ category }) => patch(`/categories/${category.id}`, { name: 'N' }), '401 403 403 200 200'],
  ['delete one', ({ category }) => remove(`/categories/${category.id}`), '401 403 403 403 204'],

  ['list products', () => get('/products'), '200 200 200 200 200'],
  ['get one that is published', ({ shown }) => get(`/products/${shown.id}`), '200 200 200 200 200'],
  ['get one that is not', ({ hidden }) => get(`/products/${hidden.id}`), '404 404 404 200 200'],
  ['get one that is deleted', ({ gone }) => get(`/products/${gone.id}`), '404 404 404 404 404'],
  ['create a product', async (_, shop) => post('/products', await shop.body.product?.()), '401 403 403 201 201'],
  ['change it', ({ shown }) => patch(`/products/${shown.id}`, { title: 'T' }, ANY_VERSION), '401 403 403 200 200'],
  ['delete it', ({ shown }) => remove(`/products/${shown.id}`, ANY_VERSION), '401 403 403 403 204'],
  ['restore one', ({ gone }) => post(`/products/${gone.id}/restore`, {}), '401 403 403 403 200'],

  ['list what is related', ({ shown }) => get(`/products/${shown.id}/related-to`), '200 200 200 200 200'],
  [
    'list it for one that is not published',
    ({ hidden }) => get(`/products/${hidden.id}/related-to`),
    '404 404 404 200 200',
  ],
  [
    'list the other side of that',
    ({ hidden }) => get(`/products/${hidden.id}/related-to-products`),
    '404 404 404 200 200',
  ],
  ['relate two', ({ shown, hidden }) => put(`/products/${shown.id}/related-to/${hidden.id}`), '401 403 403 204 204'],
  [
    'relate one to a deleted one',
    ({ shown, gone }) => put(`/products/${shown.id}/related-to/${gone.id}`),
    '401 403 403 404 404',
  ],
  [
    'unrelate two that are not',
    ({ shown, product }) => remove(`/products/${shown.id}/related-to/${product.id}`),
    '401 403 403 404 404',
  ],

  ['list orders', () => get('/orders'), '401 200 200 200 200'],
  ['get an order', ({ order }) => get(`/orders/${order.id}`), '401 200 404 200 200'],
  ['create one', async (_, shop) => post('/orders', await shop.body.order?.()), '401 201 201 201 201'],
  ['create one for somebody', (_, { ids }) => post('/orders', { customerId: ids.other }), '401 400 400 400 400'],
  ['change an order', ({ order }) => patch(`/orders/${order.id}`, { note: 'N' }), '401 200 404 200 200'],
  [
    'give it away',
    ({ order }, { ids }) => patch(`/orders/${order.id}`, { customerId: ids.other }),
    '401 400 400 400 400',
  ],
  ['create one that is paid', () => post('/orders', { status: 'paid' }), '401 400 400 400 400'],
  ['change its state', ({ order }) => patch(`/orders/${order.id}`, { status: 'paid' }), '401 400 400 400 400'],
  ['delete an order', ({ order }) => remove(`/orders/${order.id}`), '401 403 403 403 204'],

  ['list its lines', ({ order }) => get(`/orders/${order.id}/lines`), '401 200 404 200 200'],
  ['get a line', (rows) => get(lineOf(rows)), '401 200 404 200 200'],
  [
    'get it below another order',
    ({ order, line }) => get(`/orders/${order.id}/lines/${line.productId}`),
    '401 404 404 404 404',
  ],
  [
    'add a line',
    ({ order, product }) => post(`/orders/${order.id}/lines`, { productId: product.id, quantity: 1 }),
    '401 201 404 201 201',
  ],
  [
    'add one at a price of their own',
    ({ order, product }) =>
      post(`/orders/${order.id}/lines`, { productId: product.id, quantity: 1, unitPrice: '0.01' }),
    '401 400 400 400 400',
  ],
  ['change its price', (rows) => patch(lineOf(rows), { unitPrice: '0.01' }), '401 400 400 400 400'],
  ['set the total of an order', ({ order }) => patch(`/orders/${order.id}`, { total: '0.01' }), '401 400 400 400 400'],
  [
    'add one that is there',
    ({ line }) => post(`/orders/${line.orderId}/lines`, { productId: line.productId, quantity: 1 }),
    '401 409 404 409 409',
  ],
  ['change a line', (rows) => patch(lineOf(rows), { quantity: 2 }), '401 200 404 200 200'],
  ['delete a line', (rows) => remove(lineOf(rows)), '401 204 404 204 204'],
]

let root: string

beforeAll(async () => {
  root = await generateShop()
})

const postgres = testDatabase()

describe.each([
  { database: 'PGlite', url: () => undefined, isThere: true },
  { database: 'PostgreSQL', url: () => postgres.url, isThere: hasPostgres },
])('who may do what in the shop, on $database', ({ url, isThere }) => {
  describe.skipIf(!isThere)('as the description says', () => {
    let shop: Shop

    beforeAll(async () => {
      shop = await openShop(root, url())
    })

    afterAll(() => shop.close())

    const make = async (name: string, values?: object): Promise<Row> => {
      const row = await shop.make[name]?.(values)
      if (row === undefined) throw new Error(`nothing makes a ${name}`)
      return row
    }

    async function freshRows(): Promise<Rows> {
      const gone = await make('product', { published: true })
      await shop.send('admin', remove(`/products/${gone.id}`, ANY_VERSION))
      return {
        account: shop.ids.customer,
        spare: await make('customer'),
        category: await make('category'),
        shown: await make('product', { published: true }),
        hidden: await make('product', { published: false }),
        gone,
        order: await make('order'),
        line: await make('orderLine'),
        product: await make('product', { published: true }),
      }
    }

    test.each(MATRIX)('%s', async (_, sent, statuses) => {
      const answered: Partial<Record<Caller, number>> = {}
      for (const caller of CALLERS) {
        const { status } = await shop.send(caller, await sent(await freshRows(), shop))
        answered[caller] = status
      }
      expect(Object.values(answered).join(' ')).toBe(statuses)
    })

    const idsIn = async (caller: Caller, path: string) => {
      const ids = new Set<unknown>()
      for (let next: string | null = ''; next !== null; ) {
        const { body } = await shop.send(caller, get(`${path}?limit=100${next && `&cursor=${next}`}`))
        for (const { id } of body.data as Row[]) ids.add(id)
        next = body.page.nextCursor
      }
      return ids
    }

    test('lists show what their reader may see, and nothing else', async () => {
      const { order, shown, hidden } = await freshRows()
      expect(await idsIn('customer', '/orders')).toContain(order.id)
      expect(await idsIn('other', '/orders')).not.toContain(order.id)
      const [public_, staff] = [await idsIn('nobody', '/products'), await idsIn('clerk', '/products')]
      expect([public_.has(shown.id), public_.has(hidden.id)]).toEqual([true, false])
      expect(staff.size).toBeGreaterThan(public_.size)
    })

    test('a page of one list goes on where it was, and not into the rows of others', async () => {
      for (let time = 0; time < 3; time += 1) await shop.send('other', post('/orders', await shop.body.order?.()))
      for (const order of ['', '&sort=-createdAt', '&sort=placedAt']) {
        const first = await shop.send('other', get(`/orders?limit=1${order}`))
        const next = `/orders?limit=1${order}&cursor=${first.body.page.nextCursor}`
        const { body } = await shop.send('other', get(next.replace('limit=1', 'limit=100')))
        const owners = new Set((body.data as Row[]).map(({ customerId }) => customerId))
        expect(owners).toEqual(new Set([shop.ids.other]))
        expect((await shop.send('customer', get(next))).status).toBe(400)
      }
    })

    test('what only some may read is not in the answers of the others, whoever wrote it', async () => {
      const { shown } = await freshRows()
      const note = { supplierNote: 'cheap' }
      const changed = await shop.send('clerk', patch(`/products/${shown.id}`, note, ANY_VERSION))
      expect(changed.body.data).toMatchObject(note)
      for (const caller of ['nobody', 'customer'] as const) {
        const { body } = await shop.send(caller, get(`/products/${shown.id}`))
        expect(Object.keys(body.data as Row)).not.toContain('supplierNote')
      }
    })

    test('what one operation opens to somebody, another does not open to others', async () => {
      const { hidden, order } = await freshRows()
      const [product, own] = [`/products/${hidden.id}`, `/orders/${order.id}`]
      // Each of these finds the row without changing it, in the name of who may change all of them.
      expect((await shop.send('clerk', patch(product, {}, ANY_VERSION))).status).toBe(200)
      expect((await shop.send('clerk', patch(product, {}, { 'If-Match': '"9"' }))).status).toBe(412)
      expect((await shop.send('clerk', patch(own, {}))).status).toBe(200)
      expect((await shop.send('nobody', get(product))).status).toBe(404)
      expect((await shop.send('other', get(own))).status).toBe(404)
      expect((await shop.send('other', patch(own, {}))).status).toBe(404)
      expect((await shop.send('admin', get(product))).status).toBe(200)
    })

    test('a line takes the price of its product, and its order the sum, whoever may write what', async () => {
      const { order } = await freshRows()
      const { id: productId } = await make('product', { price: '2.50', published: true })
      const made = await shop.send('customer', post(`/orders/${order.id}/lines`, { productId, quantity: 3 }))
      expect(made.body.data).toMatchObject({ unitPrice: '2.50' })
      const line = `/orders/${order.id}/lines/${productId}`
      const total = async () => ((await shop.send('customer', get(`/orders/${order.id}`))).body.data as Row).total
      expect(await total()).toBe('7.50')
      await shop.send('admin', patch(`/products/${productId}`, { price: '9.00' }, ANY_VERSION))
      await shop.send('other', patch(line, { quantity: 9 }))
      expect(await total()).toBe('7.50')
      await shop.send('customer', patch(line, { quantity: 2 }))
      expect(await total()).toBe('5.00')
      await shop.send('customer', remove(line))
      expect(await total()).toBe('0.00')
    })

    test('an order belongs to who makes it', async () => {
      const { body } = await shop.send('other', post('/orders', await shop.body.order?.()))
      expect(body.data).toMatchObject({ customerId: shop.ids.other })
    })
  })
})
