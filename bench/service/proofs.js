import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { redisUrl } from './servers.js'

const JSON_BODY = { 'content-type': 'application/json' }

/**
 * Shows of each mechanism of a running shop that it is on: by what it refuses, or by its trace.
 *
 * @returns what was seen, by mechanism
 * @throws Error that names the mechanism of which nothing was seen
 */
export async function prove(shop, database) {
  const [token] = await database.tokens()
  const send = (path, { headers, ...options } = {}) =>
    fetch(`${shop.base}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers }, ...options })
  const product = `/api/products/${database.ids[0]}`
  const proofs = [
    { of: 'tokens', seen: () => tokens(send, product) },
    { of: 'grants', seen: () => grants(shop) },
    { of: 'validation', seen: () => status(400, send('/api/products/17')) },
    { of: 'body limit', seen: () => bodyLimit(send) },
    { of: 'rate limit', seen: () => rateLimit(send) },
    { of: 'rate limit in Redis', seen: () => countInRedis(send, product) },
    { of: 'deadline', seen: () => deadline(send, database) },
    { of: 'version', seen: () => version(send, product) },
    { of: 'security headers', seen: () => header(send(product), 'x-content-type-options', 'nosniff') },
    { of: 'not stored by clients', seen: () => header(send(product), 'cache-control', 'no-store') },
    { of: 'no cache of answers', seen: () => freshAnswer(send, { database, product }) },
    { of: 'request id and log', seen: () => logged(send, { log: shop.log, product }) },
  ]
  const rows = []
  for (const { of, seen } of proofs) {
    rows.push([
      of,
      await seen().catch((error) => {
        throw new Error(`${of}: ${error.message}`)
      }),
    ])
  }
  return rows
}

async function status(expected, sent) {
  const answer = await sent
  await answer.text()
  if (answer.status !== expected) throw new Error(`answered ${answer.status} and not ${expected}`)
  return String(expected)
}

async function header(sent, name, expected) {
  const answer = await sent
  await answer.text()
  if (answer.headers.get(name) !== expected) throw new Error(`${name} is ${answer.headers.get(name)}`)
  return `${name}: ${expected}`
}

async function tokens(send, path) {
  const seen = await status(401, send(path, { headers: { authorization: 'Bearer of.nobody.known' } }))
  return `${seen} with a token that nobody signed`
}

async function grants(shop) {
  const body = JSON.stringify({ sku: 'new-of-nobody', title: 'Of nobody', price: '1.00' })
  const seen = await status(401, fetch(`${shop.base}/api/products`, { method: 'POST', headers: JSON_BODY, body }))
  return `${seen} for a create without a token`
}

async function bodyLimit(send) {
  const body = JSON.stringify({ title: 'x'.repeat(200_000) })
  return status(413, send('/api/products', { method: 'POST', headers: JSON_BODY, body }))
}

/** Categories let three through in a minute. */
async function rateLimit(send) {
  const answers = []
  for (let count = 0; count < 4; count += 1) answers.push((await send('/api/categories')).status)
  if (answers.at(-1) !== 429) throw new Error(`answered ${answers}`)
  return '429 for the fourth of categories, which let three through'
}

async function countInRedis(send, path) {
  await status(200, send(path))
  const redis = new Redis(redisUrl)
  const keys = await redis.keys('shop:count:products user *')
  const [count] = keys.length > 0 ? await redis.mget(keys) : []
  await redis.quit()
  if (!(Number(count) > 0)) throw new Error('nothing is counted there')
  return `${keys.length} counts of users`
}

/** A lock on the table lets the statement wait. */
async function deadline(send, database) {
  return database.sql.begin(async (tx) => {
    await tx`lock table orders in access exclusive mode`
    const start = performance.now()
    const seen = await status(504, send('/api/orders'))
    const waited = Math.round(performance.now() - start)
    await setTimeout(100)
    const [{ count }] = await tx`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = 'shop' and state = 'active'`
    if (count > 0) throw new Error('the statement runs on')
    return `${seen} after ${waited} ms, and its statement is cancelled`
  })
}

async function version(send, path) {
  const seen = await status(304, send(path, { headers: { 'if-none-match': '"1"' } }))
  return `${seen} to who has it already`
}

async function freshAnswer(send, { database, product }) {
  const title = `Product ${Math.random()}`
  const [{ title: before }] = await database.sql`select title from products where id = ${database.ids[0]}`
  await database.sql`update products set title = ${title} where id = ${database.ids[0]}`
  const { data } = await (await send(product)).json()
  await database.sql`update products set title = ${before} where id = ${database.ids[0]}`
  if (data.title !== title) throw new Error('an answer was kept')
  return 'a change in the database is seen at once'
}

async function logged(send, { log, product }) {
  const id = `proof-${Math.random().toString(36).slice(2)}`
  await header(send(product, { headers: { 'x-request-id': id } }), 'x-request-id', id)
  await setTimeout(100)
  if (!readFileSync(log, 'utf8').includes(`"requestId":"${id}"`)) throw new Error('no line in the log')
  return 'in the answer, and in its line in the file'
}
