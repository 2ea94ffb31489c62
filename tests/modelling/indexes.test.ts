import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { ashlar } from '../setup/cli.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { installedFolder } from '../setup/tree.ts'
import { generateGolden } from './records.ts'

const database = testDatabase()

describe('on PGlite', () => indexTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => indexTests(() => database.url))

test('indexes that come, change and go are migrations like others', async () => {
  const root = installedFolder()
  const apply = async (indexes: string) => {
    writeFileSync(
      join(root, 'ashlar.yaml'),
      `ashlar: 1\nname: notes\nresources:\n  note:\n    fields: { title: string, live: boolean }\n${indexes}`,
    )
    const { exitCode, stderr } = await ashlar(['generate'], { cwd: root })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  }
  await apply('')
  await apply('    indexes: [{ fields: [lower(title)] }, { fields: [title], unique: true, where: live }]\n')
  await apply('    indexes: [{ fields: [title], unique: true, where: live = false }]\n')
  const service = await runService(root, undefined)
  const rows = await service.query("select indexdef from pg_indexes where tablename = 'notes' order by indexname")
  await service.close()
  expect(readdirSync(join(root, 'migrations')).filter((name) => name.endsWith('.sql')).length).toBeGreaterThan(2)
  expect(rows.map(({ indexdef }) => String(indexdef).replace(/.* USING/, 'USING'))).toEqual([
    'USING btree (id)',
    'USING btree (title) WHERE (NOT live)',
  ])
})

function indexTests(url: () => string | undefined): void {
  let service: RunningService
  const make = async (path: string, body: object) => (await service.send('POST', path, body)).body.data
  const refusal = async (path: string, body: object) => {
    const { status, body: problem } = await service.send('POST', path, body)
    return [status, problem.code, problem.errors?.map(({ pointer }: { pointer: string }) => pointer)]
  }
  const author = (handle: string) => ({ handle, name: 'A', country: 'DE', mail: `${handle}@example.com` })

  beforeAll(async () => {
    service = await runService(await generateGolden('records'), url())
  })

  afterAll(() => service?.close())

  test('the database has exactly the indexes that are wanted', async () => {
    const rows = await service.query(
      `select indexname || substring(indexdef from ' USING .*') as index from pg_indexes
       where schemaname = 'public' and tablename in ('authors', 'books', 'editions') order by indexname collate "C"`,
    )
    expect(rows.map(({ index }) => index)).toEqual([
      'authors_country_lower_name_idx USING btree (country, lower((name)::text))',
      'authors_lower_handle_key USING btree (lower((handle)::text)) WHERE (deleted_at IS NULL)',
      'authors_mail_key USING btree (mail) WHERE (deleted_at IS NULL)',
      'authors_pkey USING btree (id)',
      'books_author_id_created_at_idx USING btree (author_id, created_at)',
      'books_author_id_slug_key USING btree (author_id, slug) WHERE (deleted_at IS NULL)',
      'books_editor_id_idx USING btree (editor_id)',
      "books_isbn_where_note_idx USING btree (isbn) WHERE ((note)::text = 'it''s a `b`'::text)",
      'books_pkey USING btree (id)',
      'books_sequel_of_id_idx USING btree (sequel_of_id)',
      'books_sequel_of_id_key USING btree (sequel_of_id) WHERE (deleted_at IS NULL)',
      expect.stringMatching(
        /^books_slug_where_state_\w{8}_idx USING btree \(slug\) WHERE \(state = 'out of print'::text\)/,
      ),
      "books_slug_where_state_idx USING btree (slug) WHERE (state = 'live'::text)",
      'books_state_where_pinned_key USING btree (state) WHERE (pinned AND (deleted_at IS NULL))',
      "editions_ean_where_printed_key USING btree (ean) WHERE (printed = '2024-01-01'::date)",
      'editions_pkey USING btree (book_id, number)',
    ])
  })

  test('what differs only in case is the same for an index in lower case', async () => {
    expect(await make('/authors', author('Ada'))).toMatchObject({ handle: 'Ada' })
    expect(await refusal('/authors', { ...author('ADA'), mail: 'other@example.com' })).toEqual([
      409,
      'already-exists',
      ['/handle'],
    ])
  })

  test('an e-mail address is kept in lower case, so that its plain index is enough', async () => {
    expect(await refusal('/authors', { ...author('else'), mail: 'ADA@Example.com' })).toEqual([
      409,
      'already-exists',
      ['/mail'],
    ])
  })

  test('a unique index over two fields names both', async () => {
    const [one, two] = [await make('/authors', author('one')), await make('/authors', author('two'))]
    const book = { authorId: one.id, title: 'T', slug: 'same', note: 'n' }
    expect(await make('/books', book)).toMatchObject({ slug: 'same' })
    expect(await refusal('/books', book)).toEqual([409, 'already-exists', ['/authorId', '/slug']])
    expect(await make('/books', { ...book, authorId: two.id })).toMatchObject({ slug: 'same' })
  })

  test('a partial unique index keeps apart only the rows in it', async () => {
    const { id: authorId } = await make('/authors', author('three'))
    const book = (slug: string, pinned: boolean) => ({ authorId, title: 'T', slug, note: 'n', pinned })
    for (const slug of ['a', 'b']) expect(await make('/books', book(slug, false))).toMatchObject({ pinned: false })
    expect(await make('/books', book('c', true))).toMatchObject({ pinned: true })
    expect(await refusal('/books', book('d', true))).toEqual([409, 'already-exists', ['/state']])
    expect(await make('/books', { ...book('e', true), state: 'live' })).toMatchObject({ pinned: true })
  })

  describe('among many rows', () => {
    beforeAll(async () => {
      const columns = 'id, name, handle, mail, country'
      const values = `gen_random_uuid(), 'N' || n, 'H' || n, n || '@example.org', 'X' || n % 9`
      await service.query(`insert into authors (${columns}) select ${values} from generate_series(1, 5000) as n`)
      await service.query(
        `insert into books (id, author_id, title, slug, state, note)
         select gen_random_uuid(), id, 'T', 's' || handle, case when handle like '%7' then 'live' else 'draft' end, 'n'
         from authors where handle like 'H%'`,
      )
      await service.query('analyze authors')
      await service.query('analyze books')
    })

    test.each([
      ["select * from authors where lower(handle) = 'h77' and deleted_at is null", 'authors_lower_handle_key'],
      ["select * from authors where country = 'X1' and lower(name) = 'n10'", 'authors_country_lower_name_idx'],
      ["select * from books where slug = 'sH77' and state = 'live'", 'books_slug_where_state_idx'],
      ["select * from books where author_id = '00000000-0000-4000-8000-000000000000'", 'books_author_id_'],
    ])('%s is found by its index', async (query, index) => {
      const plan = (await service.query(`explain ${query}`)).map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).toMatch(new RegExp(`(?:using|on) ${index}`))
    })
  })
}
