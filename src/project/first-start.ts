import type { ChildProcess } from 'node:child_process'
import { environment } from '../errors.ts'

const TIME_LIMIT_MS = 60_000
const PAUSE_MS = 50

/** What the service must not take from the environment of ashlar: the first start is on the embedded database. */
const UNSET = { DATABASE_URL: undefined, NODE_ENV: undefined, LOG_LEVEL: undefined, PGLITE_DIR: undefined }

/**
 * Starts the service once on its embedded database, which makes and migrates it, and stops it when it is ready. A
 * service that does not get ready is exit 3 with its last words.
 */
export async function startOnce(root: string): Promise<void> {
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
  if (exitCode !== 0) throw notStarted(all)
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

function notStarted(output: string) {
  const words = output.trim().split('\n').slice(-5).join('\n')
  const hint = 'look at it with `npm run dev` in the project'
  return environment({ code: 'ASH3132', message: `the service did not start: ${words}`, hint })
}
