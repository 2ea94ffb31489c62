import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { run } from '../measure.js'

const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const PRODUCTS = 10_000
const USERS = 64

/** What the tokens of the run are signed with. */
export const secret = randomBytes(48).toString('base64')

/**
 * A database of its own with the shop's tables, its products, and clerks who are signed in.
 *
 * @param project the folder of a shop that is built
 */
export async function makeDatabase(project) {
  const name = `bench_${process.pid}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  run(process.execPath, ['scripts/run.js', 'dist/migrate.js'], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'warn' },
  })
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  const ids = await addProducts(sql)
  const users = await addUsers(sql)
  await sql`vacuum analyze`
  return {
    url,
    sql,
    ids,
    tokens: () => signedIn(project, users),
    /** Leaves the products as they were before anybody made some. */
    async reset() {
      await sql`delete from products where sku like 'new-%'`
      await sql`vacuum analyze products`
    },
    async drop() {
      await sql.end()
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

async function addProducts(sql) {
  const ids = Array.from({ length: PRODUCTS }, () => uuidv7())
  await sql`
    insert into products (id, sku, title, description, price, currency, stock, tags, attributes, published, supplier_note)
    select id, 'sku-' || n, 'Product ' || n, repeat('What there is to say of it. ', 8), n % 1000 + 0.99, 'EUR', n % 50,
      array['garden', 'new'], '{"colour": "green", "weight": 1200}', true, 'order early'
    from unnest(${ids}::uuid[]) with ordinality as given (id, n)`
  return ids
}

async function addUsers(sql) {
  const users = Array.from({ length: USERS }, () => ({ userId: uuidv7(), sessionId: uuidv7() }))
  const userIds = users.map(({ userId }) => userId)
  const sessionIds = users.map(({ sessionId }) => sessionId)
  await sql`insert into customers (id, email, password, name, role)
    select id, 'clerk' || n || '@shop.example', 'none', 'Clerk ' || n, 'clerk'
    from unnest(${userIds}::uuid[]) with ordinality as given (id, n)`
  await sql`insert into auth_sessions (id, user_id, expires_at)
    select id, user_id, now() + interval '1 day' from unnest(${sessionIds}::uuid[], ${userIds}::uuid[]) as given (id, user_id)`
  return users
}

/** A new token for each of the users, by the shop's own signer: they last for a quarter of an hour. */
async function signedIn(project, users) {
  const { accessTokens } = await import(pathToFileURL(join(project, 'src/auth/tokens.ts')).href)
  const tokens = accessTokens({ secret, previousSecret: undefined })
  return Promise.all(users.map((user) => tokens.sign(user)))
}
