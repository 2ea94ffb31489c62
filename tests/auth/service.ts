import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'

const run = promisify(execFile)

/** What the tokens of these tests are signed with, so that they can be forged. */
export const SECRET = 'kS9vQ2xT7mLw4ZrB8nYc1HfD6gJp3AeU5tXo0iVh'

/** A service that runs. */
export interface Service {
  readonly url: string
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>
  get(path: string, token?: string): Promise<Answer>
  stop(): Promise<void>
}

/** An answer, its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly code?: string
    readonly data: Record<string, string> & { readonly member: Record<string, string> }
  }
}

/** The golden `members` as a project of its own, with its first migration. */
export async function generateMembers(name: string): Promise<string> {
  return generateGolden('members', name)
}

/** The same of any golden. */
export async function generateGolden(golden: string, name: string): Promise<string> {
  const root = join(inject('installedRoot'), name)
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'ashlar.yaml'), readFileSync(join(packageRoot, 'tests/golden', golden, 'ashlar.yaml')))
  const { exitCode, stderr } = await ashlar(['generate'], { cwd: root })
  if (exitCode !== 0) throw new Error(stderr)
  return root
}

/** Runs one of its programs to the end. */
export async function runProgram(root: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run('node', ['scripts/run.js', ...args], { cwd: root, env: { ...withoutThisRun(), ...env } })
  return stdout
}

/** Starts it on a free port and waits until it is ready. */
export async function startMembers(root: string, env: NodeJS.ProcessEnv): Promise<Service> {
  const own = { ...withoutThisRun(), PORT: '0', AUTH_SECRET: SECRET, ...env }
  const child = spawn('node', ['scripts/run.js', 'src/main.ts'], {
    cwd: root,
    env: own,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  const send = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') }
  }
  return {
    url,
    post: (path, body, headers) =>
      send('POST', path, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(body)),
    get: (path, token) => send('GET', path, token === undefined ? {} : bearer(token)),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** The header that says who a request comes from. */
export function bearer(token: string): { readonly Authorization: string } {
  return { Authorization: `Bearer ${token}` }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let log = ''
  for await (const chunk of child.stdout ?? []) {
    log += chunk
    const [, url] = /"url":"([^"]+)"/.exec(log) ?? []
    if (url !== undefined) {
      child.stdout?.resume()
      return url
    }
  }
  throw new Error(`the service did not start: ${log}`)
}

/** The environment without what this run of vitest has put there. */
export function withoutThisRun(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
  )
}
