import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Row, type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generateGolden } from './records.ts'

const database = testDatabase()

describe('on PGlite', () => softDeleteTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  softDeleteTests(() => database.url)

  test('a row gets a reference, or it is marked, but not both, however the two meet', async () => {
    const service = await runService(await generateGolden('records'), database.url)
    const outcomes = new Set<string>()
    for (let round = 0; round < 40; round += 1) {
      const made = await service.send('POST', '/authors', author(`race${round}`))
      const { id } = made.body.data
      const requests = [
        () => service.send('POST', '/books', { authorId: id, title: 'T', slug: `race-${round}`, note: 'n' }),
        () => service.send('DELETE', `/authors/${id}`),
      ]
      const ordered = round % 2 === 0 ? requests : requests.reverse()
      const statuses = (await Promise.all(ordered.map((request) => request()))).map(({ status }) => status)
      outcomes.add(statuses.sort().join())
    }
    // A book and no deletion, or a deletion and no book.
    expect([...outcomes].filter((outcome) => outcome !== '201,409' && outcome !== '204,422')).toEqual([])
    const orphans = await service.query(
      `select 1 from books b join authors a on a.id = b.author_id
       where b.slug like 'race-%' and a.deleted_at is not null and b.deleted_at is null`,
    )
    expect(orphans).toHaveLength(0)
    await service.close()
  })
})

function author(handle: string) {
  return { handle, name: 'A', country: 'DE', mail: `${handle}@example.com` }
}

function softDeleteTests(url: () => string | undefined): void {
  let service: RunningService
  /** Any version: what this is about are not versions. */
  const send: RunningService['send'] = (method, path, body) => service.send(method, path, body, { 'If-Match': '*' })
  const make = async (path: string, body: object) => {
    const { status, body: answer } = await send('POST', path, body)
    expect({ status, answer }).toMatchObject({ status: 201 })
    return answer.data
  }
  const status = async (...request: Parameters<typeof send>) => (await send(...request)).status
  const book = (authorId: string, slug: string, more: object = {}) => ({
    authorId,
    title: 'T',
    slug,
    note: 'n',
    ...more,
  })
  const pointers = (answer: { body: { errors?: { pointer: string }[] } }) =>
    answer.body.errors?.map(({ pointer }) => pointer)

  beforeAll(async () => {
    service = await runService(await generateGolden('records'), url())
  })

  afterAll(() => service?.close())

  test('what is deleted is in no list and no answer, and its row is there', async () => {
    const { id } = await make('/authors', author('gone'))
    expect(await status('DELETE', `/authors/${id}`)).toBe(204)
    expect(await status('GET', `/authors/${id}`)).toBe(404)
    expect(await status('PATCH', `/authors/${id}`, { name: 'B' })).toBe(404)
    expect(await status('PATCH', `/authors/${id}`, {})).toBe(404)
    expect(await status('DELETE', `/authors/${id}`)).toBe(404)
    const { body } = await send('GET', '/authors?limit=100')
    expect(body.data.map((row: Row) => row.id)).not.toContain(id)
    const [row] = await service.query(`select name, deleted_at is not null as marked from authors where id = '${id}'`)
    expect(row).toEqual({ name: 'A', marked: true })
  })

  test('pages leave it out without a gap', async () => {
    const ids: string[] = []
    for (let number = 0; number < 7; number += 1) ids.push((await make('/authors', author(`page${number}`))).id)
    for (const id of [ids[1], ids[2], ids[5]]) await send('DELETE', `/authors/${id}`)
    const seen: string[] = []
    let next: string | null = '/authors?limit=2'
    while (next !== null) {
      const { body } = await send('GET', next)
      expect(body.data).toHaveLength(body.page.nextCursor === null ? body.data.length : 2)
      seen.push(...body.data.map((row: Row) => row.id))
      next = body.page.nextCursor && `/authors?limit=2&cursor=${body.page.nextCursor}`
    }
    expect(seen.filter((id) => ids.includes(id))).toEqual([ids[0], ids[3], ids[4], ids[6]])
  })

  test('it gives its values free, and does not come back over one that has them now', async () => {
    const { id } = await make('/authors', author('value'))
    const { data: first } = (await send('GET', `/authors/${id}`)).body
    await send('DELETE', `/authors/${first.id}`)
    const second = await make('/authors', author('value'))
    const refused = await send('POST', `/authors/${first.id}/restore`)
    expect([refused.status, refused.body.code]).toEqual([409, 'already-exists'])
    await send('DELETE', `/authors/${second.id}`)
    const restored = await send('POST', `/authors/${first.id}/restore`)
    expect(restored).toEqual({ status: 200, body: { data: first } })
    expect(await send('GET', `/authors/${first.id}`)).toEqual(restored)
    expect(await status('POST', `/authors/${first.id}/restore`)).toBe(404)
  })

  test('but its key stays taken: under that address it can come back', async () => {
    await make('/imprints', { code: 'ab', name: 'One' })
    await send('DELETE', '/imprints/ab')
    const refused = await send('POST', '/imprints', { code: 'ab', name: 'Two' })
    expect([refused.status, refused.body.code, pointers(refused)]).toEqual([409, 'already-exists', ['/code']])
    await make('/imprints', { code: 'cd', name: 'One' })
    await send('DELETE', '/imprints/cd')
    expect(await status('POST', '/imprints/ab/restore')).toBe(200)
  })

  test('nothing new refers to it, whether in a create, in an update, or by coming back', async () => {
    const [kept, gone] = [await make('/authors', author('kept')), await make('/authors', author('editor'))]
    const made = await make('/books', book(kept.id, 'kept', { editorId: gone.id }))
    const marked = await make('/books', book(kept.id, 'marked', { editorId: gone.id }))
    await send('DELETE', `/books/${marked.id}`)
    // Of the editor the description says `onDelete(set null)`, which is for rows that are really deleted.
    expect(await status('DELETE', `/authors/${gone.id}`)).toBe(204)
    expect((await send('GET', `/books/${made.id}`)).body.data.editorId).toBe(gone.id)
    const answers = [
      await send('POST', '/books', book(gone.id, 'new', { editorId: gone.id })),
      await send('PATCH', `/books/${made.id}`, { editorId: gone.id }),
      await send('POST', `/books/${marked.id}/restore`),
    ]
    expect(answers.map((answer) => [answer.status, answer.body.code, pointers(answer)])).toEqual([
      [422, 'reference-not-found', ['/authorId', '/editorId']],
      [422, 'reference-not-found', ['/editorId']],
      [422, 'reference-not-found', ['/editorId']],
    ])
    expect(await status('PATCH', `/books/${made.id}`, { editorId: null })).toBe(200)
    expect(await status('PATCH', `/books/${made.id}`, { title: 'U' })).toBe(200)
  })

  test('as long as live rows need it, it is not marked', async () => {
    const writer = await make('/authors', author('writer'))
    const first = await make('/books', book(writer.id, 'first'))
    const second = await make('/books', book(writer.id, 'second', { sequelOfId: first.id }))
    const contract = await make('/contracts', { bookId: second.id, signed: '2024-01-01' })
    for (const address of [`/authors/${writer.id}`, `/books/${first.id}`, `/books/${second.id}`]) {
      const refused = await send('DELETE', address)
      expect([refused.status, refused.body.code]).toEqual([409, 'still-referenced'])
      expect(await status('GET', address)).toBe(200)
    }
    await send('DELETE', `/contracts/${contract.id}`)
    for (const address of [`/books/${second.id}`, `/books/${first.id}`, `/authors/${writer.id}`]) {
      expect(await status('DELETE', address)).toBe(204)
    }
    expect(await status('POST', `/books/${second.id}/restore`)).toBe(422)
  })
}
