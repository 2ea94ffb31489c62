import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { withoutThisRun } from '../reach/service.ts'

/** A process of the service, and ways to ask it. */
export interface Shop {
  ask(method: string, path: string, sent?: Sent): Promise<Answer>
  /** As somebody who has just registered. */
  customer(): Promise<Customer>
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>
}

export interface Customer {
  readonly token: string
  ask(method: string, path: string, body?: unknown): Promise<Answer>
}

interface Sent {
  readonly body?: unknown
  readonly token?: string
}

interface Answer {
  readonly status: number
  readonly body: {
    readonly code?: string
    readonly detail?: string
    readonly data: Readonly<Record<string, string>>
  }
}

let made = 0

/** Starts the service in a folder and waits until it is ready. */
export async function startShop(root: string, environment: Readonly<Record<string, string>>): Promise<Shop> {
  const child = spawn('node', ['scripts/run.js', 'src/main.ts'], {
    cwd: root,
    env: { ...withoutThisRun(), PORT: '0', BCRYPT_COST: '10', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  const ask = async (method: string, path: string, { body, token }: Sent = {}): Promise<Answer> => {
    const headers = {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(new URL(path, url), { method, headers, ...sent })
    return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') }
  }
  while ((await ask('GET', '/ready')).status !== 200) await wait(100)
  return {
    ask,
    async customer() {
      made += 1
      const body = { email: `buyer-${process.pid}-${made}@shop.example`, password: 'a long password', name: 'Buyer' }
      const registered = await ask('POST', '/api/auth/register', { body })
      if (registered.status !== 201) throw new Error(JSON.stringify(registered))
      const token = registered.body.data.accessToken ?? ''
      return { token, ask: (method, path, sent) => ask(method, path, { body: sent, token }) }
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
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
