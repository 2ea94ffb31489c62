import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linguisticDatabase } from '../northwind/linguistic-database.ts'
import { pageThrough } from '../northwind/rows.ts'
import { type Row, type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres } from '../setup/database.ts'
import { generate } from './records.ts'

/** Keys of every kind, and relations of every kind, of rows that may be gone. */
const DESCRIPTION = `ashlar: 1
name: beside
resources:
  shelf:
    key: serial
    fields: { serial: bigint generated, title: string(..200), note: "text?" }
    query: { search: [title, note], include: [books, keepers], sort: [title] }
  keeper:
    key: name
    softDelete: true
    fields: { name: "slug", shelf: ref shelf, mentor: "ref keeper?" }
    query: { include: [mentor, apprentices, shelf] }
    operations: [list, get, create, delete]
  book:
    softDelete: true
    versioned: true
    fields:
      title: string(..200)
      shelf: ref shelf?
      like: many book symmetric
      quotes: many book inverse(quotedBy)
    query: { sort: [title], include: [shelf, like, quotes, quotedBy, pages] }
  page:
    key: [book, number]
    parent: book
    fields: { book: ref book, number: smallint, text: text }
    query: { search: [text], include: [book] }
`.replace('mentor: "ref keeper?"', 'mentor: "ref keeper? inverse(apprentices)"')

const linguistic = linguisticDatabase()

describe('on PGlite', () => besideTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => besideTests(() => linguistic.url))

function besideTests(url: () => string | undefined): void {
  let service: RunningService
  let shelves: Row[]
  let books: Row[]

  const made = async (path: string, body: object): Promise<Row> => {
    const answer = await service.send('POST', path, body)
    expect([answer.status, answer.body]).toEqual([201, expect.anything()])
    return answer.body.data
  }
  const got = async (path: string): Promise<Row> => (await service.send('GET', path)).body.data

  beforeAll(async () => {
    service = await runService(await generate(DESCRIPTION), url())
    shelves = [await made('/shelves', { title: 'Stone and steel' }), await made('/shelves', { title: 'Empty' })]
    books = []
    for (let at = 0; at < 25; at += 1) {
      books.push(await made('/books', { title: `Book ${at}`, shelfId: at < 23 ? shelves[0]?.serial : null }))
    }
  }, 120_000)

  afterAll(() => service?.close())

  test('a reference has its row, or null, in a list and of one', async () => {
    const { listed } = await pageThrough(service, '/books?include=shelf', 7)
    expect(listed.map(({ shelf }) => (shelf as Row | null)?.serial ?? null)).toEqual(
      listed.map(({ shelfId }) => shelfId ?? null),
    )
    expect((await got(`/books/${books[0]?.id}?include=shelf`)).shelf).toEqual(
      await got(`/shelves/${shelves[0]?.serial}`),
    )
    expect((await got(`/books/${books[24]?.id}?include=shelf`)).shelf).toBeNull()
  })

  test('what refers to a row is there in the order of its key, twenty of them at most', async () => {
    const { data } = (await service.send('GET', '/shelves?include=books&sort=title')).body
    const ids = books.slice(0, 23).map(({ id }) => id)
    expect(data).toMatchObject([
      { title: 'Empty', books: { data: [], more: false } },
      { title: 'Stone and steel', books: { data: ids.slice(0, 20).map((id) => ({ id })), more: true } },
    ])
  })

  test('what is deleted is in none', async () => {
    const [gone, like] = [await made('/books', { title: 'Gone' }), await made('/books', { title: 'Like' })]
    for (const segment of ['like', 'quotes']) {
      expect((await service.send('PUT', `/books/${like.id}/${segment}/${gone.id}`)).status).toBe(204)
    }
    const all = `/books/${like.id}?include=like,quotes,quotedBy`
    expect(await got(all)).toMatchObject({
      like: { data: [{ id: gone.id }] },
      quotes: { data: [{ id: gone.id }] },
      quotedBy: { data: [] },
    })
    expect(await got(`/books/${gone.id}?include=like,quotedBy`)).toMatchObject({
      like: { data: [{ id: like.id }] },
      quotedBy: { data: [{ id: like.id }] },
    })
    await service.request('DELETE', `/books/${gone.id}`, undefined, { 'If-Match': '*' })
    expect(await got(all)).toMatchObject({ like: { data: [] }, quotes: { data: [] } })
    const [master, pupil] = ['a-master', 'a-pupil']
    await made('/keepers', { name: master, shelfId: shelves[0]?.serial })
    await made('/keepers', { name: pupil, shelfId: shelves[0]?.serial, mentorId: master })
    expect(await got(`/keepers/${pupil}?include=mentor`)).toMatchObject({ mentor: { name: master } })
    expect(await got(`/keepers/${master}?include=apprentices`)).toMatchObject({
      apprentices: { data: [{ name: pupil }] },
    })
    await service.send('DELETE', `/keepers/${pupil}`)
    expect(await got(`/keepers/${master}?include=apprentices`)).toMatchObject({ apprentices: { data: [] } })
  })

  test('of a pair each has the other, and links in both ways do not mix', async () => {
    const [one, two, three] = books as [Row, Row, Row]
    await service.send('PUT', `/books/${one.id}/like/${two.id}`)
    await service.send('PUT', `/books/${three.id}/like/${one.id}`)
    await service.send('PUT', `/books/${one.id}/like/${one.id}`)
    const of = async (row: Row) =>
      ((await got(`/books/${row.id}?include=like`)).like as { data: Row[] }).data.map(({ id }) => id)
    expect(await of(one)).toEqual([one.id, two.id, three.id])
    expect(await of(two)).toEqual([one.id])
    expect(await of(three)).toEqual([one.id])
  })

  test('what is nested stands beside its parent, and its parent beside it', async () => {
    const [book] = books as [Row]
    for (const number of [3, 1, 2]) await made(`/books/${book.id}/pages`, { number, text: `page ${number} of "stone"` })
    const { pages } = (await got(`/books/${book.id}?include=pages`)) as { pages: { data: Row[] } }
    expect(pages.data.map(({ number }) => number)).toEqual([1, 2, 3])
    const { listed } = await pageThrough(service, `/books/${book.id}/pages?include=book&search=stone`, 2)
    expect(listed.map(({ book: { id } = {} as Row }: { book?: Row }) => id)).toEqual([book.id, book.id, book.id])
  })

  test('below what is marked as deleted there is no list', async () => {
    const book = await made('/books', { title: 'Marked' })
    await made(`/books/${book.id}/pages`, { number: 1, text: 'left' })
    expect((await service.send('GET', `/books/${book.id}/pages`)).status).toBe(200)
    await service.query(`update books set deleted_at = now() where id = '${book.id}'`)
    expect((await service.send('GET', `/books/${book.id}/pages`)).status).toBe(404)
  })

  test('an answer with what has no version is not told apart by one', async () => {
    const plain = await service.request('GET', `/books/${books[0]?.id}`)
    const whole = await service.request('GET', `/books/${books[0]?.id}?include=shelf`, undefined, {
      'If-None-Match': plain.headers.get('ETag') ?? '',
    })
    expect(whole.status).toBe(200)
    expect(whole.headers.has('ETag')).toBe(false)
    const part = await service.request('GET', `/books/${books[0]?.id}?fields=title`, undefined, {
      'If-None-Match': plain.headers.get('ETag') ?? '',
    })
    expect(part.status).toBe(304)
  })

  test('fields leave what they name, in a list and of one', async () => {
    expect(await got(`/books/${books[0]?.id}?fields=title,id`)).toEqual({ id: books[0]?.id, title: 'Book 0' })
    const { data } = (await service.send('GET', '/books?fields=title&limit=2')).body
    expect(data).toEqual([{ title: 'Book 0' }, { title: 'Book 1' }])
  })

  test('a total is of what filters leave, on every page the same', async () => {
    const first = (await service.send('GET', `/shelves?total=exact&limit=1`)).body.page
    expect(first.total).toEqual({ count: 2, exact: true })
    const second = (await service.send('GET', `/shelves?total=capped&limit=1&cursor=${first.nextCursor}`)).body.page
    expect(second).toEqual({ nextCursor: null, total: { count: 2, exact: true } })
    const found = (await service.send('GET', '/shelves?search=steel&total=exact')).body.page
    expect(found.total).toEqual({ count: 1, exact: true })
  })

  test('a capped total stops at 10,000, and says so', async () => {
    await service.query(
      `insert into keepers (name, shelf_id) select 'k-' || n, ${shelves[0]?.serial} from generate_series(1, 10001) as n`,
    )
    const total = async (how: string) => (await service.send('GET', `/keepers?limit=1&total=${how}`)).body.page.total
    expect(await total('capped')).toEqual({ count: 10_000, exact: false })
    const { count } = await total('exact')
    expect(count).toBeGreaterThan(10_000)
    await service.query(`delete from keepers where name like 'k-%'`)
  })

  test('what is searched for comes best first, over pages of every size', async () => {
    for (const [title, note] of [
      ['granite', null],
      ['granite granite', 'granite'],
      ['slate', 'with granite in it'],
      ['Marble', 'not at all'],
    ]) {
      await made('/shelves', { title, note })
    }
    const asked = async (search: string, limit: number) => {
      const { listed } = await pageThrough(service, `/shelves?search=${encodeURIComponent(search)}`, limit)
      return listed.map(({ title }) => title)
    }
    for (const limit of [1, 2, 3, 100])
      expect(await asked('granite', limit)).toEqual(['granite granite', 'granite', 'slate'])
    expect(await asked('granite -slate', 2)).toEqual(['granite granite', 'granite'])
    expect(await asked('"granite in"', 2)).toEqual(['slate'])
    expect(await asked('marble or slate', 2)).toHaveLength(2)
    const { listed } = await pageThrough(service, '/shelves?search=granite&sort=-title', 1)
    expect(listed.map(({ title }) => title)).toEqual(['slate', 'granite granite', 'granite'])
  })

  test('whatever is searched for, the answer is a list', async () => {
    for (const search of [
      "'",
      '"',
      '\\',
      ':*',
      '&|!()<->',
      '%',
      '--',
      'a'.repeat(200),
      '日本 語',
      '😀',
      ' ',
      '$1',
      '{}',
      '-',
      'or',
    ]) {
      const { status } = await service.send('GET', `/shelves?search=${encodeURIComponent(search)}&total=exact`)
      expect([search, status]).toEqual([search, 200])
    }
    for (const search of ['', '%00', 'a'.repeat(201)]) {
      expect([search, (await service.send('GET', `/shelves?search=${search}`)).status]).toEqual([search, 400])
    }
  })

  test('an index finds the words', async () => {
    await service.query(`insert into shelves (title) select 'shelf ' || n from generate_series(1, 3000) as n`)
    await service.query('analyze shelves')
    const plan = await service.query(
      `explain select serial from shelves where (setweight(to_tsvector('simple', coalesce(title, '')), 'A') || setweight(to_tsvector('simple', coalesce(note, '')), 'B')) @@ websearch_to_tsquery('simple', '2999')`,
    )
    expect(JSON.stringify(plan)).toContain('shelves_title_note_idx')
    const { body } = await service.send('GET', '/shelves?search=2999')
    expect(body.data).toMatchObject([{ title: 'shelf 2999' }])
  })
}
