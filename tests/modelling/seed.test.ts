import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { generate } from './records.ts'

/** The service of what a golden describes, as far as it is generated. */
function serviceOf(golden: string): Promise<string> {
  return generate(readFileSync(join(packageRoot, `tests/golden/${golden}/ashlar.yaml`), 'utf8'))
}

/** `npm run db:seed`, as the script has it. */
function seedOf(root: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  const { status, stdout } = spawnSync('node', ['scripts/run.js', 'scripts/seed.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', ...env },
  })
  return { status, stdout }
}

type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** Those of resources: nobody has signed in yet, or sent a key. */
const TABLES = `select tablename as name from pg_tables
  where schemaname = 'public' and tablename not like 'auth\\_%' and tablename <> 'idempotency_keys' order by 1`

/** The rows of every table as one text each, without the time at which they were made and the salted hash of a password. */
async function rowsIn(query: Query): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables = (await query(TABLES)).map(({ name }) => String(name))
  const rows = tables.map(async (table) => {
    const all = await query(
      `select to_jsonb(one) - 'created_at' - 'updated_at' - 'password' as row from "${table}" as one`,
    )
    return [table, all.map(({ row }) => JSON.stringify(row)).toSorted()] as const
  })
  return Object.fromEntries(await Promise.all(rows))
}

/** How many rows a table gets of so many: a chain of links between rows of one table is one shorter than the rows. */
function seeded(table: string, count: number): number {
  return table === 'products_related_to' ? count - 1 : count
}

async function embeddedRows(folder: string) {
  const client = await PGlite.create(folder)
  try {
    return await rowsIn(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows)
  } finally {
    await client.close()
  }
}

describe.each(['shop', 'records', 'northwind', 'samples', 'names'])('%s', (name) => {
  test('gets so many rows of each resource, the same ones each time', async () => {
    const root = await serviceOf(name)
    const [one, two] = [join(temporaryFolder(), 'one'), join(temporaryFolder(), 'two')]
    for (const folder of [one, two]) expect(seedOf(root, { PGLITE_DIR: folder }, '25')).toMatchObject({ status: 0 })
    const rows = await embeddedRows(one)
    expect(Object.keys(rows).length).toBeGreaterThan(2)
    for (const [table, all] of Object.entries(rows)) expect(all, table).toHaveLength(seeded(table, 25))
    expect(await embeddedRows(two)).toEqual(rows)
  })
})

const PRODUCTION = { NODE_ENV: 'production', AUTH_SECRET: randomBytes(48).toString('base64') }

describe('what goes wrong', () => {
  test('a database of production, a number that is none, and rows that are there already', async () => {
    const root = await serviceOf('shop')
    const env = { PGLITE_DIR: join(temporaryFolder(), 'pglite') }
    expect(seedOf(root, { ...env, ...PRODUCTION, PAYMENTS_URL: 'https://payments.example' }).stdout).toContain(
      'NODE_ENV is production',
    )
    for (const number of ['0', '1.5', 'many', '50001'])
      expect(seedOf(root, env, number)).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('Say how many rows'),
      })
    expect(seedOf(root, env, '3')).toMatchObject({ status: 0 })
    const before = await embeddedRows(env.PGLITE_DIR)
    expect(seedOf(root, env, '5')).toMatchObject({ status: 1, stdout: expect.stringContaining('db:reset') })
    expect(await embeddedRows(env.PGLITE_DIR)).toEqual(before)
  })
})

test('a command that is none migrates nothing', async () => {
  const root = await serviceOf('records')
  const env = { ...process.env, NODE_ENV: '', DATABASE_URL: '', PGLITE_DIR: join(temporaryFolder(), 'pglite') }
  const { status, stdout } = spawnSync('node', ['scripts/run.js', 'src/migrate.ts', 'statsu'], {
    cwd: root,
    encoding: 'utf8',
    env,
  })
  expect({ status, stdout }).toMatchObject({ status: 2, stdout: expect.stringContaining('and not statsu') })
  expect(existsSync(env.PGLITE_DIR)).toBe(false)
})

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  const database = testDatabase()

  test('the shop gets as many rows as it is asked for', async () => {
    const root = await serviceOf('shop')
    expect(seedOf(root, { DATABASE_URL: database.url }, '450')).toMatchObject({ status: 0 })
    const client = postgres(database.url, { max: 1, onnotice: () => {} })
    const rows = await rowsIn((sql) => client.unsafe(sql))
    await client.end()
    for (const [table, all] of Object.entries(rows)) expect(all, table).toHaveLength(seeded(table, 450))
  })
})
