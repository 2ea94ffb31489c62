import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { generateText, openDatabase } from '../access/shop.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'

const COUNTER = `
ashlar: 1
name: counter
auth: { user: person, identifier: email, roles: { field: role } }
resources:
  person:
    fields: { email: email unique, password: secret, role: "enum(member, admin) write(admin) = member" }
    access: { list: admin, get: admin, create: admin, update: admin, delete: admin }
  ticket:
    fields:
      person: ref person set(actor)
      state: "enum(open, paid) write(admin) = open"
    owner: person
    access: { list: admin, get: [owner, admin], create: signedIn, update: admin, delete: admin }
    actions:
      pay: { post: "/{id}/pay", access: owner where state = open, response: ticket, idempotent: true }
      charge: { post: "/{id}/charge", access: owner where state = open, response: ticket, uses: [mail.send], idempotent: true }
      take: { post: "/{id}/take", access: owner, idempotent: true }
      clear: { delete: /cleared, access: signedIn, request: { least: int, most: int = 9 }, response: { count: int }, idempotent: true }
      fill: { put: /cleared, access: signedIn, request: { least: int }, response: { count: int }, idempotent: true }
      ring: { post: /ring, access: signedIn, request: { gate: string(..40) }, response: { count: int }, uses: [mail.send], idempotent: true, timeout: 300ms }
      tell: { post: /tell, access: signedIn, request: { gate: string(..40) }, response: { count: int }, uses: [mail.send], idempotent: true }
upstreams:
  mail: { url: MAIL_URL, calls: { send: { post: /letters, response: { id: string } } } }
`

/** As somebody has written them. `tell` takes as long as the test says, and ends as that says. */
const ACTIONS = `
let count = 0

const paid = ({ key, unit }) => unit(async ({ service }) => service.tickets.update(key, { state: 'paid' }))

export { paid as pay, paid as charge }

export async function take({ key, unit }) {
  await unit(async ({ service }) => service.tickets.remove(key))
}

export async function clear() {
  count += 1
  return { count }
}

export { clear as fill }

export async function tell({ input }) {
  count += 1
  const mine = count
  await globalThis.gates?.[input.gate]?.(mine)
  return { count: mine }
}

export { tell as ring }
`

type Who = 'mine' | 'other'

interface Sent {
  readonly key: string
  readonly body?: string
  readonly who?: Who
}

interface Answer {
  readonly status: number
  readonly body: { readonly data?: Readonly<Record<string, unknown>>; readonly code?: string }
}

interface Service {
  ask(method: string, path: string, sent: Sent): Promise<Answer>
  ticket(): Promise<string>
  /** Lets a minute pass for all who hold a key. */
  expire(): Promise<void>
  close(): Promise<void>
}

async function openService(root: string, url: string | undefined): Promise<Service> {
  const load = (path: string) => import(pathToFileURL(join(root, path)).href)
  const { createApp } = await load('src/app.ts')
  const { createLogger } = await load('src/runtime/logger.ts')
  const { testAuth } = await load('tests/support/auth.ts')
  const { makeUser } = await load('tests/support/users.ts')
  const { factories } = await load('tests/support/factories.ts')
  const database = await openDatabase(root, url, load)
  const db: { execute(statement: string): Promise<unknown> } = database.db
  const auth = testAuth(db)
  const readiness = { checks: {}, ready: true, started: true, draining: false, drain() {} }
  const config = { apiDocs: false, bodyLimitBytes: 102_400, corsOrigins: [] }
  const logger = createLogger({ logLevel: 'silent' })
  const app = createApp({ config, db, auth, logger, readiness, upstreams: {} })
  const people = { mine: await makeUser(db, 'member'), other: await makeUser(db, 'member') }
  return {
    async ask(method, path, { key, body, who = 'mine' }) {
      const Authorization = `Bearer ${(await auth.signIn(people[who])).accessToken}`
      const headers = { Authorization, 'Content-Type': 'application/json', 'Idempotency-Key': key }
      const answer = await app.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
      return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') }
    },
    ticket: async () => (await factories(db, people.mine).make.ticket()).id,
    async expire() {
      await db.execute(`update idempotency_keys set expires_at = now() - interval '1 second' where status = 102`)
    },
    close: () => database.close(),
  }
}

/** What `tell` waits for, by the name that it is sent. */
const gates: Record<string, (count: number) => Promise<void>> = {}

/** Somebody who tells, and how that ends. */
interface Telling {
  readonly answer: Promise<Answer>
  end(error?: Error): void
}

const database = testDatabase()
const databases = [['PGlite', undefined], ...(hasPostgres ? [['PostgreSQL', database.url] as const] : [])] as const

describe.each(databases)('an action that is sent again on %s', (_, url) => {
  let service: Service

  beforeAll(async () => {
    Reflect.set(globalThis, 'gates', gates)
    const root = await generateText(COUNTER, `counter-${url === undefined ? 'embedded' : 'server'}`)
    writeFileSync(join(root, 'src/resources/tickets/tickets.actions.ts'), ACTIONS)
    service = await openService(root, url)
  })
  afterAll(async () => {
    Reflect.deleteProperty(globalThis, 'gates')
    await service.close()
  })

  test.each(['pay', 'charge'])('gets the first answer where the row is none of its own by now: %s', async (action) => {
    const path = `/tickets/${await service.ticket()}/${action}`
    const first = await service.ask('POST', path, { key: action })
    expect([first.status, first.body.data?.state]).toEqual([200, 'paid'])
    expect(await service.ask('POST', path, { key: action })).toEqual(first)
    expect((await service.ask('POST', path, { key: 'another' })).status).toBe(404)
    expect((await service.ask('POST', path, { key: action, who: 'other' })).status).toBe(404)
  })

  test('gets the first answer where the row is gone', async () => {
    const path = `/tickets/${await service.ticket()}/take`
    for (const _ of [1, 2]) expect(await service.ask('POST', path, { key: 'take' })).toEqual({ status: 204, body: {} })
    expect((await service.ask('POST', path, { key: 'another' })).status).toBe(404)
    expect((await service.ask('POST', path, { key: 'take', who: 'other' })).status).toBe(404)
  })

  test('keeps nothing where there is no such row', async () => {
    const path = '/tickets/00000000-0000-7000-8000-000000000000/charge'
    for (const _ of [1, 2]) expect((await service.ask('POST', path, { key: 'none' })).status).toBe(404)
  })

  test('asks for something else with another query, or in another way', async () => {
    const first = await service.ask('DELETE', '/tickets/cleared?least=1&most=2', { key: 'query' })
    expect(first.status).toBe(200)
    expect(await service.ask('DELETE', '/tickets/cleared?most=2&least=1', { key: 'query' })).toEqual(first)
    const reused = { status: 422, body: expect.objectContaining({ code: 'idempotency-key-reused' }) }
    expect(await service.ask('DELETE', '/tickets/cleared?least=2&most=2', { key: 'query' })).toEqual(reused)
    const put = () => service.ask('PUT', '/tickets/cleared', { key: 'method', body: '{"least":1}' })
    expect((await put()).status).toBe(200)
    const body = '{"least":1}'
    expect(await service.ask('DELETE', '/tickets/cleared?least=1', { key: 'method', body })).toEqual(reused)
  })

  test('may come with a body that is none', async () => {
    const path = `/tickets/${await service.ticket()}/pay`
    const first = await service.ask('POST', path, { key: 'junk', body: '{junk' })
    expect(first.status).toBe(200)
    expect(await service.ask('POST', path, { key: 'junk', body: '{junk' })).toEqual(first)
    expect((await service.ask('POST', path, { key: 'junk', body: '{other' })).status).toBe(422)
    const cleared = await service.ask('DELETE', '/tickets/cleared?least=1', { key: 'junk', body: '[' })
    expect(cleared.status).toBe(200)
  })

  /** Sends it, and comes back when it is at its work. */
  async function tell(key: string): Promise<Telling> {
    let end: Telling['end'] = () => {}
    let answer: Promise<Answer> | undefined
    await new Promise<void>((begun) => {
      gates[key] = () =>
        new Promise((resolve, reject) => {
          end = (error) => (error === undefined ? resolve() : reject(error))
          begun()
        })
      answer = service.ask('POST', '/tickets/tell', { key, body: JSON.stringify({ gate: key }) })
    })
    if (answer === undefined) throw new Error('nothing was sent')
    return { answer, end }
  }

  const again = (key: string) => service.ask('POST', '/tickets/tell', { key, body: JSON.stringify({ gate: key }) })

  test('frees its key where it fails', async () => {
    const first = await tell('free')
    expect((await again('free')).body.code).toBe('idempotency-key-in-use')
    first.end(new Error('no luck'))
    expect((await first.answer).status).toBe(500)
    const next = await tell('free')
    next.end()
    expect((await next.answer).status).toBe(200)
  })

  test('leaves the key to who has taken it over, where it fails', async () => {
    const late = await tell('fails')
    await service.expire()
    const next = await tell('fails')
    late.end(new Error('too late'))
    expect((await late.answer).status).toBe(500)
    expect((await again('fails')).body.code).toBe('idempotency-key-in-use')
    next.end()
    const answer = await next.answer
    expect(answer.status).toBe(200)
    expect(await again('fails')).toEqual(answer)
  })

  test('leaves the answer to who has taken the key over, where it is done', async () => {
    const late = await tell('done')
    await service.expire()
    const next = await tell('done')
    late.end()
    expect((await late.answer).status).toBe(200)
    expect((await again('done')).body.code).toBe('idempotency-key-in-use')
    next.end()
    const answer = await next.answer
    expect(answer.body).not.toEqual((await late.answer).body)
    expect(await again('done')).toEqual(answer)
  })

  test('is written down, and its key freed, also when the request is over', async () => {
    let end: (error?: Error) => void = () => {}
    gates.slow = () =>
      new Promise((resolve, reject) => {
        end = (error) => (error === undefined ? resolve() : reject(error))
      })
    const ring = () => service.ask('POST', '/tickets/ring', { key: 'slow', body: JSON.stringify({ gate: 'slow' }) })
    expect((await ring()).status).toBe(504)
    expect((await ring()).body.code).toBe('idempotency-key-in-use')
    end(new Error('no luck'))
    // Free again: this one is done anew, and is late as well.
    await vi.waitFor(async () => expect((await ring()).status).toBe(504), 5_000)
    end()
    await vi.waitFor(async () => expect((await ring()).status).toBe(200), 5_000)
    expect((await ring()).body).toEqual((await ring()).body)
  })
})
