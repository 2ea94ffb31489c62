import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { type Row, type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generate } from './records.ts'

const text = readFileSync(join(packageRoot, 'tests/modelling/kept.yaml'), 'utf8')
const database = testDatabase()

describe('on PGlite', () => keptTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  keptTests(() => database.url)
})

/** What the rows say that is kept, and what it should be: of all rows that differ. */
const WRONG = `
  select 'order' as what, o.id::text as id, o.total::text as kept,
         coalesce((select sum(l.quantity * l.price) from lines l where l.order_id = o.id and l.deleted_at is null), 0)::text as due
  from orders o
  union all select 'customer', c.id::text, c.spent::text || ' ' || c.order_count,
         coalesce((select sum(o.total) from orders o where o.customer_id = c.id and o.deleted_at is null), 0)::numeric(9, 2)::text
         || ' ' || (select count(*) from orders o where o.customer_id = c.id and o.deleted_at is null)
  from customers c
  union all select 'product', p.code, p.pieces::text,
         (select count(*) from lines l where l.product_id = p.code and l.deleted_at is null)::text
  from products p
  union all select 'category', g.id::text, g.child_count::text,
         (select count(*) from categories k where k.parent_id = g.id)::text
  from categories g`

function keptTests(url: () => string | undefined): void {
  let service: RunningService
  const send: RunningService['send'] = (method, path, body, headers) => service.send(method, path, body, headers)
  const make = async (path: string, body: object) => {
    const { status, body: answer } = await send('POST', path, body)
    expect({ status, answer }).toMatchObject({ status: 201 })
    return answer.data
  }
  const get = async (path: string) => (await send('GET', path)).body.data
  const wrong = async (): Promise<readonly Row[]> =>
    (await service.query(`select * from (${WRONG}) as all_kept`)).filter(({ kept, due }) => !same(kept, due))
  const product = (code: string, more: object = {}) => make('/products', { code, price: '2.50', ...more })
  let serial = 0
  const code = () => {
    serial += 1
    return `p${serial}`
  }

  beforeAll(async () => {
    service = await runService(await generate(text), url(), { databasePoolSize: 8 })
  })

  afterAll(() => service?.close())

  test('what is kept follows each change of the rows below, up to the top', async () => {
    const customer = await make('/customers', { name: 'A' })
    expect(customer).toMatchObject({ orderCount: 0, spent: '0.00', version: 1 })
    const order = await make('/orders', { customerId: customer.id })
    expect(order).toMatchObject({ total: '0.00', weight: null })
    const { code: productId } = await product(code(), { weight: 0.25 })
    const line = await make('/lines', { orderId: order.id, productId, quantity: 3 })
    expect(line).toMatchObject({ price: '2.50', weight: 0.25 })
    expect(await get(`/orders/${order.id}`)).toMatchObject({ total: '7.50', weight: 0.25 })
    expect(await get(`/customers/${customer.id}`)).toMatchObject({ orderCount: 1, spent: '7.50', version: 3 })
    expect(await get(`/products/${productId}`)).toMatchObject({ pieces: '1' })
    await send('PATCH', `/lines/${line.id}`, { quantity: 4 })
    expect(await get(`/customers/${customer.id}`)).toMatchObject({ spent: '10.00', version: 4 })
    await send('PATCH', `/lines/${line.id}`, { note: 'nothing that counts' })
    await send('PATCH', `/lines/${line.id}`, { quantity: 4 })
    expect(await get(`/customers/${customer.id}`)).toMatchObject({ spent: '10.00', version: 4 })
    await send('DELETE', `/lines/${line.id}`)
    expect(await get(`/orders/${order.id}`)).toMatchObject({ total: '0.00', weight: null })
    expect(await get(`/products/${productId}`)).toMatchObject({ pieces: '0' })
    await send('POST', `/lines/${line.id}/restore`)
    expect(await get(`/customers/${customer.id}`)).toMatchObject({ spent: '10.00' })
    await send('DELETE', `/orders/${order.id}`)
    expect(await wrong()).toEqual([])
  })

  test('a row that moves leaves one and joins the other', async () => {
    const [one, other] = [await make('/customers', { name: 'A' }), await make('/customers', { name: 'B' })]
    const orders = [await make('/orders', { customerId: one.id }), await make('/orders', { customerId: other.id })]
    const { code: productId } = await product(code())
    const line = await make('/lines', { orderId: orders[0].id, productId, quantity: 2 })
    const moved = await send('PATCH', `/lines/${line.id}`, { orderId: orders[1].id })
    expect(moved.body.data).toMatchObject({ orderId: orders[1].id, price: '2.50' })
    expect(await get(`/customers/${one.id}`)).toMatchObject({ spent: '0.00' })
    expect(await get(`/customers/${other.id}`)).toMatchObject({ spent: '5.00' })
    await send('PATCH', `/orders/${orders[1].id}`, { customerId: one.id })
    expect(await get(`/customers/${one.id}`)).toMatchObject({ spent: '5.00', orderCount: 2 })
    await send('PATCH', `/orders/${orders[1].id}`, { customerId: null })
    expect(await get(`/customers/${one.id}`)).toMatchObject({ spent: '0.00', orderCount: 1 })
    expect(await wrong()).toEqual([])
  })

  test('also among rows of its own table', async () => {
    const top = await make('/categories', { name: 'top' })
    const [a, b] = [
      await make('/categories', { name: 'a', parentId: top.id }),
      await make('/categories', { name: 'b' }),
    ]
    await send('PATCH', `/categories/${b.id}`, { parentId: a.id })
    expect(await get(`/categories/${top.id}`)).toMatchObject({ childCount: 1 })
    expect(await get(`/categories/${a.id}`)).toMatchObject({ childCount: 1 })
    expect((await send('DELETE', `/categories/${a.id}`)).status).toBe(204)
    expect(await get(`/categories/${b.id}`)).toMatchObject({ parentId: null })
    expect(await wrong()).toEqual([])
  })

  test('a copy is taken when the reference is, and stays while that stays', async () => {
    const [cheap, dear] = [await product(code()), await product(code(), { price: '9.00' })]
    const order = await make('/orders', {})
    const line = await make('/lines', { orderId: order.id, productId: cheap.code, quantity: 2 })
    await send('PATCH', `/products/${cheap.code}`, { price: '3.00' })
    await send('PATCH', `/lines/${line.id}`, { quantity: 3 })
    expect(await get(`/lines/${line.id}`)).toMatchObject({ price: '2.50' })
    const changed = await send('PATCH', `/lines/${line.id}`, { productId: dear.code })
    expect(changed.body.data).toMatchObject({ price: '9.00' })
    expect(await get(`/orders/${order.id}`)).toMatchObject({ total: '27.00' })
    const none = await make('/offers', {})
    expect(none).toMatchObject({ productId: null, price: null })
    expect((await send('PATCH', `/offers/${none.id}`, { productId: dear.code })).body.data.price).toBe('9.00')
    expect((await send('PATCH', `/offers/${none.id}`, { productId: null })).body.data.price).toBe(null)
    const missing = await send('POST', '/lines', { orderId: order.id, productId: 'nowhere', quantity: 1 })
    expect([missing.status, missing.body.code, missing.body.errors[0].pointer]).toEqual([
      422,
      'reference-not-found',
      '/productId',
    ])
    const astray = await send('PATCH', `/lines/${line.id}`, { productId: 'nowhere' })
    expect([astray.status, astray.body.errors[0].pointer]).toEqual([422, '/productId'])
    expect(await wrong()).toEqual([])
  })

  test('no body sets any of them', async () => {
    const order = await make('/orders', {})
    const { code: productId } = await product(code())
    const sent = await send('POST', '/lines', { orderId: order.id, productId, quantity: 1, price: '0.01' })
    expect([sent.status, sent.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      400,
      ['/price'],
    ])
    for (const [path, body] of [
      [`/orders/${order.id}`, { total: '1.00' }],
      [`/products/${productId}`, { pieces: '7' }],
    ] as const) {
      const answer = await send('PATCH', path, body)
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, `/${Object.keys(body)[0]}`])
    }
  })

  test('a sum that its column cannot hold is refused by the name of the field, and nothing is written', async () => {
    const order = await make('/orders', {})
    const { code: productId } = await product(code(), { price: '9999.99' })
    const line = await make('/lines', { orderId: order.id, productId, quantity: 100 })
    const sent = await send('PATCH', `/lines/${line.id}`, { quantity: 2_000_000_000 })
    expect([sent.status, sent.body.code, sent.body.detail]).toEqual([
      422,
      'constraint-violated',
      'This would take total or weight out of range.',
    ])
    expect(await get(`/lines/${line.id}`)).toMatchObject({ quantity: 100 })
    expect(await wrong()).toEqual([])
  })

  test('what does not exist is not found, and what is deleted is not there to belong to', async () => {
    const order = await make('/orders', {})
    const { code: productId } = await product(code())
    const nowhere = '0190d3c4-0000-7000-8000-000000000000'
    expect((await send('PATCH', `/lines/${nowhere}`, { quantity: 1 })).status).toBe(404)
    expect((await send('DELETE', `/lines/${nowhere}`)).status).toBe(404)
    await send('DELETE', `/orders/${order.id}`)
    const sent = await send('POST', '/lines', { orderId: order.id, productId, quantity: 1 })
    expect([sent.status, sent.body.errors[0].pointer]).toEqual([422, '/orderId'])
  })

  test('200 writes at random by eight at once leave all of it right, and none fails', async () => {
    const customers = await Promise.all([1, 2].map(() => make('/customers', { name: 'C' })))
    const orders = await Promise.all([0, 1, 0].map((at) => make('/orders', { customerId: customers[at].id })))
    const products = await Promise.all([1, 2].map(() => product(code())))
    const lines: string[] = []
    const random = randomFrom(7)
    const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
    const statuses = new Map<string, number>()
    const write = async () => {
      const line = one(lines)
      const kind =
        lines.length < 8
          ? 'make'
          : one(['make', 'change', 'change', 'move', 'swap', 'delete', 'restore', 'order', 'price'])
      const requests: Record<string, () => ReturnType<typeof send>> = {
        make: () =>
          send('POST', '/lines', {
            orderId: one(orders).id,
            productId: one(products).code,
            quantity: 1 + Math.floor(random() * 5),
          }),
        change: () => send('PATCH', `/lines/${line}`, { quantity: 1 + Math.floor(random() * 9) }),
        move: () => send('PATCH', `/lines/${line}`, { orderId: one(orders).id }),
        swap: () => send('PATCH', `/lines/${line}`, { productId: one(products).code, quantity: 2 }),
        delete: () => send('DELETE', `/lines/${line}`),
        restore: () => send('POST', `/lines/${line}/restore`),
        order: () => send('PATCH', `/orders/${one(orders).id}`, { customerId: one(customers).id }),
        price: () => send('PATCH', `/products/${one(products).code}`, { price: `${1 + Math.floor(random() * 9)}.25` }),
      }
      const answer = await (requests[kind] as () => ReturnType<typeof send>)()
      if (kind === 'make') lines.push(answer.body.data.id)
      statuses.set(`${answer.status}`, (statuses.get(`${answer.status}`) ?? 0) + 1)
    }
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let round = 0; round < 25; round += 1) await write()
      }),
    )
    expect(await wrong()).toEqual([])
    // What was deleted by another one meanwhile is not there.
    expect([...statuses.keys()].filter((status) => !['200', '201', '204', '404'].includes(status))).toEqual([])
  })
}

/** Decimals and floats, whatever zeros are behind their point. */
function same(one: unknown, other: unknown): boolean {
  const numbers = (value: unknown) => String(value).split(' ').map(Number)
  return JSON.stringify(numbers(one)) === JSON.stringify(numbers(other))
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
