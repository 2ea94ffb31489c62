import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Caller, generateText, openShop, type Shop } from './shop.ts'

/** Whoever may make an order may make its lines with it; audits are made by clerks, and remarks by their own rules. */
const DESCRIPTION = `
ashlar: 1
name: made-with
api: { basePath: /api }
auth: { user: customer, identifier: email, roles: { field: role } }
resources:
  customer:
    fields:
      email: email unique
      password: secret
      role: enum(customer, clerk, admin) write(admin) = customer
    access: { list: admin, get: [self, admin], create: public, update: [self, admin], delete: admin }
  order:
    fields: { note: string(..40)? }
    createWith: [lines, audits, remarks]
    operations: [list, get, create, update, bulkCreate, bulkUpdate]
    access: { list: clerk, get: clerk, create: public, update: clerk }
  line:
    fields: { order: ref order onDelete(cascade), pieces: int min(1), cost: "int? read(clerk) write(clerk)" }
    parent: order
    operations: [list, get, create, update, bulkCreate, bulkUpdate]
    access: parent
  audit:
    fields: { order: ref order onDelete(cascade), text: string(1..40) }
    operations: [list, create, bulkCreate]
    access: { list: clerk, create: clerk }
  remark:
    fields: { order: ref order onDelete(cascade), open: boolean = true }
    operations: [list, create]
    access: { list: signedIn, create: [signedIn where open, clerk] }
`

describe.each([
  ['PGlite', true],
  ['PostgreSQL', hasPostgres],
])('what is made with others, on %s', (name, isThere) => {
  describe.skipIf(!isThere)('is made by its own rules', () => {
    const database = testDatabase()
    let shop: Shop

    beforeAll(async () => {
      const root = await generateText(DESCRIPTION, 'access-made-with')
      shop = await openShop(root, name === 'PGlite' ? undefined : database.url)
    })

    afterAll(() => shop.close())

    const post = (caller: Caller, path: string, body: unknown) => shop.send(caller, { method: 'POST', path, body })
    const list = async (path: string) => (await shop.send('clerk', { method: 'GET', path })).body.data
    const lines = [{ pieces: 1 }]

    test.each<[string, object, string]>([
      ['an order alone', {}, '201 201 201'],
      ['its lines, though only clerks may see or change an order', { lines }, '201 201 201'],
      ['audits', { audits: [{ text: 'x' }] }, '401 403 201'],
      ['no audits', { audits: [] }, '201 201 201'],
      ['remarks that the rules are for', { remarks: [{}] }, '401 201 201'],
      ['other remarks', { remarks: [{ open: false }] }, '401 403 201'],
      ['what only some may write', { lines: [{ pieces: 1, cost: 2 }] }, '403 403 201'],
    ])('%s', async (_, body, expected) => {
      const statuses: number[] = []
      for (const caller of ['nobody', 'customer', 'clerk'] as const) {
        const before = [await list('/orders'), await list('/audits'), await list('/remarks')]
        const { status } = await post(caller, '/orders', body)
        statuses.push(status)
        if (status !== 201)
          expect([await list('/orders'), await list('/audits'), await list('/remarks')]).toEqual(before)
      }
      expect(statuses.join(' ')).toBe(expected)
    })

    test('a later line is for who may change the order, be it one or many', async () => {
      const { data } = (await post('clerk', '/orders', { lines })).body
      const path = `/orders/${Reflect.get(Object(data), 'id')}/lines`
      for (const [caller, expected] of [
        ['nobody', 401],
        ['customer', 403],
        ['clerk', 201],
      ] as const) {
        expect([
          (await post(caller, path, lines[0])).status,
          (await post(caller, `${path}/bulk`, lines)).status,
        ]).toEqual([expected, expected])
      }
    })

    test('the answer shows of it what who asks may see', async () => {
      const shown = async (caller: Caller) => {
        const { data } = (await post(caller, '/orders', { lines })).body
        return Object.keys(Reflect.get(Object(data), 'lines')[0])
      }
      expect(await shown('clerk')).toContain('cost')
      expect(await shown('customer')).not.toContain('cost')
      expect(await shown('nobody')).not.toContain('cost')
    })

    test('many are changed by who may change one', async () => {
      const { data } = (await post('clerk', '/orders', {})).body
      const body = [{ id: Reflect.get(Object(data), 'id'), note: 'x' }]
      const statuses: number[] = []
      for (const caller of ['nobody', 'customer', 'clerk'] as const) {
        statuses.push((await shop.send(caller, { method: 'PATCH', path: '/orders/bulk', body })).status)
      }
      expect(statuses).toEqual([401, 403, 200])
    })
  })
})
