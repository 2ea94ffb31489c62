import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { environment } from './programs.js'

const BOOT_MS = 90_000
const STOP_MS = 10_000

/** A port of this machine that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the service of a project and waits until it is ready; what it logs goes into a file. */
export async function startService({ project, port, log, env }) {
  const output = openSync(log, 'a')
  // In a process group of its own, so that npm, the watcher and the service can be stopped together.
  const child = spawn('npm', ['run', '--silent', 'dev'], {
    cwd: project,
    env: environment({ PORT: String(port), ...env }),
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  const stopped = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  const whenServing = (path, holds) => poll({ url: `${url}${path}`, holds, child, log })
  const service = { url, stopped, whenServing, stop: () => stop(child, stopped) }
  try {
    await whenServing('/ready', () => true)
    return service
  } catch (error) {
    await service.stop()
    throw error
  }
}

async function poll({ url, holds, child, log }) {
  const deadline = performance.now() + BOOT_MS
  while (performance.now() < deadline && child.exitCode === null) {
    if (await answers(url, holds)) return
    await sleep(200)
  }
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n')
  throw new Error(`the service does not answer ${url} as it should; its last lines:\n${lines}`)
}

async function answers(url, holds) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return response.ok && holds(await response.text())
  } catch {
    return false
  }
}

async function stop(child, stopped) {
  if (!signal(child, 'SIGTERM')) return
  const ended = await Promise.race([groupEnds(child).then(() => true), sleep(STOP_MS, false)])
  if (!ended) signal(child, 'SIGKILL')
  await stopped
}

/** npm may be gone before the service that it started, which still has its database open. */
async function groupEnds(child) {
  while (signal(child, 0)) await sleep(50)
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name)
    return true
  } catch {
    return false
  }
}
