import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateText, openDatabase } from '../access/shop.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'

const DESK = `
ashlar: 1
name: desk
auth: { user: person, identifier: email, roles: { field: role } }
tenant: team
resources:
  team: { fields: { name: string(1..40) }, operations: [get], access: { get: signedIn } }
  person:
    fields: { team: ref team, email: email unique, password: secret, role: "enum(member, admin) write(admin) = member" }
    access: { list: admin, get: admin, create: admin, update: admin, delete: admin }
  ticket:
    fields:
      team: ref team
      person: ref person set(actor)
      title: string(1..40)
      hint: string(..40)? internal
      grade: int read(admin) write(admin) = 3
    owner: person
    access: { list: [owner, admin], get: [owner, admin], create: signedIn, update: admin, delete: admin }
    actions:
      touch: { post: "/{id}/touch", access: owner, response: ticket }
      whole: { post: "/{id}/whole", access: owner, response: ticket }
      tally: { get: /tally, access: signedIn, request: { least: "int min(0) = 0", kinds: "string(..9)[]?" }, response: { count: int, kinds: int } }
      probe:
        post: /probe
        access: signedIn
        request: { id: uuid, as: "enum(asker, service)", by: "enum(get, update, fail)" }
        response: { found: boolean, grade: int?, called: int }
      peek: { post: "/{id}/peek", access: owner, request: { other: uuid, by: "enum(get, update, remove)" } }
      weave: { post: /weave, access: signedIn, idempotent: true, request: { id: uuid, how: "enum(within, after, late)" } }
      ring: { post: /ring, access: signedIn, idempotent: true }
`

/** As somebody has written them. */
const ACTIONS = `
import { eq, sql } from 'drizzle-orm'
import { scoped } from '../../auth/scope.ts'
import { notFound } from '../../http/problem.ts'
import { tickets } from './tickets.table.ts'

export async function touch({ key, unit }) {
  return unit(async ({ tickets }) => (await tickets.update(key, { title: 'touched' })) ?? notFound('ticket'))
}

export async function whole({ key, unit }) {
  return unit(async ({ tickets: queries, tx }) => {
    await queries.set(key, { hint: 'psst' })
    const [row] = await tx.select().from(tickets).where(eq(tickets.id, key.id))
    if (row.hint !== 'psst') throw new Error('it was not set')
    return row
  })
}

const counted = scoped('tickets_counted', (db, rows) =>
  db.select({ count: sql\`count(*)::int\` }).from(tickets).where(rows),
)

export async function tally({ db, grant, input }) {
  const [{ count }] = await counted(db, grant).execute({})
  return { count: Math.max(count, input.least), kinds: input.kinds?.length ?? 0, more: 'than is described' }
}

let called = 0

export async function probe({ unit, input: { id, as, by } }) {
  const row = await unit(async ({ after, service, tickets }) => {
    await after(() => {
      called += 1
    })
    const queries = as === 'service' ? service.tickets : tickets
    if (by === 'get') return queries.get({ id })
    const changed = await queries.update({ id }, { title: 'probed' })
    if (by === 'fail') throw new Error('undone')
    return changed
  })
  return { found: row !== undefined, grade: row?.grade, called }
}

export async function peek({ unit, input: { other: id, by } }) {
  await unit(async ({ tickets }) => {
    const done = by === 'update' ? await tickets.update({ id }, { title: 'peeked' }) : await tickets[by]({ id })
    if (!done) notFound('ticket')
  })
}

export async function weave({ unit, input: { id, how } }) {
  const inUnit = (title) => unit(({ service }) => service.tickets.update({ id }, { title }))
  if (how === 'within') {
    await unit(async () => {
      await inUnit('within')
      throw new Error('neither of them')
    })
  }
  if (how === 'after') await unit(({ after }) => after(() => inUnit('after')))
  if (how === 'late') {
    await unit(({ after, tx }) => after(() => tx.update(tickets).set({ title: 'late' }).where(eq(tickets.id, id))))
  }
}

export async function ring() {
  called += 100
}
`

interface Desk {
  ask(who: Who, method: string, path: string, sent?: object, headers?: object): Promise<Answer>
  ticket(of: Who): Promise<string>
  close(): Promise<void>
}

type Who = 'mine' | 'other' | 'admin' | 'foreign' | 'nobody'

interface Answer {
  readonly status: number
  readonly body: { readonly data: Readonly<Record<string, unknown>>; readonly code?: string }
}

async function openDesk(root: string, url: string | undefined): Promise<Desk> {
  const load = (path: string) => import(pathToFileURL(join(root, path)).href)
  const { createApp } = await load('src/app.ts')
  const { createLogger } = await load('src/runtime/logger.ts')
  const { testAuth } = await load('tests/support/auth.ts')
  const { makeTenant, makeUser } = await load('tests/support/users.ts')
  const { factories } = await load('tests/support/factories.ts')
  const database = await openDatabase(root, url, load)
  const { db } = database
  const auth = testAuth(db)
  const readiness = { checks: {}, ready: true, started: true, draining: false, drain() {} }
  const config = { apiDocs: false, bodyLimitBytes: 102_400, corsOrigins: [] }
  const app = createApp({ config, db, auth, logger: createLogger({ logLevel: 'silent' }), readiness })
  const [team, elsewhere] = [await makeTenant(db), await makeTenant(db)]
  const people = {
    mine: await makeUser(db, 'member', team),
    other: await makeUser(db, 'member', team),
    admin: await makeUser(db, 'admin', team),
    foreign: await makeUser(db, 'admin', elsewhere),
  }
  return {
    async ask(who, method, path, sent, headers = {}) {
      const token = who === 'nobody' ? undefined : (await auth.signIn(people[who])).accessToken
      const json = sent === undefined ? {} : { body: JSON.stringify(sent) }
      const type = sent === undefined ? {} : { 'Content-Type': 'application/json' }
      const own = token === undefined ? {} : { Authorization: `Bearer ${token}` }
      const answer = await app.request(path, { method, headers: { ...own, ...type, ...headers }, ...json })
      return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') }
    },
    async ticket(of) {
      const place = of === 'foreign' ? elsewhere : team
      const row = await factories(db, people[of === 'nobody' ? 'mine' : of], place).make.ticket()
      return row.id
    },
    close: () => database.close(),
  }
}

const database = testDatabase()
const databases = [['PGlite', undefined], ...(hasPostgres ? [['PostgreSQL', database.url] as const] : [])] as const

describe.each(databases)('a unit of work on %s', (_, url) => {
  let desk: Desk

  beforeAll(async () => {
    const root = await generateText(DESK, `desk-${url === undefined ? 'embedded' : 'server'}`)
    writeFileSync(join(root, 'src/resources/tickets/tickets.actions.ts'), ACTIONS)
    desk = await openDesk(root, url)
  })
  afterAll(() => desk.close())

  const probe = async (who: Who, id: string, as: 'asker' | 'service', by: 'get' | 'update' | 'fail') =>
    desk.ask(who, 'POST', '/tickets/probe', { id, as, by })

  test('may do with the row of its action what the access of that lets it', async () => {
    const id = await desk.ticket('mine')
    const touched = await desk.ask('mine', 'POST', `/tickets/${id}/touch`)
    expect([touched.status, touched.body.data.title]).toEqual([200, 'touched'])
    // Over HTTP only an admin may.
    expect((await desk.ask('mine', 'PATCH', `/tickets/${id}`, { title: 'mine' })).status).toBe(403)
    expect((await desk.ask('other', 'POST', `/tickets/${id}/touch`)).status).toBe(404)
    expect((await desk.ask('admin', 'POST', `/tickets/${id}/touch`)).status).toBe(404)
    expect((await desk.ask('nobody', 'POST', `/tickets/${id}/touch`)).status).toBe(401)
  })

  test('has that right with no other row, whoever is the owner of it', async () => {
    const [mine, others] = [await desk.ticket('mine'), await desk.ticket('other')]
    const peek = async (other: string, by: string) =>
      (await desk.ask('mine', 'POST', `/tickets/${mine}/peek`, { other, by })).status
    expect(await peek(others, 'get')).toBe(404)
    expect(await peek(others, 'update')).toBe(403)
    expect(await peek(others, 'remove')).toBe(403)
    const second = await desk.ticket('mine')
    expect(await peek(second, 'get')).toBe(204)
    expect(await peek(second, 'remove')).toBe(403)
    expect(await peek(mine, 'update')).toBe(204)
    expect(await peek(mine, 'remove')).toBe(204)
  })

  test.each([{}, { 'Idempotency-Key': 'weave' }])(
    'is part of the one around, and over when it is over: %o',
    async (key) => {
      const id = await desk.ticket('mine')
      const titled = async (how: string) => {
        const keys = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, `${value}-${how}-${id}`]))
        const { status } = await desk.ask('mine', 'POST', '/tickets/weave', { id, how }, keys)
        return [status, (await desk.ask('mine', 'GET', `/tickets/${id}`)).body.data.title]
      }
      const [, before] = await titled('late')
      expect(before).not.toBe('late')
      expect(await titled('within')).toEqual([500, before])
      expect(await titled('after')).toEqual([204, 'after'])
    },
  )

  test('sees as the asker what they see, and as the service all of their tenant', async () => {
    const [mine, others, foreign] = [
      await desk.ticket('mine'),
      await desk.ticket('other'),
      await desk.ticket('foreign'),
    ]
    const found = async (who: Who, id: string, as: 'asker' | 'service') =>
      (await probe(who, id, as, 'get')).body.data.found
    expect(await found('mine', mine, 'asker')).toBe(true)
    expect(await found('mine', others, 'asker')).toBe(false)
    expect(await found('mine', others, 'service')).toBe(true)
    expect(await found('mine', foreign, 'service')).toBe(false)
    expect(await found('foreign', mine, 'service')).toBe(false)
    expect(await found('admin', others, 'asker')).toBe(true)
  })

  test('may write as the asker what they may, and as the service all', async () => {
    const id = await desk.ticket('other')
    expect((await probe('mine', id, 'asker', 'update')).status).toBe(403)
    expect((await probe('mine', id, 'service', 'update')).body.data).toMatchObject({ found: true, grade: 3 })
    expect((await probe('mine', id, 'asker', 'get')).body.data).toMatchObject({ found: false })
    const own = await desk.ticket('mine')
    // What the asker does not see of a row is not there for what is done as them.
    expect((await probe('mine', own, 'asker', 'get')).body.data).not.toHaveProperty('grade')
  })

  test('leaves to be done what is to be done when it is committed', async () => {
    const id = await desk.ticket('mine')
    const before = (await probe('mine', id, 'service', 'get')).body.data.called
    expect((await probe('mine', id, 'service', 'fail')).status).toBe(500)
    const after = (await probe('mine', id, 'service', 'get')).body.data.called
    expect(after).toBe(Number(before) + 1)
    expect((await desk.ask('mine', 'GET', `/tickets/${id}`)).body.data.title).not.toBe('probed')
  })

  test('of a row goes out what answers carry, and of that what the asker sees', async () => {
    const id = await desk.ticket('mine')
    const { status, body } = await desk.ask('mine', 'POST', `/tickets/${id}/whole`)
    expect(status).toBe(200)
    expect(body.data).toHaveProperty('title')
    expect(body.data).not.toHaveProperty('hint')
    expect(body.data).not.toHaveProperty('grade')
    const own = await desk.ticket('admin')
    expect((await desk.ask('admin', 'POST', `/tickets/${own}/whole`)).body.data).toMatchObject({ grade: 3 })
  })

  test('of an object goes out what is described, and what is asked in a query is checked', async () => {
    const counted = await desk.ask('mine', 'GET', '/tickets/tally?least=1000&kinds=a,b')
    expect(counted).toEqual({ status: 200, body: { data: { count: 1000, kinds: 2 } } })
    expect((await desk.ask('foreign', 'GET', '/tickets/tally')).body.data).toEqual({ count: 1, kinds: 0 })
    expect((await desk.ask('mine', 'GET', '/tickets/tally?least=-1')).status).toBe(400)
    expect((await desk.ask('mine', 'GET', '/tickets/tally?unheardOf=1')).status).toBe(400)
    expect((await desk.ask('mine', 'GET', `/tickets/tally?kinds=${'x'.repeat(10)}`)).status).toBe(400)
  })

  test('that answers with nothing does so again, and is done once', async () => {
    const id = await desk.ticket('mine')
    const calledSoFar = async () => Number((await probe('mine', id, 'asker', 'get')).body.data.called)
    const before = await calledSoFar()
    const headers = { 'Idempotency-Key': `ring-${id}` }
    for (const who of ['mine', 'mine'] as const) {
      expect(await desk.ask(who, 'POST', '/tickets/ring', undefined, headers)).toEqual({ status: 204, body: {} })
    }
    expect(await calledSoFar()).toBe(before + 100 + 1)
  })
})
