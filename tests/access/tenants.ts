import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Answer, type Load, openDatabase, type Row, type Sent } from './shop.ts'

/** Somebody of an organisation, and what makes rows of theirs. */
export interface Person {
  readonly id: string
  readonly tenant: string
  readonly make: Readonly<Record<string, (values?: object) => Promise<Row>>>
  readonly body: Readonly<Record<string, (values?: object) => Promise<object>>>
  send(sent: Sent): Promise<Answer & { readonly text: string }>
}

/** The golden `tenants` on a database of its own. */
export interface Tenants {
  /** Makes an organisation and somebody of it, who signs in. */
  found(role: 'member' | 'admin'): Promise<Person>
  /** Makes somebody of an organisation that is there. */
  join(tenant: string, role: 'member' | 'admin'): Promise<Person>
  /** Moves somebody to another organisation, as `npm run user` does it. */
  move(id: string, tenant: string): Promise<void>
  /** Half a minute later: what was known of tokens is asked for again. */
  later(id: string): void
  /** What is asked by nobody who is signed in. */
  nobody(sent: Sent): Promise<Answer>
  close(): Promise<void>
}

/** Opens it on PostgreSQL, or without an address on the embedded database. */
export async function openTenants(root: string, url: string | undefined): Promise<Tenants> {
  const load: Load = (path) => import(pathToFileURL(join(root, path)).href)
  // biome-ignore lint/suspicious/noExplicitAny: modules of a generated service, which has types of its own
  const of = async (path: string) => (await load(path)) as any
  const { createApp } = await of('src/app.ts')
  const { createLogger } = await of('src/runtime/logger.ts')
  const { testAuth } = await of('tests/support/auth.ts')
  const { makeTenant, makeUser } = await of('tests/support/users.ts')
  const { factories } = await of('tests/support/factories.ts')
  const { members } = await of('src/resources/members/members.table.ts')
  const { eq } = await import('drizzle-orm')
  const database = await openDatabase(root, url, load)
  // biome-ignore lint/suspicious/noExplicitAny: the same
  const db = database.db as any
  const auth = testAuth(db)
  const config = { apiDocs: false, bodyLimitBytes: 102_400, corsOrigins: [] }
  const readiness = { checks: {}, ready: true, started: true, draining: false, drain() {} }
  const app = createApp({ config, db, auth, logger: createLogger({ logLevel: 'silent' }), readiness })

  async function send({ method, path, body, headers }: Sent, own: object = {}) {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
    const answer: Response = await app.request(`/api${path}`, {
      method,
      headers: { ...own, ...type, ...headers },
      ...json,
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text || '{}') }
  }

  async function joined(tenant: string, role: string): Promise<Person> {
    const id: string = await makeUser(db, role, tenant)
    const own = { Authorization: `Bearer ${(await auth.signIn(id)).accessToken}` }
    return { id, tenant, ...factories(db, id, tenant), send: (sent) => send(sent, own) }
  }

  return {
    found: async (role) => joined(await makeTenant(db), role),
    join: joined,
    move: async (id, organisationId) => db.update(members).set({ organisationId }).where(eq(members.id, id)),
    later: (id) => auth.forget(id),
    nobody: (sent) => send(sent),
    close: () => database.close(),
  }
}
