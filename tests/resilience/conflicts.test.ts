import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Opened, type Timed, timed } from './timed-service.ts'

type Db = Opened['db']

/** With an action of its own, for which transactions are there. */
const COUNTED = `
ashlar: 1
name: clock
defaults: { timeout: 8s }
resources:
  counter:
    fields: { count: int }
    actions:
      add: { post: /add, response: { count: int } }
`

const database = testDatabase()

describe.skipIf(!hasPostgres)('transactions that PostgreSQL ends for the sake of others', () => {
  let t: Timed
  let opened: Opened
  let transaction: (db: Db, work: (tx: Db) => Promise<void>) => Promise<void>

  beforeAll(async () => {
    t = await timed(COUNTED)
    opened = await t.open(database.url, 4)
    ;({ transaction } = await import(pathToFileURL(join(t.root, 'src/db/transaction.ts')).href))
    await opened.db.execute(sql`create table counted (id int primary key, count int not null)`)
    await opened.db.execute(sql`insert into counted values (1, 0), (2, 0)`)
  })

  afterAll(() => opened?.close())

  const add = (tx: Db, id: number) => tx.execute(sql`update counted set count = count + 1 where id = ${id}`)
  const counts = async () => {
    const rows = await opened.db.execute(sql`select count from counted order by id`)
    return [...rows].map(({ count }) => count)
  }
  const answer = async (work: () => Promise<void>) => {
    const { app, lines } = t.serve(8_000, work)
    const response = await app.request('/')
    return { status: response.status, body: await response.text(), lines }
  }

  /** Two that take one row each, and then want that of the other one. */
  function crossing(attempts: number[]) {
    let atFirst = 0
    let meet = () => {}
    const met = new Promise<void>((resolve) => {
      meet = resolve
    })
    return ([first, second]: readonly [number, number]) =>
      answer(() =>
        transaction(opened.db, async (tx) => {
          attempts.push(first)
          await add(tx, first)
          atFirst += 1
          if (atFirst === 2) meet()
          await met
          await add(tx, second)
        }),
      )
  }

  test('F11: a deadlock is answered as if there had been none', async () => {
    const attempts: number[] = []
    const update = crossing(attempts)
    const answers = await Promise.all([update([1, 2]), update([2, 1])])
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(attempts).toHaveLength(3)
    expect(await counts()).toEqual([2, 2])
  })

  test.each(['40001', '40P01'])('F11: what fails with %s twice is a conflict, and no error of ours', async (code) => {
    let attempts = 0
    const { status, body } = await answer(() =>
      transaction(opened.db, async (tx) => {
        attempts += 1
        await tx.execute(sql.raw(`do $$ begin raise exception 'in the way' using errcode = '${code}'; end $$`))
      }),
    )
    expect([status, JSON.parse(body).code]).toEqual([409, 'write-conflict'])
    expect(attempts).toBe(2)
  })
})
