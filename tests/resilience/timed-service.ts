import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { pino } from 'pino'
import { generate } from '../modelling/records.ts'

/** Requests with little time, some with any, and what is related to each of them. */
export const DESCRIPTION = `
ashlar: 1
name: clock
defaults: { timeout: 300ms }
resources:
  note:
    fields: { text: string(1..80), labels: many label, kind: ref kind? }
  label:
    fields: { word: string(1..20) }
    timeout: false
  kind:
    fields: { name: string(1..20) }
    timeout: 8s
  part:
    parent: kind
    fields: { kind: ref kind, name: string(1..20) }
    timeout: false
`

/** What these tests use of a database that the generated code has opened. */
export interface Opened {
  // biome-ignore lint/suspicious/noExplicitAny: Drizzle's, of another project
  readonly db: any
  migrate(folder: string): Promise<void>
  ping(): Promise<unknown>
  close(): Promise<void>
}

/** The generated code of the description. */
export interface Timed {
  readonly root: string
  open(url: string, poolSize: number, options?: object): Promise<Opened>
  /** A service with one route of so many milliseconds that does `work`, and what it logs. */
  serve(ms: number, work: () => Promise<unknown>): { readonly app: Hono; readonly lines: Logged[] }
  requestSignal(): AbortSignal | undefined
}

/** A line of a log. */
export type Logged = Readonly<Record<string, unknown>>

/** Generates a service and loads what limits its requests. */
export async function timed(description = DESCRIPTION): Promise<Timed> {
  const root = await generate(description)
  const load = (path: string) => import(pathToFileURL(join(root, path)).href)
  const { openPostgres } = await load('src/db/postgres.ts')
  const { deadline, requestSignal } = await load('src/runtime/deadline.ts')
  const { requestLog } = await load('src/http/request-log.ts')
  const { answerError } = await load('src/http/errors.ts')
  return {
    root,
    open: openPostgres,
    requestSignal,
    serve(ms, work) {
      const lines: Logged[] = []
      const app = new Hono()
      app.use(requestId())
      app.use(requestLog(pino({}, { write: (line: string) => lines.push(JSON.parse(line)) })))
      app.use(deadline(ms))
      app.all('/', async (c) => {
        await work()
        return c.body(null, 204)
      })
      app.onError(answerError)
      return { app, lines }
    },
  }
}
