import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { type OwnServer, startOwnServer } from './own-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server that the tests may make databases on, or `''` when the machine has none. */
    postgresUrl: string
  }
}

const LOCAL = 'postgres://postgres@127.0.0.1:5432/postgres'

let own: OwnServer | undefined

/** Finds PostgreSQL for the whole run: the caller's, the machine's, or one of our own. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('postgresUrl', await findServer())
}

/** Stops the server if it was started here. */
export async function teardown(): Promise<void> {
  await own?.stop()
}

async function findServer(): Promise<string> {
  for (const url of [process.env.DATABASE_URL, LOCAL]) if (url && (await answers(url))) return url
  own = await startOwnServer()
  return own?.url ?? ''
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => undefined })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
