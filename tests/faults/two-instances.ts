import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Instance } from './instance.ts'
import { type Asked, answerTo } from './load.ts'
import { signedIn } from './people.ts'
import type { Stand } from './stand.ts'

/** What two processes of the shop have in common, on one PostgreSQL and one Redis: for clients they are one. */
export function twoInstanceTests(standing: () => Stand): void {
  let stand: Stand
  let both: readonly Instance[]

  beforeAll(async () => {
    stand = standing()
    both = await Promise.all([stand.start(), stand.start()])
  }, 60_000)

  /** Asks one of them. */
  const ask = async (turn: number, asked: Asked) => {
    const instance = both[turn % both.length]
    if (instance === undefined) throw new Error('there is no instance')
    const { outcome, text } = await answerTo(asked, { port: instance.port })
    return { outcome, body: text === '' ? undefined : JSON.parse(text) }
  }
  const as = (token: string) => ({ Authorization: `Bearer ${token}` })
  const inTurn = (count: number, asked: (turn: number) => Asked) =>
    Promise.all(Array.from({ length: count }, (_, turn) => ask(turn, asked(turn))))

  test('a client has one limit for both', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' }
    const answers: Awaited<ReturnType<typeof ask>>[] = []
    while (answers.length < 320) {
      answers.push(...(await inTurn(8, () => ({ method: 'GET', path: '/api/products?limit=1', headers }))))
    }
    expect(answers.filter(({ outcome }) => outcome === 200)).toHaveLength(300)
    expect(answers.filter(({ outcome }) => outcome === 429)).toHaveLength(20)
  })

  test('a request that is sent to both with one key is done once', async () => {
    const [customer] = stand.people.customers
    const [productId] = stand.goods.products
    const order = {
      method: 'POST',
      path: '/api/orders',
      headers: { ...as(customer?.token ?? ''), 'Idempotency-Key': randomUUID() },
      body: { lines: [{ productId, quantity: 1 }] },
    }
    const first = await inTurn(10, () => order)
    expect(first.every(({ outcome }) => outcome === 201 || outcome === 409)).toBe(true)
    const again = [await ask(0, order), await ask(1, order)]
    expect(again.map(({ outcome }) => outcome)).toEqual([201, 201])
    const made = [...first, ...again].flatMap(({ body }) => body.data?.id ?? [])
    expect(new Set(made).size).toBe(1)
  })

  test('what one changes is not answered by the other as it was', async () => {
    const [clerk] = stand.people.clerks
    const [id] = stand.goods.categories
    const path = `/api/categories/${id}`
    const nameOf = async (turn: number) => (await ask(turn, { method: 'GET', path })).body.data.name
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([nameOf(0), nameOf(1)])
      const body = { name: `Name ${round}` }
      const changed = await ask(round, { method: 'PATCH', path, headers: as(clerk?.token ?? ''), body })
      expect(changed.outcome).toBe(200)
      expect([await nameOf(0), await nameOf(1)]).toEqual([body.name, body.name])
    }
  })

  test('who signs in at one is known to the other, and who signs out is not', async () => {
    const [first, second] = both
    const { token, refreshToken } = await signedIn(first?.port ?? 0, '/login', 1)
    const me = (turn: number, bearer: string) =>
      ask(turn, { method: 'GET', path: '/api/orders', headers: as(bearer) }).then(({ outcome }) => outcome)
    expect(await me(1, token)).toBe(200)
    const renewed = await ask(1, { method: 'POST', path: '/api/auth/refresh', body: { refreshToken } })
    expect(renewed.outcome).toBe(200)
    const { accessToken } = renewed.body.data ?? renewed.body
    const out = await ask(1, { method: 'POST', path: '/api/auth/logout', headers: as(accessToken) })
    expect(out.outcome).toBe(204)
    // The first one has never seen this token, so it is not remembered there.
    expect(await me(0, accessToken)).toBe(401)
    expect(await me(1, accessToken)).toBe(401)
    expect(second?.log()).not.toContain('"level":50')
  })
}
