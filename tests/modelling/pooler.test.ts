import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { hasPooler, type Pooler, startPooler } from './pooler.ts'
import { generateGolden } from './records.ts'

const database = testDatabase()

describe.skipIf(!hasPostgres || !hasPooler)('behind PgBouncer in transaction mode', () => {
  let root: string
  let pooler: Pooler
  let service: RunningService

  beforeAll(async () => {
    root = await generateGolden('records')
    const direct = await runService(root, database.url)
    await direct.close()
    pooler = await startPooler(database.url)
    service = await runService(root, pooler.url, { databasePooler: true, databasePoolSize: 24 })
  })

  afterAll(async () => {
    await service?.close()
    pooler?.stop()
  })

  /** One client: it makes, reads, changes and deletes rows, also in transactions. */
  async function story(number: number): Promise<number[]> {
    const any = { 'If-Match': '*' }
    const author = { handle: `h${number}`, name: 'A', country: 'DE', mail: `h${number}@example.com` }
    const made = await service.send('POST', '/authors', author)
    const book = { authorId: made.body.data?.id, title: 'T', slug: 's', note: 'n' }
    const first = await service.send('POST', '/books', book)
    const address = `/books/${first.body.data?.id}`
    const others = [
      await service.send('POST', '/books', book),
      await service.send('PATCH', address, { title: 'U', price: '1.5' }, any),
      await service.send('PATCH', address, { isbn: null }, any),
      await service.send('GET', `${address}`),
      await service.send('GET', '/books?limit=3'),
      await service.send('DELETE', `/authors/${book.authorId}`),
      await service.send('DELETE', address, undefined, any),
      await service.send('POST', `${address}/restore`),
    ]
    return [made, first, ...others].map(({ status }) => status)
  }

  test('many clients on few connections get what they get without it', async () => {
    const stories = await Promise.all(Array.from({ length: 24 }, (_, number) => story(number)))
    expect(stories).toEqual(stories.map(() => [201, 201, 409, 200, 200, 200, 200, 409, 204, 200]))
    const [{ connections } = { connections: 0 }] = await service.query(
      `select count(*)::int as connections from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend'`,
    )
    expect(connections).toBeLessThanOrEqual(2)
  })

  test('a service that is not told of it does not get through', async () => {
    const untold = await runService(root, pooler.url).catch((error: Error) => error)
    expect(untold).toMatchObject({ cause: { message: expect.stringContaining('unsupported startup parameter') } })
  })

  test('migrations are refused, which would lock what others use', async () => {
    const { openPostgres } = await import(pathToFileURL(join(root, 'src/db/postgres.ts')).href)
    const opened = await openPostgres(pooler.url, 1, { behindPooler: true })
    await expect(opened.migrate(join(root, 'migrations'))).rejects.toThrow('goes past it')
    await opened.close()
  })
})

describe.skipIf(!hasPostgres)('the limits of the database', () => {
  /** What the service says in its log when it starts with such a pool. */
  async function warnings(databasePoolSize: number, databasePooler: boolean): Promise<string[]> {
    const root = await generateGolden('minimal')
    const { openPostgres } = await import(pathToFileURL(join(root, 'src/db/postgres.ts')).href)
    const { warnOfLimits } = await import(pathToFileURL(join(root, 'src/db/limits.ts')).href)
    const opened = await openPostgres(database.url, 1, { behindPooler: databasePooler })
    const said: string[] = []
    await warnOfLimits(opened.db, { databasePoolSize, databasePooler }, { warn: (text: string) => said.push(text) })
    await opened.close()
    return said
  }

  async function onServer(statement: string): Promise<void> {
    const sql = postgres(database.url, { max: 1 })
    await sql.unsafe(statement)
    await sql.end()
  }

  const name = () => new URL(database.url).pathname.slice(1)

  test('a pool that leaves no room for a second instance is told, with what to do', async () => {
    expect(await warnings(10, false)).toEqual([])
    expect(await warnings(900, false)).toEqual([
      expect.stringMatching(
        /^DATABASE_POOL_SIZE is 900, and PostgreSQL has \d+ connections for all instances: two do not fit/,
      ),
    ])
  })

  test('the limit of the database counts where it is lower', async () => {
    await onServer(`alter database ${name()} connection limit 12`)
    // Each has one beside its pool, by which it asks whether the database is there.
    expect(await warnings(5, false)).toEqual([])
    expect(await warnings(6, false)).toEqual([expect.stringContaining('PostgreSQL has 12 connections')])
    await onServer(`alter database ${name()} connection limit -1`)
  })

  test('behind a pooler it is the role that needs a limit of time', async () => {
    const [warning, ...others] = await warnings(900, true)
    expect(others).toEqual([])
    expect(warning).toMatch(/alter role \w+ set statement_timeout = '5s'/)
    await onServer(`alter database ${name()} set statement_timeout = '5s'`)
    expect(await warnings(900, true)).toEqual([])
  })

  test('a database that is not there keeps nobody from starting', async () => {
    const root = await generateGolden('minimal')
    const { openPostgres } = await import(pathToFileURL(join(root, 'src/db/postgres.ts')).href)
    const { warnOfLimits } = await import(pathToFileURL(join(root, 'src/db/limits.ts')).href)
    const opened = await openPostgres('postgres://nobody@127.0.0.1:1/none', 1)
    const said: string[] = []
    const logger = { warn: (text: string) => said.push(text), debug: (_: object, text: string) => said.push(text) }
    await warnOfLimits(opened.db, { databasePoolSize: 10, databasePooler: false }, logger)
    expect(said).toEqual(['the limits of the database could not be read'])
    await opened.close()
  })
})
