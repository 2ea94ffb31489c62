import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'

/** Who asks: `other` is a customer too, and nothing that the tests make is theirs. */
export const CALLERS = ['nobody', 'customer', 'other', 'clerk', 'admin'] as const

export type Caller = (typeof CALLERS)[number]

/** A row as the database has it. */
export type Row = Readonly<Record<string, string>>

/** What is sent, but for who sends it. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly code?: string
    readonly errors?: readonly { readonly pointer?: string }[]
    readonly data: unknown
    readonly page: { readonly nextCursor: string | null }
  }
}

/** The generated shop on a database of its own, and somebody of each kind. */
export interface Shop {
  /** The keys of those who sign in. */
  readonly ids: Readonly<Record<Exclude<Caller, 'nobody'>, string>>
  /** Rows that belong to `customer`, where they belong to anybody. */
  readonly make: Readonly<Record<string, (values?: object) => Promise<Row>>>
  readonly body: Readonly<Record<string, (values?: object) => Promise<object>>>
  send(caller: Caller, sent: Sent): Promise<Answer>
  close(): Promise<void>
}

/** The golden shop as a project of its own, with its first migration. */
export function generateShop(folder = 'access-shop'): Promise<string> {
  return generateGolden('shop', folder)
}

/** A golden in a folder of its own, beside what is installed. */
export function generateGolden(golden: string, folder: string): Promise<string> {
  const text = readFileSync(join(packageRoot, 'tests/golden', golden, 'ashlar.yaml'), 'utf8')
  return generateText(text, folder)
}

/** The same with a description of one's own. */
export async function generateText(text: string, folder: string): Promise<string> {
  const root = join(inject('installedRoot'), folder)
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'ashlar.yaml'), text)
  const { exitCode, stderr } = await ashlar(['generate'], { cwd: root })
  if (exitCode !== 0) throw new Error(stderr)
  return root
}

/** Opens it on PostgreSQL, or without an address on the embedded database. */
export async function openShop(root: string, url: string | undefined): Promise<Shop> {
  const load = (path: string) => import(pathToFileURL(join(root, path)).href)
  const { createApp } = await load('src/app.ts')
  const { createLogger } = await load('src/runtime/logger.ts')
  const { testAuth } = await load('tests/support/auth.ts')
  const { makeUser } = await load('tests/support/users.ts')
  const { factories } = await load('tests/support/factories.ts')
  const database = await openDatabase(root, url, load)
  const { db } = database
  const auth = testAuth(db)
  const config = { apiDocs: false, bodyLimitBytes: 102_400, corsOrigins: [] }
  const counter = async (_key: string, windowMs: number) => ({ count: 1, leftMs: windowMs })
  const readiness = { checks: {}, ready: true, started: true, draining: false, drain() {} }
  const app = createApp({ config, db, auth, counter, logger: createLogger({ logLevel: 'silent' }), readiness })

  const signedIn = async (role: string) => {
    const id: string = await makeUser(db, role)
    return { id, headers: { Authorization: `Bearer ${(await auth.signIn(id)).accessToken}` } }
  }
  const [customer, other] = [await signedIn('customer'), await signedIn('customer')]
  const known = { customer, other, clerk: await signedIn('clerk'), admin: await signedIn('admin') }
  const ids = { customer: customer.id, other: other.id, clerk: known.clerk.id, admin: known.admin.id }

  return {
    ids,
    ...factories(db, customer.id),
    async send(caller, { method, path, body, headers }) {
      const own = caller === 'nobody' ? {} : known[caller].headers
      const json = body === undefined ? {} : { body: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
      const answer = await app.request(`/api${path}`, { method, headers: { ...own, ...type, ...headers }, ...json })
      return { status: answer.status, headers: answer.headers, body: JSON.parse((await answer.text()) || '{}') }
    },
    close: () => database.close(),
  }
}

export type Load = (path: string) => Promise<Readonly<Record<string, (...args: readonly unknown[]) => Promise<never>>>>

export interface Database {
  readonly db: never
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

/** On PostgreSQL, or without an address the embedded one, with the tables of a service. */
export async function openDatabase(root: string, url: string | undefined, load: Load): Promise<Database> {
  const migrations = join(root, 'migrations')
  if (url === undefined) {
    const [{ openInMemory }, { migratedImage }] = await Promise.all([
      load('src/db/embedded.ts'),
      load('tests/support/migrated-image.ts'),
    ])
    if (openInMemory === undefined || migratedImage === undefined) throw new Error('no embedded database')
    return openInMemory(await migratedImage(migrations))
  }
  const { openPostgres } = await load('src/db/postgres.ts')
  if (openPostgres === undefined) throw new Error('no PostgreSQL')
  const database: Database = await openPostgres(url, 4)
  await database.migrate(migrations)
  return database
}
