import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../../tests/support/app.ts'
import { type Fakes, startFakes } from '../../../tests/support/fakes.ts'
import { onStart } from '../../on-start.ts'
import { createLogger } from '../../runtime/logger.ts'
import { payments } from '../payments/payments.table.ts'
import { products } from '../products/products.table.ts'
import { unitOfService } from '../unit.ts'

describe('a purchase', () => {
  let fakes: Fakes
  let customer: TestApp
  let clerk: TestApp

  beforeAll(async () => {
    fakes = await startFakes()
    customer = await testApp({ as: 'customer', fakes })
    clerk = await customer.as('clerk')
  })
  beforeEach(() => fakes.of.payments.reset())
  afterAll(() => fakes.close())

  const product = (stock: number, price = '12.50') => clerk.make.product({ stock, price, published: true })

  /** The address of an order of somebody, with so many pieces. */
  async function order(by: TestApp, productId: string, quantity: number): Promise<string> {
    const { status, body } = await by.post('/api/orders', { lines: [{ productId, quantity }] })
    expect(status).toBe(201)
    return `/api/orders/${body.data.id}`
  }

  async function placed(by: TestApp, quantity = 1): Promise<string> {
    const { id } = await product(quantity)
    const address = await order(by, id, quantity)
    expect((await by.post(`${address}/place`, {})).status).toBe(200)
    return address
  }

  const pay = (by: TestApp, address: string, headers = {}) => by.post(`${address}/pay`, { token: 'tok' }, headers)

  async function stockOf(id: string): Promise<number | undefined> {
    const [row] = await customer.db.select({ stock: products.stock }).from(products).where(eq(products.id, id))
    return row?.stock
  }

  it('takes what was ordered off the stock, charges for it once, and is counted', async () => {
    const { id } = await product(5)
    const address = await order(customer, id, 3)
    const { status, body } = await customer.post(`${address}/place`, {})
    expect([status, body.data]).toEqual([200, expect.objectContaining({ status: 'placed', total: '37.50' })])
    expect(await stockOf(id)).toBe(2)
    const paid = await pay(customer, address)
    expect([paid.status, paid.body.data.status]).toEqual([200, 'paid'])
    expect(fakes.of.payments.done.map(({ input }) => input)).toEqual([
      { orderId: address.split('/').at(-1), amount: '37.50', currency: 'EUR', token: 'tok' },
    ])
    const best = await clerk.get<{ id: string }[]>('/api/products/top-sellers')
    expect(best.body.data.map((one) => one.id)).toContain(id)
  })

  it('is of what is there: of ten who want one of the last three, three get one', async () => {
    const { id } = await product(3)
    const buyers = await Promise.all(Array.from({ length: 10 }, () => customer.as('customer')))
    const orders = await Promise.all(buyers.map((buyer) => order(buyer, id, 1)))
    const answers = await Promise.all(buyers.map((buyer, at) => buyer.post(`${orders[at]}/place`, {})))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(3).fill(200), ...Array(7).fill(422)])
    expect(await stockOf(id)).toBe(0)
  })

  it('is of something', async () => {
    const { body } = await customer.post('/api/orders', {})
    expect((await customer.post(`/api/orders/${body.data.id}/place`, {})).status).toBe(422)
  })

  it('stays as it is once it is placed, and is placed and paid once', async () => {
    const address = await placed(customer)
    const { id: productId } = await product(1)
    expect((await customer.post(`${address}/lines`, { productId, quantity: 1 })).status).toBe(404)
    expect((await customer.post(`${address}/place`, {})).body.code).toBe('move-not-possible')
    expect((await pay(customer, address)).status).toBe(200)
    expect((await pay(customer, address)).body.code).toBe('move-not-possible')
    expect(fakes.of.payments.done).toHaveLength(1)
  })

  it('is nobody else’s', async () => {
    const address = await placed(customer)
    const other = await customer.as('customer')
    expect((await pay(other, address)).status).toBe(404)
    expect((await other.post(`${address}/cancel`, {})).status).toBe(404)
    expect((await pay(clerk, address)).status).toBe(404)
    expect(fakes.of.payments.done).toHaveLength(0)
  })

  it('puts back what it has taken where it is cancelled, which it is not once it is paid', async () => {
    const { id } = await product(4)
    const address = await order(customer, id, 4)
    await customer.post(`${address}/place`, {})
    expect(await stockOf(id)).toBe(0)
    expect((await clerk.post(`${address}/cancel`, {})).body.data.status).toBe('cancelled')
    expect(await stockOf(id)).toBe(4)
    expect((await clerk.post(`${address}/cancel`, {})).status).toBe(409)
    const paid = await placed(customer)
    await pay(customer, paid)
    const refused = await customer.post(`${paid}/cancel`, {})
    expect([refused.status, refused.body.code]).toEqual([409, 'move-not-possible'])
  })

  it('is answered the same when it comes again with its key', async () => {
    const address = await placed(customer)
    const headers = { 'Idempotency-Key': `pay ${address}`.replaceAll(' ', '-') }
    const first = await pay(customer, address, headers)
    const second = await pay(customer, address, headers)
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body])
    expect(fakes.of.payments.done).toHaveLength(1)
  })

  it.each([402, 400, 422])('is still to be paid, or cancelled, where the charge is refused with %i', async (status) => {
    const address = await placed(customer)
    fakes.of.payments.goesWrong({ status, body: { message: 'no money' } })
    expect((await pay(customer, address)).status).toBe(422)
    expect((await customer.get(address)).body.data).toMatchObject({ status: 'placed' })
    fakes.of.payments.reset()
    expect((await pay(customer, address)).status).toBe(200)
    const other = await placed(customer)
    fakes.of.payments.goesWrong({ status })
    await pay(customer, other)
    expect((await customer.post(`${other}/cancel`, {})).body.data.status).toBe('cancelled')
  })

  it('is paid later where a refusal says nothing of the charge, and is not cancelled before', async () => {
    const address = await placed(customer)
    fakes.of.payments.goesWrong({ status: 401 })
    expect((await pay(customer, address)).status).toBe(502)
    expect((await customer.post(`${address}/cancel`, {})).body.code).toBe('write-conflict')
    fakes.of.payments.reset()
    expect((await pay(customer, address)).status).toBe(200)
    expect(fakes.of.payments.done).toHaveLength(1)
  })

  it('is charged once where the answer is lost, by whoever finishes it', async () => {
    const address = await placed(customer)
    fakes.of.payments.goesWrong({ drop: true }, 10)
    expect((await pay(customer, address)).status).toBe(503)
    expect((await customer.get(address)).body.data).toMatchObject({ status: 'placed' })
    // Nobody cancels what is being charged for.
    expect((await customer.post(`${address}/cancel`, {})).body.code).toBe('write-conflict')
    fakes.of.payments.goesWrong({}, 0)
    await onStart({
      unit: unitOfService(customer.db, customer.auth.cursorKeys),
      upstreams: customer.upstreams,
      log: createLogger({ logLevel: 'silent' }),
    })
    expect((await customer.get(address)).body.data).toMatchObject({ status: 'paid' })
    expect(fakes.of.payments.done).toHaveLength(1)
    const id = address.split('/').at(-1) ?? ''
    const rows = await customer.db.select().from(payments).where(eq(payments.orderId, id))
    expect(rows.map(({ state }) => state)).toEqual(['charged'])
  })
})
