import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { runMigrations } from '../../golden/minimal/expected/src/db/migrator.ts'
import { openPostgres } from '../../golden/minimal/expected/src/db/postgres.ts'
import { DATABASES } from './databases.ts'

/** A folder of migrations: time, name and text of each. */
function folderOf(migrations: readonly (readonly [when: number, tag: string, sql: string])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ashlar-migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const entries = migrations.map(([when, tag], idx) => ({ idx, version: '7', when, tag, breakpoints: true }))
  const files = migrations.map(([, tag, sql]) => [`${tag}.sql`, sql] as const)
  const journal = ['meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries })] as const
  for (const [path, text] of [...files, journal]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const TABLE = [1_000, '0000_init', 'create table books (id integer, title text);'] as const
const ONLINE = `-- ashlar:no-transaction
DROP INDEX IF EXISTS "books_title_idx";
--> statement-breakpoint
CREATE INDEX "books_title_idx" ON "books" USING btree ("title");
--> statement-breakpoint
DROP INDEX IF EXISTS "books_title_key";
--> statement-breakpoint
CREATE UNIQUE INDEX "books_title_key" ON "books" USING btree ("title");
--> statement-breakpoint
ALTER TABLE "books" ADD CONSTRAINT "books_title_key" UNIQUE USING INDEX "books_title_key";
`
const INDEX = [2_000, '0001_index_books', ONLINE] as const
const RECORDED = 'select hash, created_at::int as at from drizzle.__drizzle_migrations order by id'

describe.each(DATABASES)('on %s', (_, open) => {
  test('what it applies is recorded as drizzle does it, and neither runs what the other has done', async () => {
    const folder = folderOf([TABLE, INDEX])
    const [one, other] = [await open(), await open()]
    const asked: string[] = []
    await runMigrations((statement) => {
      asked.push(statement)
      return one.run(statement) as Promise<object[]>
    }, folder)
    expect(asked).toContain('CREATE INDEX concurrently "books_title_idx" ON "books" USING btree ("title");')
    await other.migrate(folder)
    expect(await one.run(RECORDED)).toEqual(await other.run(RECORDED))
    await one.migrate(folder)
    await runMigrations((statement) => other.run(statement) as Promise<object[]>, folder)
    for (const { run } of [one, other]) {
      expect(await run(RECORDED)).toHaveLength(2)
      expect(await run(`select indisvalid as valid from pg_index where indrelid = 'books'::regclass`)).toEqual([
        { valid: true },
        { valid: true },
      ])
      expect(await run('show lock_timeout')).toEqual([{ lock_timeout: '0' }])
    }
  })

  test('one that fails leaves nothing of itself, and all of those before it', async () => {
    const broken = [
      2_000,
      '0001_broken',
      'insert into books values (1);\n--> statement-breakpoint\nselect 1/0;',
    ] as const
    const folder = folderOf([TABLE, broken])
    const { run } = await open()
    const error = await runMigrations(run as never, folder).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      message: 'The migration 0001_broken was not applied.',
      cause: { message: 'division by zero' },
    })
    expect(await run('select count(*)::int as books from books')).toEqual([{ books: 0 }])
    expect(await run(RECORDED)).toHaveLength(1)
  })

  test('one that is interrupted outside of a transaction is run again from its beginning', async () => {
    const { run } = await open()
    const stop = INDEX[2].replace('ALTER TABLE', 'select 1/0;\n--> statement-breakpoint\nALTER TABLE')
    await expect(runMigrations(run as never, folderOf([TABLE, [2_000, '0001_x', stop]]))).rejects.toThrow('0001_x')
    await runMigrations(run as never, folderOf([TABLE, INDEX]))
    expect(
      await run(`select count(*)::int as constraints from pg_constraint where conname = 'books_title_key'`),
    ).toEqual([{ constraints: 1 }])
  })

  test('one of another branch that is older than the last one is applied', async () => {
    const { run } = await open()
    await runMigrations(run as never, folderOf([TABLE, INDEX]))
    const late = [1_500, '0001_late', 'alter table books add column pages integer;'] as const
    await runMigrations(run as never, folderOf([TABLE, late, INDEX]))
    expect(await run('select pages from books')).toEqual([])
    expect(await run(RECORDED)).toHaveLength(3)
  })
})

describe.each(DATABASES)('on %s, rows are filled a part at a time', (_, open) => {
  const FILL = `-- ashlar:no-transaction
UPDATE "books" SET "title" = 'it''s one' WHERE "title" IS NULL;
--> statement-breakpoint
UPDATE "books" SET "title" = 'b' WHERE "title" = 'a';
`
  const fill = [2_000, '0001_fill_books_title', FILL] as const
  const rows = `insert into books select n, (array[null, 'a', 'c'])[n % 3 + 1] from generate_series(1, 30000) n`

  test('each of them, and the statement itself finds those that came meanwhile', async () => {
    const { run } = await open()
    await runMigrations(run as never, folderOf([TABLE]))
    await run(rows)
    const parts: string[] = []
    await runMigrations(
      async (statement) => {
        if (statement.includes('ctid')) parts.push(statement)
        // Once all parts of it are done.
        if (statement.endsWith(`WHERE "title" IS NULL;`)) await run(`insert into books values (0, null)`)
        return run(statement) as Promise<object[]>
      },
      folderOf([TABLE, fill]),
    )
    expect(parts.length).toBeGreaterThan(4)
    expect(parts[0]).toBe(
      `UPDATE "books" SET "title" = 'it''s one' WHERE "title" IS NULL and ctid >= '(0,0)' and ctid < '(64,0)'`,
    )
    expect(await run('select title, count(*)::int as books from books group by 1 order by 1')).toEqual([
      { title: 'b', books: 10_000 },
      { title: 'c', books: 10_000 },
      { title: `it's one`, books: 10_001 },
    ])
  })

  test('nor is anything cut that is not a condition at the end', async () => {
    const { run } = await open()
    await runMigrations(run as never, folderOf([TABLE]))
    await run(rows)
    const asked: string[] = []
    const text = `-- ashlar:no-transaction
UPDATE "books" SET "title" = 'x' WHERE "id" = 1 OR "title" IS NULL;
--> statement-breakpoint
UPDATE "books" SET "title" = 'update "books" set "title" = null where "title" is null;';
`
    await runMigrations(
      (statement) => {
        asked.push(statement)
        return run(statement) as Promise<object[]>
      },
      folderOf([TABLE, [2_000, '0001_by_hand', text]]),
    )
    expect(asked.filter((statement) => statement.includes('ctid'))).toEqual([])
  })
})

test.each(DATABASES)(
  'on %s, one that came behind those of another branch in a merge is not run again',
  async (_, open) => {
    const { run, migrate } = await open()
    const mine = 'alter table books add column mine integer;'
    await runMigrations(run as never, folderOf([TABLE, [2_000, '0001_mine', mine]]))
    const theirs = [2_500, '0001_theirs', 'alter table books add column theirs integer;'] as const
    const merged = folderOf([TABLE, theirs, [2_501, '0002_mine', mine]])
    await runMigrations(run as never, merged)
    expect(await run('select mine, theirs from books')).toEqual([])
    expect(await run('select created_at::int as at from drizzle.__drizzle_migrations order by at')).toEqual([
      { at: 1_000 },
      { at: 2_500 },
      { at: 2_501 },
    ])
    await migrate(merged)
    // The same once more, in a migration of its own, is run.
    const again = [...[TABLE, theirs, [2_501, '0002_mine', mine]], [3_000, '0003_again', mine]] as never
    await expect(runMigrations(run as never, folderOf(again))).rejects.toThrow('0003_again')
  },
)

describe.runIf(inject('postgresUrl') !== '')('on PostgreSQL, beside others', () => {
  const openAgain = async (url: string) => {
    const database = await openPostgres(url, 2)
    onTestFinished(() => database.close())
    return database
  }
  const postgresql = DATABASES.find(([name]) => name === 'PostgreSQL')?.[1] ?? expect.unreachable()

  test('two that start at once do everything once', async () => {
    const { url = '', run } = await postgresql()
    const folder = folderOf([TABLE, INDEX])
    const [one, two] = [await openAgain(url), await openAgain(url)]
    await Promise.all([one.migrate(folder), two.migrate(folder)])
    expect(await run(RECORDED)).toHaveLength(2)
  })

  test('it waits for a lock without holding up those behind it, and tries again', async () => {
    const { url = '', run } = await postgresql()
    const database = await openAgain(url)
    await database.migrate(folderOf([TABLE]))
    const alter = [2_000, '0001_alter', 'alter table books add column pages integer;'] as const
    await run('begin')
    await run('select * from books')
    const migrated = database.migrate(folderOf([TABLE, alter]))
    await setTimeout(300)
    const started = performance.now()
    await database.db.execute('select * from books')
    expect(performance.now() - started).toBeLessThan(1_500)
    await setTimeout(1_000)
    await run('commit')
    await migrated
    expect(await run('select pages from books')).toEqual([])
  })
})
