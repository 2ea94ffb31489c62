import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generate } from './records.ts'

const EVERYTHING = '[list, get, create, update, delete, bulkCreate, bulkUpdate]'

const DESCRIPTION = `
ashlar: 1
name: stall
resources:
  ware:
    fields: { code: string(1..20) unique, price: "decimal(10, 2)", note: text?, takenSum: bigint? sum(items.pieces) }
    softDelete: true
    versioned: true
    operations: ${EVERYTHING}
  seller:
    fields: { name: string(1..20), soldTotal: "decimal(12, 2) sum(sales.total)", saleCount: int count(sales) }
  sale:
    fields:
      seller: ref seller inverse(sales)
      note: string(..40)?
      total: decimal(12, 2) sum(items.pieces * items.unitPrice)
    createWith: [items, stamps]
    idempotent: true
    operations: ${EVERYTHING}
  item:
    key: [sale, ware]
    parent: sale
    fields:
      sale: ref sale onDelete(restrict)
      ware: ref ware
      pieces: int min(1)
      unitPrice: decimal(10, 2) copy(ware.price)
    operations: ${EVERYTHING}
  slot:
    key: [at, place]
    fields: { at: datetime, place: string(1..9), pieces: int = 0 }
    operations: [list, create, update, bulkCreate, bulkUpdate]
  shelf:
    plural: shelves
    key: number
    fields: { number: bigint, wordCount: int count(words) }
    operations: [list, get, create, bulkCreate]
  word:
    fields: { shelf: ref shelf inverse(words), text: string(1..20) }
    operations: [list, create, update, bulkCreate, bulkUpdate]
  stamp:
    fields: { sale: ref sale? onDelete(cascade), word: string(1..20) unique }
    operations: [list, create, bulkCreate]
`

const database = testDatabase()

describe('on PGlite', () => bulkTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => bulkTests(() => database.url))

type Json = Readonly<Record<string, unknown>>

function bulkTests(url: () => string | undefined): void {
  let service: RunningService
  let serial = 0
  const next = () => {
    serial += 1
    return `n${serial}`
  }
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await service.request(method, path, body, headers)
    const text = await response.text()
    const { data, errors, code } = text === '' ? ({} as Json) : (JSON.parse(text) as Json)
    return { status: response.status, headers: response.headers, data, errors, code }
  }
  const made = async (path: string, body: unknown) => {
    const answer = await send('POST', path, body)
    expect(answer.status, JSON.stringify(answer)).toBe(201)
    return answer.data as Record<string, string>
  }
  const ware = (price = '2.50') => made('/wares', { code: next(), price })
  const seller = () => made('/sellers', { name: 'A' })
  const count = async (table: string) => Number((await service.query(`select count(*) as n from ${table}`))[0]?.n)
  const pointers = ({ errors }: { readonly errors: unknown }) =>
    (errors as { readonly pointer: string }[] | undefined)?.map(({ pointer }) => pointer)

  beforeAll(async () => {
    service = await runService(await generate(DESCRIPTION), url(), { databasePoolSize: 8 })
  })

  afterAll(() => service?.close())

  test('a hundred are made in one request, in their order, and not one more', async () => {
    const bodies = Array.from({ length: 100 }, () => ({ code: next(), price: '1.00' }))
    const answer = await send('POST', '/wares/bulk', bodies)
    expect(answer.status).toBe(201)
    expect((answer.data as Json[]).map(({ code }) => code)).toEqual(bodies.map(({ code }) => code))
    const more = await send('POST', '/wares/bulk', [...bodies.map(() => ({ code: next(), price: '1.00' })), {}])
    expect(more.status).toBe(400)
  })

  test.each([
    ['what the body has wrong', () => ({ code: '', price: 'x' }), 400, ['/2/code', '/2/price']],
    ['what is there already', (taken: string) => ({ code: taken, price: '1.00' }), 409, ['/2/code']],
  ])('%s is named by its place, and none is made', async (_, third, status, expected) => {
    const first = { code: next(), price: '1.00' }
    const before = await count('wares')
    const answer = await send('POST', '/wares/bulk', [first, { ...first, code: next() }, third(first.code)])
    expect([answer.status, pointers(answer)]).toEqual([status, expected])
    expect(await count('wares')).toBe(before)
  })

  test('what refers to what is marked as deleted is named, below what it is nested under', async () => {
    const [good, gone] = [await ware(), await ware()]
    const sale = await made('/sales', { sellerId: (await seller()).id })
    await send('DELETE', `/wares/${gone.id}`, undefined, { 'If-Match': '*' })
    const bodies = [good, gone].map(({ id }) => ({ wareId: id, pieces: 2 }))
    const answer = await send('POST', `/sales/${sale.id}/items/bulk`, bodies)
    expect([answer.status, pointers(answer)]).toEqual([422, ['/1/wareId']])
    const nowhere = await send('POST', `/sales/${gone.id}/items/bulk`, bodies)
    expect([nowhere.status, nowhere.code, pointers(nowhere)]).toEqual([404, 'not-found', undefined])
    expect(await service.query(`select * from items where sale_id = '${sale.id}'`)).toEqual([])
  })

  test('what they count for is right afterwards', async () => {
    const { id: sellerId } = await seller()
    const wares = [await ware('1.50'), await ware('2.00')]
    const sale = await made('/sales', { sellerId })
    const items = wares.map(({ id }, at) => ({ wareId: id, pieces: at + 2 }))
    expect((await send('POST', `/sales/${sale.id}/items/bulk`, items)).status).toBe(201)
    const total = async () => [
      (await send('GET', `/sales/${sale.id}`)).data,
      (await send('GET', `/sellers/${sellerId}`)).data,
    ]
    expect(await total()).toMatchObject([{ total: '9.00' }, { soldTotal: '9.00', saleCount: 1 }])
    const changes = wares.map(({ id }) => ({ wareId: id, pieces: 10 }))
    const changed = await send('PATCH', `/sales/${sale.id}/items/bulk`, changes)
    expect(changed).toMatchObject({ status: 200, data: [{ pieces: 10 }, { pieces: 10 }] })
    expect(await total()).toMatchObject([{ total: '35.00' }, { soldTotal: '35.00' }])
    const other = await seller()
    const moved = await send('PATCH', '/sales/bulk', [{ id: sale.id, sellerId: other.id }])
    expect(moved.status).toBe(200)
    expect(await total()).toMatchObject([{ total: '35.00' }, { soldTotal: '0.00', saleCount: 0 }])
    expect((await send('GET', `/sellers/${other.id}`)).data).toMatchObject({ soldTotal: '35.00', saleCount: 1 })
  })

  test('changes say which version each is of: one of another one, and none is made', async () => {
    const [one, other] = [await ware(), await ware()]
    const change = ({ id = '' }, version: number) => ({ id, version, note: next() })
    const stale = await send('PATCH', '/wares/bulk', [change(one, 1), change(other, 2)])
    expect([stale.status, stale.code, pointers(stale)]).toEqual([412, 'precondition-failed', ['/1']])
    const good = await send('PATCH', '/wares/bulk', [change(other, 1), change(one, 1)])
    expect(good).toMatchObject({
      status: 200,
      data: [
        { id: other.id, version: 2 },
        { id: one.id, version: 2 },
      ],
    })
    const unsaid = await send('PATCH', '/wares/bulk', [{ id: one.id, note: null }])
    expect([unsaid.status, pointers(unsaid)]).toEqual([400, ['/0/version']])
  })

  test('changes are no merge patch, and each row is changed once', async () => {
    const { id } = await ware()
    const change = { id, version: 1, note: 'x' }
    const merge = await send('PATCH', '/wares/bulk', [change], { 'Content-Type': 'application/merge-patch+json' })
    expect([merge.status, merge.headers.get('Accept-Patch')]).toEqual([415, 'application/json'])
    const twice = await send('PATCH', '/wares/bulk', [change, { ...change, note: 'y' }])
    expect([twice.status, pointers(twice)]).toEqual([400, ['/1']])
  })

  test('requests for the same rows in any order do not wait for one another for ever', async () => {
    const rows = await Promise.all(Array.from({ length: 12 }, () => ware()))
    const attempt = async (turn: number) => {
      const order = turn % 2 === 0 ? rows : rows.toReversed()
      return send(
        'PATCH',
        '/wares/bulk',
        order.map(({ id }) => ({ id, version: 1, note: `of ${turn}` })),
      )
    }
    const answers = await Promise.all(Array.from({ length: 8 }, (_, turn) => attempt(turn)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(412)])
    const notes = await service.query(
      `select distinct note from wares where id in ('${rows.map(({ id }) => id).join("', '")}')`,
    )
    expect(notes).toHaveLength(1)
  })

  test('a sale is made with what belongs to it, and answered as it is then', async () => {
    const { id: sellerId } = await seller()
    const wares = [await ware('1.25'), await ware('4.00')]
    const items = wares.map(({ id }) => ({ wareId: id, pieces: 3 }))
    const body = { sellerId, note: 'x', items, stamps: [{ word: next() }] }
    const answer = await send('POST', '/sales', body)
    expect(answer.status).toBe(201)
    const { items: madeItems, stamps, ...sale } = answer.data as Json
    expect(madeItems).toMatchObject([
      { saleId: sale.id, unitPrice: '1.25' },
      { saleId: sale.id, unitPrice: '4.00' },
    ])
    expect(stamps).toMatchObject([{ saleId: sale.id }])
    expect((await send('GET', answer.headers.get('Location') ?? '')).data).toEqual(sale)
    expect(sale.total).toBe('15.75')
    expect((await send('GET', `/sellers/${sellerId}`)).data).toMatchObject({ soldTotal: '15.75', saleCount: 1 })
  })

  test('nothing of it is there where a part is refused, and its place is named', async () => {
    const { id: sellerId } = await seller()
    const { id: wareId } = await ware()
    const before = [await count('sales'), await count('items'), await count('stamps')]
    const word = next()
    await made('/stamps', { word })
    const parts: readonly [Json, number, readonly string[]][] = [
      [{ items: [{ wareId, pieces: 0 }] }, 400, ['/items/0/pieces']],
      [
        {
          items: [
            { wareId, pieces: 1 },
            { wareId: sellerId, pieces: 1 },
          ],
        },
        422,
        ['/items/1/wareId'],
      ],
      [
        {
          items: [
            { wareId, pieces: 1 },
            { wareId, pieces: 2 },
          ],
        },
        409,
        ['/items/1/wareId'],
      ],
      [{ items: [{ wareId, pieces: 1 }], stamps: [{ word: next() }, { word }] }, 409, ['/stamps/1/word']],
      [{ stamps: [{ word: next(), saleId: wareId }] }, 400, ['/stamps/0/saleId']],
      [{ stamps: Array(101).fill({ word: next() }) }, 400, ['/stamps']],
    ]
    for (const [part, status, expected] of parts) {
      const answer = await send('POST', '/sales', { sellerId, ...part })
      expect([answer.status, pointers(answer)]).toEqual([status, expected])
    }
    expect([await count('sales'), await count('items'), await count('stamps')]).toEqual([
      before[0],
      before[1],
      Number(before[2]) + 1,
    ])
    expect((await send('GET', `/sellers/${sellerId}`)).data).toMatchObject({ saleCount: 0 })
  })

  test('what comes again with its key makes nothing again, be it one with others or many', async () => {
    const { id: sellerId } = await seller()
    const { id: wareId } = await ware()
    const requests: readonly [string, unknown][] = [
      ['/sales', { sellerId, items: [{ wareId, pieces: 1 }], stamps: [] }],
      ['/sales/bulk', [{ sellerId }, { sellerId }]],
    ]
    for (const [path, body] of requests) {
      const headers = { 'Idempotency-Key': next() }
      const first = await send('POST', path, body, headers)
      const before = [await count('sales'), await count('items')]
      const again = await send('POST', path, body, headers)
      expect([first.status, again.status, again.data]).toEqual([201, 201, first.data])
      expect([await count('sales'), await count('items')]).toEqual(before)
    }
  })

  test('sales with others, and items of others at once, keep what they count for right', async () => {
    const { id: sellerId } = await seller()
    const { id: wareId } = await ware('1.00')
    const open = await Promise.all(Array.from({ length: 6 }, () => made('/sales', { sellerId })))
    const item = { wareId, pieces: 1 }
    // One locks the seller by its sale, the other by its item: each of them the ware before.
    const attempts = open.flatMap(({ id }) => [
      () => send('POST', '/sales', { sellerId, items: [item] }),
      () => send('POST', `/sales/${id}/items`, item),
    ])
    const answers = await Promise.all(attempts.map((attempt) => attempt()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect((await send('GET', `/sellers/${sellerId}`)).data).toMatchObject({ soldTotal: '12.00', saleCount: 12 })
    expect((await send('GET', `/wares/${wareId}`)).data).toMatchObject({ takenSum: '12' })
  })

  test('a row is the same in whatever spelling, and others are not', async () => {
    const { id = '' } = await ware()
    const spelt = await send('PATCH', '/wares/bulk', [
      { id, version: 1 },
      { id: id.toUpperCase(), version: 1 },
    ])
    expect([spelt.status, pointers(spelt)]).toEqual([400, ['/1']])
    const keys = [
      { at: '2026-01-01T00:00:00.100Z', place: 'a/b' },
      { at: '2026-01-01T00:00:00.200Z', place: 'a/b' },
      { at: '2026-01-01T00:00:00.200Z', place: 'a b' },
    ]
    expect((await send('POST', '/slots/bulk', keys)).status).toBe(201)
    const changed = await send(
      'PATCH',
      '/slots/bulk',
      keys.map((key) => ({ ...key, pieces: 7 })),
    )
    expect(changed).toMatchObject({ status: 200, data: keys.map((key) => ({ ...key, pieces: 7 })) })
  })

  test('requests that make the same rows in any order are told that they are there, and not to try again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const bodies = Array.from({ length: 20 }, () => ({ code: next(), price: '1.00' }))
      const both = [bodies, bodies.toReversed()].map((body) => send('POST', '/wares/bulk', body))
      const answers = await Promise.all(both)
      expect(answers.map(({ status, code }) => `${status} ${code ?? ''}`).toSorted()).toEqual([
        '201 ',
        '409 already-exists',
      ])
    }
  })

  test('what is changed in bulk and counts elsewhere keeps nobody waiting for ever', async () => {
    // As text the second would be the first.
    const shelves = [9, 10].map((number) => ({ number: `${number}${serial}` }))
    await send('POST', '/shelves/bulk', shelves)
    const words = shelves.flatMap(({ number }) => Array.from({ length: 6 }, () => ({ shelfId: number, text: 'x' })))
    const rows = (await send('POST', '/words/bulk', words)).data as { readonly id: string; readonly shelfId: string }[]
    const moved =
      (to: number) =>
      ({ id }: { readonly id: string }, at: number) => ({ id, shelfId: shelves[(at + to) % 2]?.number })
    for (let round = 0; round < 6; round += 1) {
      const bodies = [rows.map(moved(round)), rows.toReversed().map(moved(round + 1))]
      const answers = await Promise.all(bodies.map((body) => send('PATCH', '/words/bulk', body)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
    }
    const kept = await service.query(
      'select word_count, (select count(*) from words where shelf_id = number) as there from shelves',
    )
    for (const { word_count, there } of kept) expect(Number(word_count)).toBe(Number(there))
  })
}
