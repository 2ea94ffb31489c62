import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AshlarError } from '../../src/errors.ts'
import { runMigrations } from '../golden/minimal/expected/src/db/migrator.ts'
import { DATABASES } from '../unit/migrate/databases.ts'
import { projectIn } from './planner.ts'
import { emptied, schemaIn } from './schema.ts'

/** A resource `entry`, with another one that some of these refer to. */
function described(key: string, fields: string, others = ''): string {
  return `ashlar: 1
name: keys
defaults: { timestamps: false }
resources:
  book: { fields: { title: string } }
  entry: { ${key === '' ? '' : `key: ${key}, `}fields: { ${fields} } }
${others}`
}

const BOOKS = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const [ONE, TWO] = BOOKS
const FIELDS = 'book: ref book, number: smallint, code: string(..8), place: int'

const KEY = `select conname as name, pg_get_constraintdef(oid) as is from pg_constraint
  where contype = 'p' and conrelid::regclass::text in ('items', 'entries')`

/** The columns of two rows, before, and what they are after. */
interface Change {
  readonly from: string
  readonly to: string
  readonly rows: string
  /** As JSON; without it they are as before. */
  readonly after?: Readonly<Record<string, unknown>>
  readonly allowDrop?: readonly string[]
}

const plain = (key: string): string => described(key, FIELDS)
const ROWS = `(book_id, number, code, place) values ('${ONE}', 1, 'a', 7), ('${TWO}', 2, 'b', 8)`

const CHANGES: readonly (readonly [name: string, change: Change])[] = [
  [
    'one column more, which was there',
    { from: plain('[book, number]'), to: plain('[book, number, code]'), rows: ROWS },
  ],
  [
    'one column more, which is new',
    {
      from: plain('[book, number]'),
      to: described('[book, number, round]', `${FIELDS}, round: int backfill(1)`),
      rows: ROWS,
      after: { round: 1 },
    },
  ],
  [
    'one column more, which is filled from another and could be null',
    {
      from: described('[book, number]', `${FIELDS}, round: int?`),
      to: described('[book, number, round]', `${FIELDS}, round: int backfill(place)`),
      rows: ROWS,
      after: { round: 7 },
    },
  ],
  ['one column less', { from: plain('[book, number]'), to: plain('[number]'), rows: ROWS }],
  ['the same in another order', { from: plain('[book, number]'), to: plain('[number, book]'), rows: ROWS }],
  ['another column, which was a text', { from: plain('number'), to: plain('code'), rows: ROWS }],
  [
    'another column, where the old one may be missing now',
    {
      from: plain('number'),
      to: described('code', FIELDS.replace('number: smallint', 'number: smallint?')),
      rows: ROWS,
    },
  ],
  [
    'another column, where the old one goes',
    {
      from: plain('number'),
      to: described('code', FIELDS.replace('number: smallint, ', '')),
      rows: ROWS,
      after: { number: undefined },
      allowDrop: ['entries.number'],
    },
  ],
  ['several in the place of one', { from: plain('number'), to: plain('[book, code]'), rows: ROWS }],
  [
    'a wider type beside the other column',
    { from: plain('[book, number]'), to: described('[book, place]', FIELDS.replace('smallint', 'int')), rows: ROWS },
  ],
  [
    'a UUID that the database makes',
    {
      from: plain('number'),
      to: described('', FIELDS),
      rows: ROWS,
      after: { id: expect.stringMatching(/^[\da-f-]{36}$/) },
    },
  ],
  [
    'a number that the database makes',
    {
      from: plain('number'),
      to: described('serial', `${FIELDS}, serial: bigint generated`),
      rows: ROWS,
      after: { serial: 1 },
    },
  ],
]

describe.each(DATABASES)('on %s, a key becomes', (_, open) => {
  test.each(CHANGES)('%s', async (_name, { from, to, rows, after = {}, allowDrop = [] }) => {
    const { run } = await open()
    const project = projectIn(folder(), allowDrop)
    expect(await project.generate(from)).toEqual([])
    await runMigrations(run as never, project.migrations)
    await run(`insert into books (id, title) values ('${ONE}', 'x'), ('${TWO}', 'y')`)
    await run(`insert into entries ${rows}`)
    const before = await run(`select to_jsonb(e) as row from entries e order by code`)
    expect(await project.generate(to)).toEqual([])
    await runMigrations(run as never, project.migrations)
    const [first, ...others] = await run(`select to_jsonb(e) as row from entries e order by code`)
    expect(others).toHaveLength(1)
    expect(first).toEqual({ row: defined({ ...(before[0] as { readonly row: object }).row, ...after }) })
    expect(await project.generate(to), 'a second run has nothing to do').toEqual([])
    const schema = await schemaIn(run)
    const fresh = projectIn(folder())
    await emptied(run)
    await fresh.generate(to)
    await runMigrations(run as never, fresh.migrations)
    expect(schema).toEqual(await schemaIn(run))
  })

  test('nothing where rows have the same in it: they and their key stay', async () => {
    const { run } = await open()
    const project = projectIn(folder())
    await project.generate(plain('[book, number]'))
    await runMigrations(run as never, project.migrations)
    await run(`insert into books (id, title) values ('${ONE}', 'x'), ('${TWO}', 'y')`)
    await run(`insert into entries ${ROWS.replace("', 2,", "', 1,")}`)
    await project.generate(plain('[number]'))
    await expect(runMigrations(run as never, project.migrations)).rejects.toMatchObject({ cause: { code: '23505' } })
    await expect(run(`insert into entries ${ROWS}`)).rejects.toMatchObject({ code: '23505' })
    expect(await run('select count(*)::int as entries from entries')).toEqual([{ entries: 2 }])
    await run(`update entries set number = 2 where code = 'b'`)
    await runMigrations(run as never, project.migrations)
    await expect(run(`update entries set number = 2`)).rejects.toMatchObject({ code: '23505' })
  })
})

test.each(DATABASES)('on %s, a table that is called otherwise gets another key in the same run', async (_, open) => {
  const { run, migrate } = await open()
  const project = projectIn(folder())
  await project.generate(plain('[book, number]'))
  await migrate(project.migrations)
  await run(`insert into books (id, title) values ('${ONE}', 'x'), ('${TWO}', 'y')`)
  await run(`insert into entries ${ROWS}`)
  const to = plain('item').replace('entry:', 'item:').replace('key: item, ', 'renamedFrom: entry, key: [place, item], ')
  await project.generate(to.replace('code:', 'item:').replace('string(..8)', 'string(..8) renamedFrom(code)'))
  // drizzle runs all of it in one transaction.
  await migrate(project.migrations)
  expect(await run('select number, place, item from items order by 1')).toEqual([
    { number: 1, place: 7, item: 'a' },
    { number: 2, place: 8, item: 'b' },
  ])
  expect(await run(KEY)).toEqual([{ name: 'items_pkey', is: 'PRIMARY KEY (place, item)' }])
})

test.each(DATABASES)('on %s, what was interrupted before it was recorded is run again', async (_, open) => {
  const { run } = await open()
  const project = projectIn(folder())
  await project.generate(plain('[book, number]'))
  await runMigrations(run as never, project.migrations)
  await project.generate(plain('[number, code]'))
  const key = [{ name: 'entries_pkey', is: 'PRIMARY KEY (number, code)' }]
  for (let time = 0; time < 2; time += 1) {
    await runMigrations(run as never, project.migrations)
    expect(await run(KEY)).toEqual(key)
    await run('delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)')
  }
})

const NOTES = '  note: { fields: { entry: ref entry } }\n'

test.each(DATABASES)('on %s, a key that others refer to gets another type, and they with it', async (_, open) => {
  const { run } = await open()
  const project = projectIn(folder(), ['entries.number', 'entries.next_id', 'notes.entry_id'])
  const withNext = (type: string) => described('number', `number: ${type}, code: string(..8), next: ref entry?`, NOTES)
  await project.generate(withNext('smallint'))
  await runMigrations(run as never, project.migrations)
  await run(`insert into entries (number, code, next_id) values (1, 'a', null), (2, 'b', 1)`)
  await run(`insert into notes (id, entry_id) values ('${ONE}', 2)`)
  for (const type of ['bigint', 'string(..20)', 'int']) {
    expect(await project.generate(withNext(type))).toEqual([])
    await runMigrations(run as never, project.migrations)
    expect(await run('select number::text, next_id::text as next from entries order by code')).toEqual([
      { number: '1', next: null },
      { number: '2', next: '1' },
    ])
    expect(await run('select entry_id::text as entry from notes')).toEqual([{ entry: '2' }])
  }
  const schema = await schemaIn(run)
  const fresh = projectIn(folder())
  await emptied(run)
  await fresh.generate(withNext('int'))
  await runMigrations(run as never, fresh.migrations)
  expect(schema).toEqual(await schemaIn(run))
})

test('a key that others refer to is refused, old or new', async () => {
  const project = projectIn(folder())
  await project.generate(described('number', FIELDS, NOTES))
  const refused = await project.generate(described('code', FIELDS, NOTES)).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(AshlarError)
  expect(refused).toMatchObject({ exitCode: 2, problems: [{ code: 'ASH3144' }] })
})

// As docs/migrations.md says it.
test.each(DATABASES)('on %s, a key that others refer to becomes another column in three steps', async (_, open) => {
  const { run } = await open()
  const project = projectIn(folder())
  const step = async (key: string, note: string, ...refused: readonly string[]) => {
    const text = described(key, FIELDS, `  note: { timestamps: false, fields: { ${note} } }\n`)
    expect(await project.generate(text)).toEqual(refused)
    await runMigrations(run as never, project.migrations)
    return text
  }
  await step('number', 'entry: ref entry')
  await run(`insert into books (id, title) values ('${ONE}', 'x'), ('${TWO}', 'y')`)
  await run(`insert into entries ${ROWS}`)
  await run(`insert into notes (id, entry_id) values ('${ONE}', 2)`)
  await step('number', 'entry: ref entry, entryCode: string(..8)?')
  await run('update notes set entry_code = e.code from entries e where e.number = notes.entry_id')
  await step('code', 'entryCode: string(..8)', 'ASH3142', 'ASH3148')
  const last = await step('code', 'entry: ref entry renamedFrom(entryCode)')
  expect(await run('select entry_id from notes')).toEqual([{ entry_id: 'b' }])
  await expect(run(`update notes set entry_id = 'c'`)).rejects.toMatchObject({ code: '23503' })
  const schema = await schemaIn(run)
  const fresh = projectIn(folder())
  await emptied(run)
  await fresh.generate(last)
  await runMigrations(run as never, fresh.migrations)
  expect(schema).toEqual(await schemaIn(run))
})

test.each(DATABASES)('on %s, a key changes together with what referred to it, where that goes', async (_, open) => {
  const { run } = await open()
  const project = projectIn(folder())
  const mark = '  mark: { fields: { entry: ref entry } }\n'
  await project.generate(described('number', `${FIELDS}, next: ref entry?`, NOTES + mark))
  await runMigrations(run as never, project.migrations)
  await run(`insert into books (id, title) values ('${ONE}', 'x'), ('${TWO}', 'y')`)
  await run(`insert into entries ${ROWS}`)
  await run(`insert into notes (id, entry_id) values ('${ONE}', 2)`)
  const text = described('code', FIELDS, '  note: { fields: { place: int? } }\n')
  expect(await project.generate(text)).toEqual(['ASH3142', 'ASH3142', 'ASH3142'])
  await runMigrations(run as never, project.migrations)
  expect(await run(KEY)).toEqual([{ name: 'entries_pkey', is: 'PRIMARY KEY (code)' }])
  expect(await run('select place from notes')).toEqual([{ place: null }])
})

function defined(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ashlar-keys-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
