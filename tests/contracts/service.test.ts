import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'

const urlOf = (path: string, golden = 'shop') =>
  pathToFileURL(join(packageRoot, `tests/golden/${golden}/expected`, path)).href

/** A module of a generated service, as it runs. */
const generated = (path: string, golden?: string) => import(urlOf(path, golden))

describe('scalars take what comes back as it was, and nothing else', async () => {
  const scalars = await generated('src/http/scalars.ts', 'kinds')
  const { keyText } = await generated('src/http/scalars.ts', 'northwind')

  test.each([
    ['a time of seven digits after the point', scalars.time(), '23:59:59.9999999'],
    ['a year that Date cannot print', scalars.datetime(), '0001-01-01T00:00:00Z'],
    ['a year beyond the last', scalars.datetime(), '9999-12-31T23:59:59.999-10:00'],
    ['an address with a lone surrogate', scalars.url(), 'https://example.com/\ud800'],
    ['an address of another protocol', scalars.url(), 'javascript:alert(1)'],
    ['a number beyond the range in JSON', scalars.json(), { a: [Number.POSITIVE_INFINITY] }],
    ['NUL in a value of JSON', scalars.json(), { a: '\0' }],
    ['NUL in a key of JSON', scalars.json(), { '\0': 1 }],
    ['null as JSON', scalars.json(), null],
    ['a key that addresses lose', keyText(1, 5), '..'],
    ['another one', keyText(1, 5), '.'],
  ])('refused: %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false)
  })

  test.each([
    ['six digits after the point', scalars.time(), '23:59:59.999999'],
    ['the last moment', scalars.datetime(), '9999-12-31T23:59:59.999Z'],
    ['deep enough JSON', scalars.json(), { a: [{ b: [1, 'x', null, true] }] }],
    ['dots in a key', keyText(1, 5), '...'],
  ])('taken: %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(true)
  })

  test('says one thing about a value that is no decimal', () => {
    const { error } = scalars.decimal(10, 2, { min: 0 }).safeParse('abc')
    expect(error.issues.map(({ message }: Error) => message)).toEqual(['must be a decimal number in quotes'])
  })
})

test('a client that varies its bodies cannot make statements for ever', async () => {
  const { prepared } = await generated('src/db/executor.ts')
  let made = 0
  const statement = prepared('name', () => ({
    execute: async () => 'built',
    prepare: () => ({ execute: async () => `${++made}` }),
  }))
  const db = {}
  for (let shape = 0; shape < 500; shape += 1) statement(db, [`field${shape}`])
  for (let again = 0; again < 3; again += 1) statement(db, ['field0'])
  expect(await statement(db, ['field0']).execute({})).toBe('1')
  expect(await statement(db, ['field499']).execute({})).toBe('built')
  for (let shape = 0; shape < 50; shape += 1) await statement(db, [`field${shape}`]).execute({})
  expect(await statement(db, ['field50']).execute({})).toBe('built')
})

test('of processes that find the lock of a dead one at the same time, one gets it', async () => {
  const folder = mkdtempSync(join(inject('temporaryRoot'), 'lock-'))
  const script = `const { lockFolder } = await import(${JSON.stringify(urlOf('src/db/folder-lock.ts'))});
    await lockFolder(process.argv[1]).then(() => console.log('mine'), () => {});
    await new Promise((done) => setTimeout(done, 1_500));`
  for (let round = 0; round < 3; round += 1) {
    const dir = join(folder, `round-${round}`)
    // Beyond what Linux gives out: nobody has it.
    writeFileSync(`${dir}.lock`, '99999999')
    const holders = await Promise.all(Array.from({ length: 4 }, () => outputOf(script, dir)))
    expect(holders.filter((output) => output.includes('mine'))).toHaveLength(1)
  }
})

async function outputOf(script: string, argument: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await once(child, 'close')
  return output
}

test('a probe that hangs is asked once, and two failures in a row make the process not ready', async () => {
  const { watchReadiness } = await generated('src/runtime/readiness.ts')
  let asked = 0
  const answers = [async () => 'fine', () => new Promise(() => {})]
  const readiness = watchReadiness({ database: () => (answers[asked++] ?? answers[1])?.() })
  await expect.poll(() => readiness.ready, { timeout: 2_000 }).toBe(true)
  await expect.poll(() => readiness.ready, { timeout: 12_000 }).toBe(false)
  expect(asked).toBe(2)
  readiness.drain()
  expect(readiness.draining).toBe(true)
})

test("an answer of Hono's own middleware stays what it is", async () => {
  const { answerError } = await generated('src/http/errors.ts')
  const app = new Hono()
  app.get('/', () => {
    throw new HTTPException(401, {
      res: new Response('who?', { status: 401, headers: { 'WWW-Authenticate': 'Basic' } }),
    })
  })
  app.onError(answerError)
  const answer = await app.request('/')
  expect(answer.status).toBe(401)
  expect(answer.headers.get('WWW-Authenticate')).toBe('Basic')
})

describe.runIf(hasPostgres)('on a PostgreSQL that is set up otherwise', () => {
  const database = testDatabase()

  test('dates come in the form that drizzle reads', async () => {
    const { openPostgres } = await generated('src/db/postgres.ts')
    const name = new URL(database.url).pathname.slice(1)
    const before = await openPostgres(database.url, 1)
    await before.db.execute(`alter database ${name} set timezone = 'Europe/Berlin'`)
    await before.db.execute(`alter database ${name} set datestyle = 'SQL, DMY'`)
    await before.close()
    const opened = await openPostgres(database.url, 1)
    const [row] = await opened.db.execute(
      `select '1850-01-01T00:00:00Z'::timestamptz::text as at, '2024-02-29'::date::text as day`,
    )
    expect(row).toEqual({ at: '1850-01-01 00:00:00+00', day: '2024-02-29' })
    await opened.close()
  })

  test('a migration older than an applied one is named, and applied, where drizzle would skip it in silence', async () => {
    const { openPostgres } = await generated('src/db/postgres.ts')
    const { applyMigrations, migrationsProbe } = await generated('src/db/migrate.ts')
    const root = mkdtempSync(join(inject('temporaryRoot'), 'older-'))
    mkdirSync(join(root, 'migrations/meta'), { recursive: true })
    const entries = [
      { tag: '0000_older', when: 1_000 },
      { tag: '0001_newer', when: 2_000 },
    ]
    writeFileSync(join(root, 'migrations/meta/_journal.json'), JSON.stringify({ entries }))
    const opened = await openPostgres(database.url, 1)
    await opened.db.execute('create schema drizzle')
    await opened.db.execute(
      'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
    )
    await opened.db.execute("insert into drizzle.__drizzle_migrations (hash, created_at) values ('', 2000)")
    await expect(migrationsProbe(opened, root)()).rejects.toThrow('0000_older')
    writeFileSync(join(root, 'migrations/0000_older.sql'), 'create table older (id integer);')
    await applyMigrations(opened, root, { info() {} })
    expect(await opened.db.execute('select id from older')).toEqual([])
    await expect(migrationsProbe(opened, root)()).resolves.toBeUndefined()
    await opened.close()
  })
})
