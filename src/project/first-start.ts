import type { ChildProcess } from 'node:child_process'
import { environment } from '../errors.ts'

const TIME_LIMIT_MS = 60_000
const PAUSE_MS = 50

/** What the service must not take from the environment of ashlar: the first start is on the embedded database. */
const UNSET = Object.fromEntries(
  ['DATABASE_URL', 'DATABASE_URL_FILE', 'NODE_ENV', 'LOG_LEVEL', 'PGLITE_DIR'].map((name) => [name, undefined]),
)

/** How a service ends whose environment is not right (EX_CONFIG). */
const NOT_CONFIGURED = 78

/**
 * Starts the service once on its embedded database, which makes and migrates it, and stops it when it is ready; says
 * what came of it. A service that needs a configuration of its own is left for later; one that does not get ready is
 * exit 3 with its last words.
 */
export async function startOnce(root: string): Promise<string> {
  const { execa } = await import('execa')
  const child = execa('node', ['scripts/run.js', 'src/main.ts'], {
    cwd: root,
    // On a machine with an old Node the project has brought its own.
    preferLocal: true,
    localDir: root,
    env: { ...UNSET, HOST: '127.0.0.1', PORT: '0' },
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: TIME_LIMIT_MS,
    forceKillAfterDelay: 5_000,
  })
  for await (const line of child.iterable({ from: 'all' })) {
    const url = urlIn(line)
    if (url === undefined) continue
    await whenReady(url, child)
    child.kill('SIGTERM')
  }
  const { exitCode, all } = await child
  if (exitCode === NOT_CONFIGURED) return `not started: ${missingIn(all)}; see .env.example`
  if (exitCode !== 0) throw notStarted(all)
  return 'started once, on the embedded database, and it was ready'
}

function urlIn(line: string): string | undefined {
  try {
    const { msg, url }: { msg?: unknown; url?: unknown } = JSON.parse(line)
    return msg === 'listening' && typeof url === 'string' ? url : undefined
  } catch {
    return undefined
  }
}

/** Asks until the service says yes or has ended. */
async function whenReady(url: string, child: Pick<ChildProcess, 'exitCode' | 'signalCode'>): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

/** The keys that the service names, a line each below its first. */
function missingIn(output: string): string {
  return output
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .join(', ')
}

function notStarted(output: string) {
  const words = output.trim().split('\n').slice(-5).join('\n')
  const hint = 'look at it with `npm run dev` in the project'
  return environment({ code: 'ASH3132', message: `the service did not start: ${words}`, hint })
}
