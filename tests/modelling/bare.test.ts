import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linguisticDatabase } from '../northwind/linguistic-database.ts'
import { type Row, type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres } from '../setup/database.ts'
import { generate } from './records.ts'

const DESCRIPTION = `ashlar: 1
name: bare
api: { basePath: /api, envelope: none, case: snake }
resources:
  shelf:
    operations: [list, create]
    fields: { shelfMark: string(..20) unique }
  book:
    fields: { bookTitle: string(..80), pageCount: int, keptOn: ref shelf? }
    query: { filter: [pageCount, bookTitle, keptOn.shelfMark], sort: [pageCount], search: [bookTitle], include: [keptOn] }
`

const linguistic = linguisticDatabase()

describe('on PGlite', () => bareTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => bareTests(() => linguistic.url))

function bareTests(url: () => string | undefined): void {
  let service: RunningService

  beforeAll(async () => {
    service = await runService(await generate(DESCRIPTION), url(), { corsOrigins: ['https://pages.example'] })
    const { body: shelf } = await service.send('POST', '/api/shelves', { shelf_mark: 'A & B' })
    for (let pages = 1; pages <= 7; pages += 1) {
      const book = { book_title: `Of "<stone>" & steel, 100% é ${pages}`, page_count: pages, kept_on_id: shelf.id }
      expect((await service.send('POST', '/api/books', book)).status).toBe(201)
    }
  })

  afterAll(() => service?.close())

  /** Every page, each from the address that the one before links to, as a client behind a proxy goes there. */
  async function pagesOf(query: string): Promise<{ pages: Row[][]; links: string[] }> {
    const [pages, links]: [Row[][], string[]] = [[], []]
    // The proxy has the service below /shop.
    let next: string | undefined = `https://proxy.example/shop/api/books${query}`
    while (next !== undefined) {
      const { pathname, search } = new URL(next)
      const page = await service.request('GET', `${pathname.replace('/shop', '')}${search}`)
      const rows = (await page.json()) as Row[]
      expect([page.status, rows]).toEqual([200, expect.any(Array)])
      pages.push(rows)
      const link = page.headers.get('Link')
      if (link !== null) links.push(link)
      const [, reference] = /^<([^>]*)>; rel="next"$/.exec(link ?? '') ?? []
      next = reference && new URL(reference, next).href
    }
    return { pages, links }
  }

  const counts = (pages: readonly Row[][]) => pages.map((rows) => rows.map((row) => row.page_count))

  test('pages follow from one another with all that was asked', async () => {
    const { pages } = await pagesOf('?limit=3&sort=-page_count&page_count[gte]=2&include=kept_on')
    expect(counts(pages)).toEqual([
      [7, 6, 5],
      [4, 3, 2],
    ])
    expect(pages.flat().map(({ kept_on }) => (kept_on as Row).shelf_mark)).toEqual(Array(6).fill('A & B'))
  })

  test.each([
    ['characters that end a link', '?limit=2&book_title[contains]=%22%3Cstone%3E%22%20%26%20steel%2C'],
    ['a plus, a per cent sign and other letters', '?limit=2&book_title[contains]=100%25+%C3%A9'],
    ['a filter with a dot', '?limit=2&kept_on.shelf_mark=A+%26+B'],
    ['a search', '?limit=2&search=steel+-nothing'],
    ['a list of values', '?limit=2&page_count[in]=1,2,3,4,5,6,7'],
  ])('a link has %s', async (_, query) => {
    const { pages, links } = await pagesOf(query)
    expect(counts(pages).flat().toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(pages).toHaveLength(4)
    for (const link of links) expect(link).toMatch(/^<\?[\w.~%*+=&-]+>; rel="next"$/)
  })

  test('what cannot be asked has no link', async () => {
    const { status, headers } = await service.request('GET', '/api/books?limit=2&unheard_of=1')
    expect([status, headers.get('Link')]).toEqual([400, null])
  })

  test('totals stand in headers, where they are asked for, on each page', async () => {
    const plain = await service.request('GET', '/api/books?limit=2')
    expect(plain.headers.get('X-Total-Count')).toBeNull()
    const asked = await service.request('GET', '/api/books?limit=2&total=exact&page_count[lt]=4')
    expect([asked.headers.get('X-Total-Count'), asked.headers.get('X-Total-Count-Exact')]).toEqual(['3', 'true'])
    expect(asked.headers.get('Link')).toContain('total=exact')
  })

  test('a total that is capped says that there are more', async () => {
    await service.query(`insert into books (id, book_title, page_count)
      select gen_random_uuid(), 'many', 1000 + n from generate_series(1, 10001) as n`)
    const { headers } = await service.request('GET', '/api/books?limit=1&total=capped')
    expect([headers.get('X-Total-Count'), headers.get('X-Total-Count-Exact')]).toEqual(['10000', 'false'])
  })

  test('pages of other origins may read them', async () => {
    const sent = { Origin: 'https://pages.example' }
    const { headers } = await service.request('GET', '/api/books?limit=1', undefined, sent)
    const exposed = headers.get('Access-Control-Expose-Headers')?.split(',')
    expect(exposed).toEqual(['Link', 'Location', 'X-Request-Id', 'X-Total-Count', 'X-Total-Count-Exact'])
  })

  test('rows and lists are bare, and problems are what they always are', async () => {
    const { body } = await service.send('GET', '/api/shelves')
    expect(body).toEqual([
      { id: expect.any(String), shelf_mark: 'A & B', created_at: expect.any(String), updated_at: expect.any(String) },
    ])
    const refused = await service.send('POST', '/api/books', { book_title: 'x', page_count: 'many' })
    expect(refused.body).toMatchObject({
      status: 400,
      code: 'invalid-input',
      request_id: expect.any(String),
      errors: [{ in: 'body', pointer: '/page_count' }],
    })
    const camel = await service.send('POST', '/api/books', { bookTitle: 'x', page_count: 1 })
    expect(camel.body.errors.map(({ pointer }: Row) => pointer)).toEqual(['/book_title', '/bookTitle'])
    const twice = await service.send('POST', '/api/shelves', { shelf_mark: 'A & B' })
    expect(twice.body).toMatchObject({ code: 'already-exists', errors: [{ in: 'body', pointer: '/shelf_mark' }] })
  })
}
