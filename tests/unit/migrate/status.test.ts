import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import type { Config } from '../../golden/minimal/expected/src/config.ts'
import type { Database } from '../../golden/minimal/expected/src/db/client.ts'
import { openEmbedded } from '../../golden/minimal/expected/src/db/embedded.ts'
import { openPostgres } from '../../golden/minimal/expected/src/db/postgres.ts'
import { emptyDatabase } from '../../golden/minimal/expected/src/db/reset.ts'
import { migrationStatus, printStatus } from '../../golden/minimal/expected/src/db/status.ts'
import { createLogger } from '../../golden/minimal/expected/src/runtime/logger.ts'
import { temporaryFolder } from '../../setup/tree.ts'
import { DATABASES } from './databases.ts'

type Listed = readonly [when: number, tag: string, sql: string]

const FIRST: Listed = [1_000, '0000_init', 'create table books (id integer);\n']
const SECOND: Listed = [2_000, '0001_add_shelves', 'create table shelves (id integer);\n']

/** The folder of a service with these migrations. */
function serviceWith(...migrations: readonly Listed[]): string {
  const root = temporaryFolder()
  const entries = migrations.map(([when, tag], idx) => ({ idx, version: '7', when, tag, breakpoints: true }))
  const list = ['meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries })] as const
  for (const [path, text] of [list, ...migrations.map(([, tag, text]) => [`${tag}.sql`, text] as const)]) {
    const file = join(root, 'migrations', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return root
}

async function embedded(): Promise<Database> {
  const database = await openEmbedded(join(temporaryFolder(), 'pglite'), createLogger({ logLevel: 'silent' }))
  onTestFinished(() => database.close())
  return database
}

async function postgresql(): Promise<Database & { readonly url: string }> {
  const { url = '' } = (await DATABASES.find(([name]) => name === 'PostgreSQL')?.[1]()) ?? {}
  const database = await openPostgres(url, 2)
  onTestFinished(() => database.close())
  return { ...database, url }
}

const config = (values: Partial<Config>): Config => ({ production: false, databaseUrl: undefined, ...values }) as Config

describe.each([
  ['PGlite', embedded] as const,
  ...(inject('postgresUrl') === '' ? [] : [['PostgreSQL', postgresql] as const]),
])('%s', (_, open) => {
  test('tells of each migration where it stands', async () => {
    const database = await open()
    const states = async (root: string) =>
      (await migrationStatus(database.db, root)).map(({ name, state }) => [name, state])
    expect(await states(serviceWith(FIRST))).toEqual([['0000_init', 'pending']])

    const root = serviceWith(FIRST, SECOND)
    await database.migrate(join(root, 'migrations'))
    expect(await states(root)).toEqual([
      ['0000_init', 'applied'],
      ['0001_add_shelves', 'applied'],
    ])
    expect(await printStatus(database.db, root)).toBe(0)

    const [when, tag, text] = FIRST
    // A checkout with other line ends is no change.
    expect(await states(serviceWith([when, tag, text.replace('\n', '\r\n')], SECOND))).toContainEqual([tag, 'applied'])
    expect(await states(serviceWith([when, tag, `-- another\n${text}`]))).toEqual([
      [tag, 'changed'],
      ['1970-01-01T00:00:02.000Z', 'unknown'],
    ])
    expect(await printStatus(database.db, serviceWith(FIRST, SECOND, [3_000, '0002_more', 'select 1;\n']))).toBe(1)
  })

  test('a database of development is made anew', async () => {
    const database = await open()
    const root = serviceWith(FIRST, SECOND)
    await database.migrate(join(root, 'migrations'))
    await database.db.execute(sql.raw('create table of_mine (id integer)'))
    await emptyDatabase(database, config({ databaseUrl: 'postgres://localhost/x' }))
    const tables = await database.db
      .select({ name: sql<string>`tablename` })
      .from(sql`pg_tables where schemaname = 'public'`)
    expect(tables).toEqual([])
    await database.migrate(join(root, 'migrations'))
    expect(await printStatus(database.db, root)).toBe(0)
  })
})

test('no database of production is emptied, nor one on another machine', async () => {
  const database = { embedded: false, db: { execute: () => expect.unreachable() } } as unknown as Database
  await expect(emptyDatabase(database, config({ production: true }))).rejects.toThrow('NODE_ENV is production')
  for (const databaseUrl of ['postgres://db.example/shop', 'postgres://localhost.example/shop'])
    await expect(emptyDatabase(database, config({ databaseUrl }))).rejects.toThrow('on this machine')
})
