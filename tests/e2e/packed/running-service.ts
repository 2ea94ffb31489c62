import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { type Place, start } from './programs.ts'

/** A generated service in a process of its own. */
export interface RunningService {
  readonly url: string
  /** What it has printed so far. */
  log(): string
  get(path: string): Promise<Answer>
  /** As somebody whose access token is given, or as nobody. */
  post(path: string, body: object, token?: string): Promise<Answer>
  /** Signals all of its processes and waits for their end; the exit code of the first. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

interface Answer {
  readonly status: number
  readonly location: string
  readonly body: unknown
}

/** Starts a service on a free port and waits until it is ready; it ends with the test at the latest. */
export async function startService(words: string | readonly string[], { cwd, env }: Place): Promise<RunningService> {
  const child = startProcess(words, { cwd, env: { PORT: '0', ...env } })
  const url = await child.until(() => /"url":"([^"]+)".*"msg":"listening"/.exec(child.log())?.[1])
  await child.until(async () => ((await fetch(`${url}/ready`)).ok ? true : undefined))
  return {
    url,
    log: child.log,
    stop: child.stop,
    get: async (path) => answerOf(await fetch(`${url}${path}`)),
    post: async (path, body, token) => {
      const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) }
      return answerOf(await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
    },
  }
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    location: response.headers.get('Location') ?? '',
    body: await response.json(),
  }
}

function startProcess(words: string | readonly string[], place: Place) {
  const child = start(words, place)
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  let ended = false
  const end = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ended = true
      resolve(code)
    })
  })
  const stop = (signal: NodeJS.Signals) => {
    if (!ended && child.pid !== undefined) process.kill(-child.pid, signal)
    return end
  }
  onTestFinished(async () => void (await stop('SIGKILL')))

  /** Asks until there is an answer; a process that has ended, or takes half a minute, will give none. */
  async function until<Found>(ask: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
    for (let tries = 0; tries < 300 && !ended; tries += 1) {
      const found = await ask()
      if (found !== undefined) return found
      await wait(100)
    }
    throw new Error(`${[words].flat().join(' ')} is not ready:\n${log}`)
  }

  return { log: () => log, stop, until }
}
