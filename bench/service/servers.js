import { spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { secret } from './database.js'

const logs = join(import.meta.dirname, '../../.tmp/bench-logs')
/** Of /proc/PID/stat: this is what Linux counts in, whatever the clock of the kernel is. */
const TICKS_A_SECOND = 100

/** Apart from what others may count there. */
export const redisUrl = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379/9'

let lastPort = 4_100

/**
 * Starts a server and waits until it serves products. Its output goes into a file.
 *
 * @param server its name, folder and arguments for Node.js; `asksWho`: whether it wants tokens
 */
export async function start({ name, cwd, args, asksWho = false, env = {} }, { url, tokens }) {
  lastPort += 1
  const port = lastPort
  mkdirSync(logs, { recursive: true })
  const log = join(logs, `${name.replace(/\W+/g, '-')}.log`)
  const output = openSync(log, 'w')
  // By its title it is told from other services on the machine.
  const child = spawn(process.execPath, [`--title=bench ${name}`, ...args], {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, PORT: String(port), ...env },
    stdio: ['ignore', output, output],
  })
  const server = { name, log, asksWho, base: `http://127.0.0.1:${port}`, pid: child.pid, stop: () => end(child) }
  const [token] = await tokens()
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) break
    const answer = await fetch(`${server.base}/api/products?limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    }).catch(() => undefined)
    if (answer?.ok) return server
    await setTimeout(50)
  }
  await end(child)
  throw new Error(`${name} does not serve: ${readFileSync(log, 'utf8').slice(-2_000)}`)
}

/** The generated shop, bundled, with everything on. */
export function shopIn(project, { name = 'ashlar, everything on', env = {} } = {}) {
  return {
    name,
    cwd: project,
    args: ['scripts/run.js', 'dist/main.js'],
    asksWho: true,
    env: {
      HOST: '127.0.0.1',
      AUTH_SECRET: secret,
      REDIS_URL: redisUrl,
      PAYMENTS_URL: 'http://127.0.0.1:9/payments',
      DATABASE_POOL_SIZE: '10',
      SHUTDOWN_DELAY_MS: '0',
      ...env,
    },
  }
}

async function end(child) {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(timer)
}

/** Processor time of a process so far, in microseconds. */
export function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name before it may have spaces in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND) * 1e6
}

/** The most memory that a process has held, in MiB. */
export function peakMemoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024
}
