import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateText } from '../access/shop.ts'
import { runProgram, type Service, startMembers } from '../auth/service.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { hasRedis, type OwnRedis, ownRedis } from './own-redis.ts'

const LIBRARY = `
ashlar: 1
name: library
api: { envelope: none }
defaults: { cache: 10m }
resources:
  author:
    fields: { name: string(1..80), written: int count(books) }
    softDelete: true
    query: { filter: [name], sort: [name] }
  shelf:
    cache: false
    fields: { name: string(1..80) }
  book:
    fields:
      title: string(1..80)
      author: ref author? onDelete(set null)
      place: ref shelf? onDelete(set null)
      state: { enum: [draft, out], default: draft, moves: { draft: [out] } }
    versioned: true
    query: { sort: [title] }
    operations: [list, get, create, update, delete, bulkCreate, bulkUpdate]
    actions:
      publish: { post: "/{id}/publish", response: book }
  label:
    fields: { shelf: ref shelf onDelete(cascade), text: string(1..80) }
`

/** The action that the description leaves to be written. */
const ACTIONS = `
import type { PublishBook, PublishBookAnswer } from './books.action-types.ts'

export async function publish({ key, row, unit }: PublishBook): Promise<PublishBookAnswer> {
  return unit(async ({ books }) => (await books.moveState(key, 'out')) ?? row)
}
`

describe.runIf(hasRedis && hasPostgres)('two instances that keep answers in one Redis', { timeout: 60_000 }, () => {
  const database = testDatabase()
  let redis: OwnRedis
  let sql: postgres.Sql
  const services: Service[] = []

  beforeAll(async () => {
    const root = await generateText(LIBRARY, 'resilience-library')
    writeFileSync(join(root, 'src/resources/books/books.actions.ts'), ACTIONS.trimStart())
    redis = await ownRedis()
    const env = { DATABASE_URL: database.url, REDIS_URL: `redis://127.0.0.1:${redis.port}` }
    await runProgram(root, ['src/migrate.ts'], env)
    sql = postgres(database.url, { max: 1 })
    for (let instance = 0; instance < 2; instance += 1) services.push(await startMembers(root, env))
  }, 60_000)
  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()))
    await sql?.end()
    await redis?.stop()
  })

  interface Sent {
    readonly method?: string
    readonly body?: unknown
    readonly headers?: Record<string, string>
  }

  async function send(instance: number, path: string, { method = 'GET', body, headers = {} }: Sent = {}) {
    const answer = await fetch(`${services[instance]?.url}${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  const made = async (path: string, body: object) => (await send(0, path, { method: 'POST', body })).body.id as string

  /** What both of them answer, which is the same. */
  async function seen(path: string) {
    const [one, two] = [await send(0, path), await send(1, path)]
    expect(two.body).toEqual(one.body)
    return one.body
  }

  test('answer from what is kept, until a row changes', async () => {
    const id = await made('/authors', { name: 'Ada' })
    expect(await seen(`/authors/${id}`)).toMatchObject({ name: 'Ada' })
    expect(await seen('/authors?sort=name')).toHaveLength(1)
    // Behind their backs: nobody tells them.
    await sql`update authors set name = 'Eve' where id = ${id}`
    expect(await seen(`/authors/${id}`)).toMatchObject({ name: 'Ada' })
    expect(await seen(`/authors/${id}?fields=name`)).toEqual({ name: 'Eve' })
    expect(await seen('/authors?name=Eve')).toHaveLength(1)
    await send(1, `/authors/${id}`, { method: 'PATCH', body: { name: 'Grace' } })
    expect(await seen(`/authors/${id}`)).toMatchObject({ name: 'Grace' })
    expect(await seen('/authors?sort=name')).toMatchObject([{ name: 'Grace' }])
  })

  test('see every kind of change that the other one makes', async () => {
    const author = await made('/authors', { name: 'Mary' })
    const shelf = await made('/shelves', { name: 'top' })
    const label = await made('/labels', { shelfId: shelf, text: 'new' })
    const book = await made('/books', { title: 'One', authorId: author, placeId: shelf })
    const look = async () => ({
      author: await seen(`/authors/${author}`),
      book: await seen(`/books/${book}`),
      books: (await seen('/books?sort=title')).map(({ title }: { title: string }) => title),
      labels: await seen('/labels'),
    })
    expect(await look()).toMatchObject({ author: { written: 1 }, books: ['One'], labels: [{ id: label }] })
    // What an author keeps of books, by a write in bulk.
    const bulk = [
      { title: 'Three', authorId: author },
      { title: 'Two', authorId: author },
    ]
    expect((await send(1, '/books/bulk', { method: 'POST', body: bulk })).status).toBe(201)
    expect(await look()).toMatchObject({ author: { written: 3 }, books: ['One', 'Three', 'Two'] })
    // An action, in a unit of work.
    expect((await send(1, `/books/${book}/publish`, { method: 'POST' })).status).toBe(200)
    expect(await look()).toMatchObject({ book: { state: 'out', version: 2 } })
    // Deleted by the database itself, and changed by it.
    expect((await send(1, `/shelves/${shelf}`, { method: 'DELETE' })).status).toBe(204)
    expect(await look()).toMatchObject({ labels: [], book: { placeId: null } })
    // Marked, and brought back.
    expect((await send(1, `/authors/${author}`, { method: 'DELETE' })).status).toBe(204)
    for (const instance of [0, 1]) expect((await send(instance, `/authors/${author}`)).status).toBe(404)
    expect((await send(0, `/authors/${author}/restore`, { method: 'POST' })).status).toBe(200)
    expect(await seen(`/authors/${author}`)).toMatchObject({ name: 'Mary' })
    const headers = { 'If-Match': '*' }
    expect((await send(1, `/books/${book}`, { method: 'DELETE', headers })).status).toBe(204)
    for (const instance of [0, 1]) expect((await send(instance, `/books/${book}`)).status).toBe(404)
    expect(await seen(`/authors/${author}`)).toMatchObject({ written: 2 })
    expect(await seen('/books?sort=title')).toMatchObject([{ title: 'Three' }, { title: 'Two' }])
  })

  test('tell who has a row already that it is the same, from what is kept', async () => {
    const id = await made('/books', { title: 'Four' })
    const { headers } = await send(0, `/books/${id}`)
    const tag = headers.get('ETag') ?? ''
    await sql`update books set version = 9 where id = ${id}`
    const known = await send(1, `/books/${id}`, { headers: { 'If-None-Match': tag } })
    expect([known.status, known.headers.get('ETag')]).toEqual([304, tag])
    expect((await send(1, `/books/${id}`)).headers.get('ETag')).toBe(tag)
    const [first, again] = [await send(0, '/books?limit=1&sort=title'), await send(1, '/books?limit=1&sort=title')]
    expect(first.headers.get('Link')).toContain('cursor=')
    expect(again.headers.get('Link')).toBe(first.headers.get('Link'))
    expect(again.headers.get('Content-Type')).toBe(first.headers.get('Content-Type'))
    expect(again.headers.get('X-Request-Id')).not.toBe(first.headers.get('X-Request-Id'))
  })

  test('never answer with what was before a change that they have answered, while both write and read', async () => {
    const id = await made('/labels', { shelfId: await made('/shelves', { name: 'busy' }), text: '0' })
    let isOver = false
    const readers = [0, 1, 0, 1].map(async (instance) => {
      while (!isOver) await send(instance, `/labels/${id}`)
    })
    for (let change = 1; change <= 100; change += 1) {
      await send(change % 2, `/labels/${id}`, { method: 'PATCH', body: { text: String(change) } })
      expect((await send((change + 1) % 2, `/labels/${id}`)).body.text).toBe(String(change))
    }
    isOver = true
    await Promise.all(readers)
  })
})
