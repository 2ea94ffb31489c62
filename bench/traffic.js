import { setTimeout } from 'node:timers/promises'
import postgres from 'postgres'

/** As the generated service has them. */
const LIMITS = { statement_timeout: 5_000, lock_timeout: 2_000 }
const WARM_UP_MS = 200

/**
 * Reads and writes rows of a table by their keys, one after the other on a connection each, until it is stopped.
 *
 * @returns what takes note of the statement that runs meanwhile, and what stops and tells the longest waits
 */
export async function startTraffic(url, ids) {
  const clock = { statement: '', isOver: false }
  const read = keepOn(url, clock, (sql) => sql`select id, body, state from notes where id = ${any(ids)}`)
  const write = keepOn(url, clock, (sql) => sql`update notes set body = body where id = ${any(ids)}`)
  await setTimeout(WARM_UP_MS)
  return {
    during: async (statement, action) => {
      clock.statement = statement
      try {
        return await action()
      } finally {
        clock.statement = ''
      }
    },
    stop: async () => {
      clock.isOver = true
      return { read: await read, write: await write }
    },
  }
}

async function keepOn(url, clock, query) {
  const sql = postgres(url, { max: 1, connection: LIMITS, onnotice: () => {} })
  await query(sql)
  const told = { longest: 0, count: 0, failed: 0, during: '' }
  while (!clock.isOver) {
    const { statement } = clock
    const start = performance.now()
    await query(sql).catch(() => {
      told.failed += 1
    })
    const waited = performance.now() - start
    told.count += 1
    if (waited > told.longest) Object.assign(told, { longest: waited, during: statement })
  }
  await sql.end()
  return told
}

function any(items) {
  return items[Math.floor(Math.random() * items.length)]
}
