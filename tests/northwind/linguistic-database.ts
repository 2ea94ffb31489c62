import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'

/** A database of one test file on PostgreSQL, made before its tests and dropped after them. */
export interface LinguisticDatabase {
  readonly url: string
  /** Whether it orders text otherwise than by code point; known once it is made. */
  readonly orders: boolean
  /** The keys of all customers as the database orders text, and as it orders the column. */
  customerOrders(): Promise<[ofText: string[], ofKeys: string[]]>
}

/** A database that orders text as English does where the server can: paging must not depend on its being otherwise. */
export function linguisticDatabase(): LinguisticDatabase {
  const server = inject('postgresUrl')
  const name = `ashlar_northwind_${randomUUID().replaceAll('-', '')}`
  const url = server === '' ? '' : Object.assign(new URL(server), { pathname: `/${name}` }).href
  let orders = false
  if (server !== '') {
    beforeAll(() =>
      connected(server, async (sql) => {
        const collation = await collationOf(sql)
        orders = collation !== ''
        await sql.unsafe(`create database ${name} template template0 encoding 'UTF8' ${collation}`)
      }),
    )
    afterAll(() => connected(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)))
  }
  return {
    url,
    get orders() {
      return orders
    },
    customerOrders: () =>
      connected(url, async (sql) => {
        const ofText = await sql`select customer_id as key from customers order by customer_id collate "default"`
        const ofKeys = await sql`select customer_id as key from customers order by customer_id`
        return [ofText.map(({ key }) => String(key)), ofKeys.map(({ key }) => String(key))]
      }),
  }
}

/** ICU by preference (PostgreSQL 15 and newer may have it), else the C library's, else what the server has. */
async function collationOf(sql: postgres.Sql): Promise<string> {
  const known = await sql`select collname from pg_collation where collname in ('en-x-icu', 'en_US.utf8')`
  const names = known.map(({ collname }) => String(collname))
  const [version] = await sql`select current_setting('server_version_num')::int as number`
  if (names.includes('en-x-icu') && version?.number >= 150_000) return "locale_provider icu icu_locale 'en-US'"
  if (names.includes('en_US.utf8')) return "lc_collate 'en_US.utf8' lc_ctype 'en_US.utf8'"
  console.warn('this PostgreSQL has only the C collation: that paging does not depend on it is not shown')
  return ''
}

async function connected<Result>(url: string, work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
