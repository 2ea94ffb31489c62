import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { withoutThisRun } from '../reach/service.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generate, makeExample } from './example.ts'
import { gate, type PaymentsServer, startPayments } from './payments.ts'
import { type Customer, type Shop, startShop } from './service.ts'

const run = promisify(execFile)

let root: string

beforeAll(async () => {
  root = await makeExample('purchase')
})

describe('the example', () => {
  test('is generated again without a word: what is written stays', async () => {
    expect(await generate(root)).toMatch(/^\d+ files generated in .*: nothing to do\.\n$/)
  })

  test.each(['tsc --noEmit --checkers 1', 'biome check --error-on-warnings'])('passes %s', async (line) => {
    const [program = '', ...args] = line.split(' ')
    await run(join(packageRoot, 'node_modules/.bin', program), args, { cwd: root })
  })

  test.each(['PGlite', ...(hasPostgres ? ['PostgreSQL'] : [])])('passes its own tests on %s', async (database) => {
    const url = database === 'PostgreSQL' ? { DATABASE_URL: inject('postgresUrl') } : {}
    const vitest = join(packageRoot, 'node_modules/.bin/vitest')
    // What it says is read here: where CI is set, it would be in colours, and the pattern below would not find it.
    const env = { ...withoutThisRun(), ...url, NO_COLOR: '1' }
    const { stdout } = await run(vitest, ['run'], { cwd: root, env })
    expect(stdout).toMatch(/purchase\.test\.ts \(12 tests\)/)
  })
})

describe.runIf(hasPostgres)('a purchase', () => {
  const database = testDatabase()
  let sql: postgres.Sql
  let payments: PaymentsServer
  const shops: Shop[] = []

  const start = async (): Promise<Shop> => {
    const shop = await startShop(root, {
      DATABASE_URL: database.url,
      PAYMENTS_URL: payments.url,
      AUTH_SECRET: 'Zx8rT2vQ9mLp4sWd7kHy1nBc6fGj3aEu',
    })
    shops.push(shop)
    return shop
  }

  beforeAll(async () => {
    payments = await startPayments()
    sql = postgres(database.url, { onnotice: () => undefined })
    const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url }
    await run('node', ['scripts/run.js', 'src/migrate.ts'], { cwd: root, env })
  })
  afterEach(async () => {
    void payments.hold({})
    await Promise.all(shops.splice(0).map((shop) => shop.kill()))
  })
  afterAll(async () => {
    await payments.close()
    await sql.end()
  })

  /** A product, as a clerk would have made it. */
  async function product(stock: number): Promise<string> {
    const id = randomUUID()
    await sql`insert into products (id, sku, title, price, stock, published)
      values (${id}, ${id.slice(0, 30)}, 'Thing', 12.50, ${stock}, true)`
    return id
  }

  async function ordered(customer: Customer, productId: string): Promise<string> {
    const { status, body } = await customer.ask('POST', '/api/orders', { lines: [{ productId, quantity: 1 }] })
    expect(status).toBe(201)
    return body.data.id ?? ''
  }

  async function placed(customer: Customer): Promise<string> {
    const id = await ordered(customer, await product(1))
    expect((await customer.ask('POST', `/api/orders/${id}/place`)).status).toBe(200)
    return id
  }

  const pay = (customer: Customer, id: string) => customer.ask('POST', `/api/orders/${id}/pay`, { token: 'tok' })

  async function statusOf(id: string): Promise<string> {
    const [row] = await sql<{ status: string }[]>`select status from orders where id = ${id}`
    return row?.status ?? ''
  }

  async function whenPaid(id: string): Promise<void> {
    for (let tries = 0; (await statusOf(id)) !== 'paid'; tries += 1) {
      if (tries > 100) throw new Error(`it is ${await statusOf(id)}`)
      await wait(100)
    }
  }

  test('of ten pieces, of which fifty customers want one each, is made by ten of them, at two instances', async () => {
    const instances = [await start(), await start()] as const
    const productId = await product(10)
    const orders: { readonly customer: Customer; readonly id: string }[] = []
    for (let number = 0; number < 50; number += 1) {
      const customer = await instances[number % 2 === 0 ? 0 : 1].customer()
      orders.push({ customer, id: await ordered(customer, productId) })
    }
    // All want the same row: who would wait too long for a connection behind that is told to come again, and does.
    const place = async (customer: Customer, id: string): ReturnType<Customer['ask']> => {
      const answer = await customer.ask('POST', `/api/orders/${id}/place`)
      if (answer.status !== 503) return answer
      await wait(200)
      return place(customer, id)
    }
    const answers = await Promise.all(orders.map(({ customer, id }) => place(customer, id)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(answers.filter(({ status, body }) => status === 422 && body.code === 'constraint-violated')).toHaveLength(40)
    expect(await sql`select stock from products where id = ${productId}`).toEqual([{ stock: 0 }])
    const bought = orders.filter((_, at) => answers[at]?.status === 200)
    const paid = await Promise.all(bought.map(({ customer, id }) => pay(customer, id)))
    expect(paid.map(({ status }) => status)).toEqual(Array(10).fill(200))
    for (const { id } of bought) expect(payments.chargesOf(id)).toHaveLength(1)
  })

  test('is paid once by who pays twice at once', async () => {
    const shop = await start()
    const customer = await shop.customer()
    const id = await placed(customer)
    const answers = await Promise.all([pay(customer, id), pay(customer, id), pay(customer, id)])
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(payments.chargesOf(id)).toHaveLength(1)
    expect(await statusOf(id)).toBe('paid')
  })

  /** Holds a row, so that whoever wants to change it waits. */
  async function holdRow(table: 'orders' | 'payments', id: string): Promise<{ release(): Promise<void> }> {
    const end = gate()
    const held = gate()
    const column = table === 'orders' ? sql`id` : sql`order_id`
    const transaction = sql.begin(async (tx) => {
      await tx`select 1 from ${tx(table)} where ${column} = ${id} for update`
      held.open()
      await end.opened
    })
    await held.opened
    return {
      async release() {
        end.open()
        await transaction
      },
    }
  }

  /** Until some statement of the service waits for a row that is held. */
  async function whenWaiting(): Promise<void> {
    for (;;) {
      const waiting = await sql`select 1 from pg_stat_activity
        where datname = current_database() and application_name = 'shop' and wait_event_type = 'Lock'`
      if (waiting.length > 0) return
      await wait(20)
    }
  }

  test('killed before it is written down is not charged, and still to be paid', async () => {
    const shop = await start()
    const customer = await shop.customer()
    const id = await placed(customer)
    const held = await holdRow('orders', id)
    const answer = pay(customer, id).catch(() => undefined)
    await whenWaiting()
    await shop.kill()
    await answer
    await held.release()
    const next = await start()
    expect(await sql`select 1 from payments where order_id = ${id}`).toHaveLength(0)
    expect([await statusOf(id), payments.chargesOf(id)]).toEqual(['placed', []])
    const again = await next.ask('POST', `/api/orders/${id}/pay`, { token: customer.token, body: { token: 'tok' } })
    expect([again.status, payments.chargesOf(id).length]).toEqual([200, 1])
  })

  test.each([
    ['the charge was asked for, and is made all the same', 'charging'],
    ['the charge was made, and its answer is lost', 'answering'],
  ] as const)('killed when %s is charged once', async (_, step) => {
    const { opened, open } = gate()
    const shop = await start()
    const customer = await shop.customer()
    const id = await placed(customer)
    const asked = payments.hold({ [step]: opened })
    const answer = pay(customer, id).catch(() => undefined)
    await asked
    await shop.kill()
    expect(await answer).toBeUndefined()
    void payments.hold({})
    open()
    await start()
    await whenPaid(id)
    expect(payments.chargesOf(id)).toHaveLength(1)
    expect(await sql`select state from payments where order_id = ${id}`).toEqual([{ state: 'charged' }])
  })

  test('killed when the answer has come, and before it is written down, is charged once', async () => {
    const shop = await start()
    const customer = await shop.customer()
    const id = await placed(customer)
    const { opened, open } = gate()
    const asked = payments.hold({ answering: opened })
    const answer = pay(customer, id).catch(() => undefined)
    await asked
    const held = await holdRow('payments', id)
    void payments.hold({})
    open()
    await whenWaiting()
    await shop.kill()
    await answer
    await held.release()
    expect(await statusOf(id)).toBe('placed')
    await start()
    await whenPaid(id)
    expect(payments.chargesOf(id)).toHaveLength(1)
    expect(await sql`select state from payments where order_id = ${id}`).toEqual([{ state: 'charged' }])
  })
})
