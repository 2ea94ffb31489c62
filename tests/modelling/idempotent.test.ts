import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generate } from './records.ts'

const DESCRIPTION = `
ashlar: 1
name: ledger
defaults: { idempotent: true }
resources:
  account:
    fields:
      number: string(1..20) unique
      balance: decimal(12, 2) sum(entries.amount)
      facts: json = {}
    versioned: true
  entry:
    plural: entries
    parent: account
    fields:
      account: ref account onDelete(cascade)
      amount: decimal(10, 2)
  remark:
    idempotent: false
    fields: { text: string(1..80) }
`

const database = testDatabase()

describe('on PGlite', () => idempotencyTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => idempotencyTests(() => database.url))

function idempotencyTests(url: () => string | undefined): void {
  let service: RunningService
  let serial = 0
  const next = () => {
    serial += 1
    return `n${serial}`
  }
  const post = async (path: string, body: unknown, key?: string) => {
    const response = await service.request('POST', path, body, key === undefined ? {} : { 'Idempotency-Key': key })
    const { status, headers } = response
    return { status, headers: Object.fromEntries(headers), text: await response.text() }
  }
  const count = async (table: string) => Number((await service.query(`select count(*) as n from ${table}`))[0]?.n)
  const codeOf = ({ text }: { readonly text: string }) => JSON.parse(text).code

  beforeAll(async () => {
    service = await runService(await generate(DESCRIPTION), url(), { databasePoolSize: 8 })
  })

  afterAll(() => service?.close())

  test('100 equal requests at once with one key make one row, and all of them the same answer', async () => {
    const body = { number: next() }
    const answers = await Promise.all(Array.from({ length: 100 }, () => post('/accounts', body, 'at-once')))
    const made = answers.filter(({ status }) => status === 201)
    expect(new Set(made.map(({ text }) => text)).size).toBe(1)
    expect(made.length).toBeGreaterThan(0)
    // On a busy machine some wait too long for a connection, and are turned away.
    const others = answers.filter(({ status }) => status !== 201 && status !== 503)
    for (const answer of others) {
      expect([answer.status, codeOf(answer)]).toEqual([409, 'idempotency-key-in-use'])
      expect(answer.headers).toMatchObject({ 'retry-after': '1' })
    }
    expect(await service.query(`select * from accounts where number = '${body.number}'`)).toHaveLength(1)
    expect((await post('/accounts', body, 'at-once')).text).toBe(made[0]?.text)
  })

  test('what comes again gets the first answer, whatever has become of the row', async () => {
    const body = { number: next(), facts: { a: 1, b: [{ c: 2, d: 3 }] } }
    const key = next()
    const first = await post('/accounts', body, key)
    expect(first).toMatchObject({ status: 201, headers: { etag: '"1"', 'content-type': 'application/json' } })
    const { location = '' } = first.headers
    await service.request('PATCH', location, { facts: {} }, { 'If-Match': '"1"' })
    const again = await post('/accounts', { facts: { b: [{ d: 3, c: 2 }], a: 1 }, number: body.number }, key)
    expect([again.status, again.text]).toEqual([201, first.text])
    for (const name of ['etag', 'location', 'content-type', 'cache-control']) {
      expect(again.headers[name]).toBe(first.headers[name])
    }
    await service.request('DELETE', location, undefined, { 'If-Match': '*' })
    expect((await post('/accounts', body, key)).text).toBe(first.text)
  })

  test('another body with the same key is refused, and makes nothing', async () => {
    const key = next()
    await post('/accounts', { number: next() }, key)
    const before = await count('accounts')
    const refused = await post('/accounts', { number: next() }, key)
    expect([refused.status, codeOf(refused)]).toEqual([422, 'idempotency-key-reused'])
    expect(await count('accounts')).toBe(before)
  })

  test('a key is for one address', async () => {
    const key = next()
    const addresses = [await post('/accounts', { number: next() }), await post('/accounts', { number: next() })].map(
      ({ headers }) => `${headers.location}/entries`,
    )
    for (const address of addresses) {
      const first = await post(address, { amount: '2.50' }, key)
      expect(first.status).toBe(201)
      expect((await post(address, { amount: '2.50' }, key)).text).toBe(first.text)
    }
    expect(await service.query(`select balance::text from accounts order by id desc limit 2`)).toEqual([
      { balance: '2.50' },
      { balance: '2.50' },
    ])
  })

  test('what fails leaves the key free', async () => {
    const taken = next()
    await post('/accounts', { number: taken })
    const key = next()
    const kept = await count('idempotency_keys')
    const refused = await post('/accounts', { number: taken }, key)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'already-exists'])
    expect((await post('/accounts', {}, key)).status).toBe(400)
    const below = await post('/accounts/00000000-0000-4000-8000-000000000001/entries', { amount: '1.00' }, key)
    expect(below.status).toBe(404)
    expect(await count('idempotency_keys')).toBe(kept)
    expect((await post('/accounts', { number: next() }, key)).status).toBe(201)
  })

  test.each([
    ['nothing', ''],
    ['spaces', 'a b'],
    ['two of them', 'a, b'],
    ['more than 255 characters', 'x'.repeat(256)],
    ['other characters than those of ASCII', 'caf\u00e9'],
  ])('a key of %s is refused', async (_, key) => {
    const before = await count('accounts')
    const refused = await post('/accounts', { number: next() }, key)
    expect([refused.status, codeOf(refused)]).toEqual([400, 'invalid-input'])
    expect(await count('accounts')).toBe(before)
  })

  test('a key may have 255 characters, quotes among them', async () => {
    const body = { number: next() }
    const key = `"${'x'.repeat(253)}"`
    expect((await post('/accounts', body, key)).text).toBe((await post('/accounts', body, key)).text)
  })

  test('without a key each request makes a row; and so where it is not asked for', async () => {
    const before = await count('remarks')
    await post('/remarks', { text: 'x' }, 'k')
    await post('/remarks', { text: 'x' }, 'k')
    expect(await count('remarks')).toBe(before + 2)
    const accounts = await count('accounts')
    await post('/accounts', { number: next() })
    await post('/accounts', { number: next() })
    expect(await count('accounts')).toBe(accounts + 2)
  })

  test('a key is good for a day; those that have expired go with the next ones', async () => {
    const [key, number] = [next(), next()]
    await post('/accounts', { number }, key)
    const [kept] = await service.query(
      `select (extract(epoch from max(expires_at) - now()) / 3600)::float8 as hours from idempotency_keys`,
    )
    expect(kept?.hours).toBeCloseTo(24, 1)
    await service.query(`update idempotency_keys set expires_at = now()`)
    const expired = await count('idempotency_keys')
    // It stands for something new by now.
    const anew = await post('/accounts', { number: next() }, key)
    expect(anew.status).toBe(201)
    expect(await count('idempotency_keys')).toBe(Math.max(1, expired - 10))
    while ((await count('idempotency_keys')) > 3) await post('/accounts', { number: next() }, next())
    expect(await service.query(`select 1 from idempotency_keys where expires_at <= now()`)).toEqual([])
    expect((await post('/accounts', { number }, next())).status).toBe(409)
  })
}
