import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A service that runs on its embedded database. */
export interface Service {
  readonly url: string
  ask(method: string, path: string, sent?: Sent): Promise<Answer>
  stop(): Promise<void>
}

interface Sent {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, its body read. */
export interface Answer<Body = unknown> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/** Starts the service in a folder on a free port, and waits until it is there. */
export async function serve(root: string): Promise<Service> {
  const env = { ...withoutThisRun(), PORT: '0', PUBLIC_URL: 'https://todo.example' }
  const child = spawn('node', ['scripts/run.js', 'src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  return {
    url,
    async ask(method, path, { body, headers } = {}) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
      const answer = await fetch(new URL(path, url), { method, headers: { ...type, ...headers }, ...sent })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let log = ''
  for await (const chunk of child.stdout ?? []) {
    log += chunk
    const [, url] = /"url":"([^"]+)"/.exec(log) ?? []
    if (url === undefined) continue
    child.stdout?.resume()
    return url
  }
  throw new Error(`the service did not start: ${log}`)
}

/** The environment without what this run of vitest has put there. */
export function withoutThisRun(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
  )
}
