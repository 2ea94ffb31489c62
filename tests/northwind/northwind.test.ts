import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres } from '../setup/database.ts'
import { linguisticDatabase } from './linguistic-database.ts'
import { INSERTS, loadNorthwind, ROWS } from './load.ts'
import { generateNorthwind, RESOURCES } from './project.ts'
import { addressOf, pageThrough, rowsOf } from './rows.ts'
import { type RunningService, runService } from './running.ts'

/** Keys that C and English put into another order, and keys that a path can only carry escaped. */
const ODD_KEYS = ['alfki', 'ALFKJ', 'Älfki', '_a', 'a b', 'ä/%?#', '日本語']

const linguistic = linguisticDatabase()

describe('on PGlite', () => northwindTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  northwindTests(() => linguistic.url)

  test('where the order of text is not the order of the keys', async () => {
    const [ofText, ofKeys] = await linguistic.customerOrders()
    expect(ofKeys).toEqual([...ofKeys].sort())
    expect(ofText).toHaveLength(ofKeys.length)
    expect(ofText.join() === ofKeys.join()).toBe(!linguistic.orders)
  })
})

/** The story of one database; each test goes on from where the one before has left it. */
function northwindTests(url: () => string | undefined): void {
  let northwind: RunningService
  const send: RunningService['send'] = (...request) => northwind.send(...request)

  beforeAll(async () => {
    northwind = await runService(await generateNorthwind(), url())
  })

  afterAll(() => northwind?.close())

  test('the tables take every one of the 3,362 rows', async () => {
    await loadNorthwind(northwind)
    expect(INSERTS).toHaveLength(3_362)
    const counts = RESOURCES.map(async ({ table }) => {
      const [row] = await northwind.query(`select count(*)::int as rows from ${table}`)
      return [table, row?.rows]
    })
    expect(Object.fromEntries(await Promise.all(counts))).toEqual(ROWS)
  })

  test.each(ODD_KEYS)('makes a customer with the key %s and finds it again', async (customerId) => {
    const made = await send('POST', '/customers', { customerId, companyName: 'Odd' })
    expect(made.status).toBe(201)
    expect(await send('GET', `/customers/${encodeURIComponent(customerId)}`)).toEqual({ status: 200, body: made.body })
  })

  test('makes a row that is all key', async () => {
    expect((await send('POST', '/customer-demographics', { customerTypeId: 'a/b' })).status).toBe(201)
    const row = { customerId: 'ä/%?#', customerTypeId: 'a/b' }
    expect(await send('POST', '/customer-customer-demo', row)).toEqual({ status: 201, body: { data: row } })
  })

  describe.each(RESOURCES.map((resource) => ({ path: resource.path, resource })))('$path', ({ path, resource }) => {
    test.each([7, undefined])('pages through exactly the rows that are there, limit %s', async (limit) => {
      const rows = await rowsOf(northwind, resource)
      const { pages, listed } = await pageThrough(northwind, path, limit)
      expect(listed.map((row) => Object.values(row))).toEqual(rows)
      expect(pages).toBe(Math.max(1, Math.ceil(rows.length / (limit ?? 20))))
    })

    test('reads rows by their key', async () => {
      const { listed } = await pageThrough(northwind, path, 100)
      expect(listed.length).toBeGreaterThan(0)
      for (const row of listed.filter((_, index) => index % 11 === 0)) {
        expect(await send('GET', addressOf(resource, row))).toEqual({ status: 200, body: { data: row } })
      }
    })
  })

  test.each([
    ['/categories/1', { description: null }],
    ['/customers/ALFKI', { city: 'Köln', fax: null }],
    ['/customer-demographics/a%2Fb', { customerDesc: 'very important' }],
    ['/employees/2', { reportsToId: 1 }],
    ['/order-details/10248/11', { unitPrice: 14.5, quantity: 13 }],
    ['/orders/10248', { shipViaId: null, shippedDate: '1996-07-17' }],
    ['/products/1', { supplierId: 1, unitPrice: 18.25 }],
    ['/regions/1', { regionDescription: 'East' }],
    ['/shippers/1', { phone: null }],
    ['/suppliers/1', { homepage: 'example.com' }],
    ['/territories/01581', { regionId: 2 }],
    ['/us-states/1', { stateAbbr: 'Al' }],
  ])('PATCH %s changes what it names', async (address, patch) => {
    const before = await send('GET', address)
    const changed = await send('PATCH', address, patch)
    expect(changed).toEqual({ status: 200, body: { data: { ...before.body.data, ...patch } } })
    expect(await send('GET', address)).toEqual(changed)
  })

  test.each(['/customer-customer-demo/%C3%A4%2F%25%3F%23/a%2Fb', '/employee-territories/1/06897'])(
    'PATCH %s: a row that is all key has nothing to change',
    async (address) => expect(await send('PATCH', address, {})).toMatchObject({ status: 405 }),
  )

  test.each([
    '/categories/99',
    '/customers/ZZZZZ',
    '/customers/ALFK',
    '/customer-customer-demo/ALFKI/a%2Fb',
    '/employee-territories/1/01581',
    '/order-details/10248/77',
    '/order-details/1/11',
    '/orders/-1',
  ])('%s is not there', async (address) => {
    expect(await send('GET', address)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await send('DELETE', address)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  test.each([
    '/categories/x',
    '/categories/1.0',
    '/categories/32768',
    '/customers/TOOLONG',
    '/customers/%00',
    '/employee-territories/one/06897',
    '/order-details/10248/x',
    '/order-details/x/11',
    '/orders/999999999999',
  ])('%s cannot be a key', async (address) => {
    const refused = await send('GET', address)
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ in: 'path' }] } })
    expect((await send('DELETE', address)).status).toBe(400)
  })

  test.each([
    '/categories/1',
    '/customers/ALFKI',
    '/customer-demographics/a%2Fb',
    '/employees/2',
    '/orders/10248',
    '/products/11',
    '/regions/1',
    '/shippers/1',
    '/suppliers/1',
    '/territories/06897',
  ])('%s is referred to and cannot be deleted', async (address) => {
    expect(await send('DELETE', address)).toMatchObject({ status: 409, body: { code: 'still-referenced' } })
    expect((await send('GET', address)).status).toBe(200)
  })

  test.each([
    '/customer-customer-demo/%C3%A4%2F%25%3F%23/a%2Fb',
    '/customers/%C3%A4%2F%25%3F%23',
    '/customers/PARIS',
    '/employee-territories/1/06897',
    '/order-details/10248/11',
    '/us-states/51',
  ])('DELETE %s takes it away, once', async (address) => {
    expect((await send('DELETE', address)).status).toBe(204)
    expect((await send('GET', address)).status).toBe(404)
    expect((await send('DELETE', address)).status).toBe(404)
  })
}
