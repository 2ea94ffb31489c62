import type postgres from 'postgres'
import { answerTo } from './load.ts'

/** Somebody who has signed in. */
export interface Person {
  readonly id: string
  readonly token: string
  readonly refreshToken: string
}

/** Who is known to the shop. */
export interface People {
  readonly customers: readonly Person[]
  readonly clerks: readonly Person[]
}

/** What everybody's password is. */
export const PASSWORD = 'a long password'

/** So many that none of them comes near the limit of requests for one of them. */
const CUSTOMERS = 40
const CLERKS = 10

/** Registers them at an instance. */
export async function register(port: number, sql: postgres.Sql): Promise<People> {
  const all: Person[] = []
  // One after the other: passwords are hashed a few at a time, and what is more is refused.
  while (all.length < CUSTOMERS + CLERKS) all.push(await signedIn(port, '/register', all.length))
  const clerks = all.slice(CUSTOMERS)
  await sql`update customers set role = 'clerk' where id in ${sql(clerks.map(({ id }) => id))}`
  return { customers: all.slice(0, CUSTOMERS), clerks }
}

/** Registers or signs in the one with a number. */
export async function signedIn(port: number, how: '/register' | '/login', number: number): Promise<Person> {
  const email = `customer-${number}@shop.example`
  const more = how === '/register' ? { name: `Customer ${number}` } : {}
  const { outcome, text } = await answerTo(
    {
      method: 'POST',
      path: `/api/auth${how}`,
      headers: { 'X-Forwarded-For': `198.51.100.${number}` },
      body: { email, password: PASSWORD, ...more },
    },
    { port },
  )
  if (outcome !== 200 && outcome !== 201) throw new Error(`${outcome} ${text}`)
  const { data } = JSON.parse(text)
  const id: unknown = data.customer?.id ?? JSON.parse(atob(data.accessToken.split('.')[1])).sub
  return { id: String(id), token: data.accessToken, refreshToken: data.refreshToken }
}
