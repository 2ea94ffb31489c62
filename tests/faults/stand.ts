import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { type FaultProxy, faultProxy } from '../resilience/fault-proxy.ts'
import { type OwnRedis, ownRedis } from '../resilience/own-redis.ts'
import { type OwnServer, startOwnServer } from '../setup/own-server.ts'
import { type Instance, type Start, startInstance } from './instance.ts'
import { type Payments, startPayments } from './payments.ts'
import { type People, register } from './people.ts'
import { migrateShop } from './shop.ts'

/** All that the shop runs with, each of which can be made to fail: real servers of our own, behind a proxy each. */
export interface Stand {
  readonly root: string
  readonly postgres: OwnServer
  /** An administrator's connection to the shop's database, past the proxy. */
  readonly sql: postgres.Sql
  readonly redis: OwnRedis
  readonly payments: Payments
  readonly between: Readonly<Record<'postgres' | 'redis' | 'payments', FaultProxy>>
  readonly people: People
  readonly goods: Goods
  /** What an instance finds in its environment. */
  readonly env: Readonly<Record<string, string>>
  /** Starts an instance and waits until it is ready; the stand ends it at last. */
  start(options?: Partial<Start>): Promise<Instance>
  /** The same without waiting. */
  launch(options?: Partial<Start>): Promise<Instance>
  /** Ends all instances, takes all faults away and empties Redis. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** What there is in the shop to ask for, by key. */
export interface Goods {
  readonly products: readonly string[]
  readonly categories: readonly string[]
}

/** Longer than a balancer takes to see that an instance is going. */
export const SHUTDOWN_DELAY_MS = 300

/** Starts everything around the shop in a folder, with people, products and categories in its database. */
export async function openStand(root: string): Promise<Stand> {
  const [server, redis, payments] = await Promise.all([startOwnServer(), ownRedis(), startPayments()])
  if (server === undefined) throw new Error('there is no PostgreSQL to start')
  const sql = await shopDatabase(server.url)
  const between = {
    postgres: await faultProxy({ port: Number(new URL(server.url).port) }),
    redis: await faultProxy(redis),
    payments: await faultProxy(payments),
  }
  const env = {
    NODE_ENV: 'production',
    // No administrator: the limits of the server hold for it.
    DATABASE_URL: `postgres://shop@127.0.0.1:${between.postgres.port}/shop`,
    REDIS_URL: `redis://127.0.0.1:${between.redis.port}`,
    PAYMENTS_URL: `http://127.0.0.1:${between.payments.port}`,
    AUTH_SECRET: 'kS9vQ2xT7mLw4ZrB8nYc1HfD6gJp3AeU5tXo0iVh',
    BCRYPT_COST: '10',
    TRUSTED_PROXIES: '127.0.0.1',
    SHUTDOWN_DELAY_MS: String(SHUTDOWN_DELAY_MS),
  }
  await migrateShop(root, env.DATABASE_URL)
  const instances: Instance[] = []
  const launch = async (options: Partial<Start> = {}) => {
    const instance = await startInstance(root, { ...options, env: { ...env, ...options.env } })
    instances.push(instance)
    return instance
  }
  const endAll = () => Promise.all(instances.splice(0).map((instance) => instance.kill()))
  const first = await launch()
  await first.ready()
  const people = await register(first.port, sql)
  await endAll()
  return {
    ...{ root, postgres: server, sql, redis, payments, between, people, env, launch },
    goods: await fill(sql),
    async start(options) {
      const instance = await launch(options)
      await instance.ready()
      return instance
    },
    async clear() {
      await endAll()
      await Promise.all(Object.values(between).map((proxy) => proxy.set('pass')))
      payments.mood = 'charges'
      // Who has asked often is not refused for it in the next scenario.
      await redis.client.flushall()
    },
    async close() {
      await endAll()
      await sql.end({ timeout: 1 })
      await Promise.all([...Object.values(between).map((proxy) => proxy.close()), payments.close(), redis.stop()])
      await server.stop()
    },
  }
}

async function shopDatabase(url: string): Promise<postgres.Sql> {
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin`create role shop login`
  await admin`create database shop owner shop encoding 'UTF8' template template0`
  await admin.end()
  return postgres(Object.assign(new URL(url), { pathname: '/shop' }).href, { max: 4, onnotice: () => {} })
}

async function fill(sql: postgres.Sql): Promise<Goods> {
  const products = Array.from({ length: 200 }, () => randomUUID())
  const categories = Array.from({ length: 20 }, () => randomUUID())
  for (const id of categories)
    await sql`insert into categories (id, slug, name) values (${id}, ${id}, ${`Category ${id}`})`
  for (const id of products) {
    await sql`insert into products (id, sku, title, price, stock, published)
      values (${id}, ${id}, ${`Thing ${id}`}, 12.50, 1000000, true)`
  }
  return { products, categories }
}
