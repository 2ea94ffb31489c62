import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../setup/own-server.ts'
import { answerTo } from './load.ts'

/** A process of the shop. */
export interface Instance {
  readonly port: number
  readonly pid: number
  /** How it ended: an exit code, or the signal. */
  readonly ended: Promise<number | string | null>
  /** Waits until it is ready, or throws after half a minute. */
  ready(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** Tells it to end as a platform does, and waits for it. */
  stop(): Promise<number | string | null>
  kill(): Promise<void>
  /** What it has logged so far. */
  log(): string
}

/** How a process is started. */
export interface Start {
  readonly env: Readonly<Record<string, string>>
  /** Options of Node.js. */
  readonly node?: readonly string[]
  /** A command line of a shell that starts it as `"$@"`. */
  readonly shell?: string
  /** Where its log goes, instead of a file of its own. */
  readonly stdout?: string
  readonly port?: number
}

/** Starts the bundled shop in a folder. It is not ready then. */
export async function startInstance(root: string, { env, node = [], shell, stdout, port }: Start): Promise<Instance> {
  const ownPort = port ?? (await freePort())
  const logFile = stdout ?? join(root, `instance-${ownPort}.log`)
  const log = openSync(logFile, 'a')
  const command = [process.execPath, ...node, 'scripts/run.js', 'dist/main.js']
  const [program = '', ...args] = shell === undefined ? command : ['sh', '-c', shell, 'sh', ...command]
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH: process.env.PATH, ...env, PORT: String(ownPort) },
    stdio: ['ignore', log, log],
  })
  const ended = once(child, 'exit').then(([code, signal]): number | string | null => code ?? signal)
  return {
    port: ownPort,
    pid: child.pid ?? 0,
    ended,
    async ready() {
      for (const until = performance.now() + 30_000; performance.now() < until; await wait(50)) {
        if (child.exitCode !== null) break
        if ((await answerTo({ method: 'GET', path: '/ready' }, { port: ownPort })).outcome === 200) return
      }
      throw new Error(`the shop is not ready:\n${stdout === undefined ? readFileSync(logFile, 'utf8') : ''}`)
    },
    signal: (signal) => void child.kill(signal),
    stop() {
      child.kill('SIGTERM')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    log: () => readFileSync(logFile, 'utf8'),
  }
}
