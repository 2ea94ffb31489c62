import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generate } from './records.ts'

const DESCRIPTION = `ashlar: 1
name: lists
defaults: { timestamps: false }
resources:
  post:
    fields:
      title: string
      fans: many person inverse(likes)
      near: many post symmetric
    softDelete: true
  person: { fields: { name: string } }
  comment:
    fields: { post: ref post, text: string }
    parent: post
  article:
    fields: { rank: int, kind: "enum(a, b, c)", shownAt: datetime?, tags: "string(..20)[] = []", author: ref person }
    query: { filter: [kind, tags, author.name], sort: [rank, shownAt] }
  line:
    key: [post, number]
    fields: { post: ref post, number: int, text: string }
    parent: post
`
const ROWS = 3_000
const id = (number: string) => `lpad(to_hex(${number}), 32, '0')::uuid`
const FILLED = [
  `insert into posts (id, title) select ${id('n')}, 'T' from generate_series(1, ${ROWS}) n`,
  `insert into people (id, name) select ${id('n')}, 'N' from generate_series(1, ${ROWS}) n`,
  ...[1, 2, 3].map(
    (post) => `insert into comments (id, post_id, text)
      select gen_random_uuid(), ${id(`n % 30 + ${post}`)}, 'T' from generate_series(1, ${ROWS}) n`,
  ),
  `insert into lines (post_id, number, text) select ${id('n % 30 + 1')}, n, 'T' from generate_series(1, ${ROWS}) n`,
  `insert into posts_fans (post_id, person_id) select ${id('n % 30 + 1')}, ${id('n')} from generate_series(1, ${ROWS}) n`,
  `insert into posts_fans (post_id, person_id)
    select ${id('n')}, ${id('1')} from generate_series(100, ${ROWS}) n on conflict do nothing`,
  `insert into articles (id, rank, kind, shown_at, tags, author_id)
    select ${id('n')}, n % 7, chr(97 + n % 3), case when n % 2 = 0 then now() - n * interval '1 minute' end,
      array[chr(97 + n % 300)], ${id('n')} from generate_series(1, ${ROWS}) n`,
  `insert into posts_near (post_id, related_id) select ${id('1')}, ${id('n')} from generate_series(2, ${ROWS}) n`,
  'analyze',
]
const ONE = '00000000-0000-0000-0000-000000000001'
const database = testDatabase()

describe.skipIf(!hasPostgres)('a page of a list is read from an index, and nothing is sorted', () => {
  let service: RunningService
  beforeAll(async () => {
    // One connection, so that what the service has prepared can be asked for.
    service = await runService(await generate(DESCRIPTION), database.url, { databasePoolSize: 1 })
    for (const statement of FILLED) await service.query(statement)
  }, 120_000)
  afterAll(() => service?.close())

  test.each([
    ['a resource', '/posts', /Index Scan using posts_pkey on posts/],
    ['what is nested', `/posts/${ONE}/comments`, /Index Scan using comments_post_id_id_idx on comments/],
    ['what is nested and has a key of its parent', `/posts/${ONE}/lines`, /Index Scan using lines_pkey on lines/],
    ['what is linked', `/posts/${ONE}/fans`, /Index (?:Only )?Scan using posts_fans_pkey on posts_fans/],
    [
      'the same from the other side',
      `/people/${ONE}/likes`,
      /Index (?:Only )?Scan using posts_fans_person_id_post_id_idx/,
    ],
    ['a sort', '/articles?sort=rank', /Index Scan using articles_rank_id_idx/],
    ['a sort downwards', '/articles?sort=-rank', /Index Scan Backward using articles_rank_id_idx/],
    ['a sort by what may be missing', '/articles?sort=shownAt', /Index Scan using articles_shown_at_id_idx/],
    ['the same downwards', '/articles?sort=-shownAt', /Index Scan Backward using articles_shown_at_id_idx/],
    ['a filter', '/articles?kind=b', /Index Scan using articles_kind_id_idx/],
    ['what is linked both ways', `/posts/${ONE}/near`, /Merge Append/],
  ])('%s', async (_, path, scan) => {
    const known = new Set(await statementsOf(service))
    const { body } = await service.send('GET', `${path}${path.includes('?') ? '&' : '?'}limit=5`)
    const next = await service.send(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}limit=5&cursor=${body.page.nextCursor}`,
    )
    expect(next.body.data).toHaveLength(5)
    const plans = await Promise.all(
      (await statementsOf(service)).filter((statement) => !known.has(statement)).map((one) => planOf(service, one)),
    )
    expect(plans).toHaveLength(2)
    for (const plan of plans) {
      expect(plan).toMatch(scan)
      expect(plan).not.toMatch(/ Sort {2}|Seq Scan/)
    }
  })
})

/** The pages that the service has prepared. */
async function statementsOf(service: RunningService): Promise<readonly string[]> {
  const rows = await service.query('select statement from pg_prepared_statements')
  return rows.map(({ statement }) => String(statement)).filter((statement) => /limit \$\d+$/.test(statement))
}

async function planOf(service: RunningService, statement: string): Promise<string> {
  const query = statement.replace(/\$\d+/g, (_, at: number) => {
    const before = statement.slice(0, at)
    if (/"rank", "articles"\."id"\) [<>] \($/.test(before)) return '3'
    if (/"shown_at" [<>]?=? ?$/.test(before)) return 'now()'
    return before.endsWith('limit ') ? '6' : before.endsWith('"number" > ') ? '30' : `'${ONE}'`
  })
  return (await service.query(`explain ${query}`)).map((row) => row['QUERY PLAN']).join('\n')
}
