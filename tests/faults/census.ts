import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type postgres from 'postgres'
import type { Instance } from './instance.ts'

/** What an instance holds, once it has nothing to do. */
export interface Census {
  readonly heapMiB: number
  readonly sockets: number
  readonly timers: number
  /** Connections to PostgreSQL that the server knows of. */
  readonly connections: number
}

/** What of a process stands in /proc: that can be asked of every one. */
export interface Outside {
  readonly memoryMiB: number
  readonly sockets: number
}

/** What the system knows of a process. */
export function seenFromOutside({ pid }: Instance): Outside {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return { memoryMiB: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024, sockets: socketsOf(pid) }
}

function socketsOf(pid: number): number {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`)
    } catch {
      return ''
    }
  })
  return links.filter((link) => link.startsWith('socket:')).length
}

/** Counts what an instance holds that was started with `onSignal: 'census'`. */
export async function census(instance: Instance, sql: postgres.Sql): Promise<Census> {
  const before = countedIn(instance).length
  instance.signal('SIGUSR2')
  for (const until = performance.now() + 10_000; performance.now() < until; await wait(50)) {
    const counted = countedIn(instance)[before]
    if (counted === undefined) continue
    const [row] = await sql<{ count: number }[]>`select count(*)::int from pg_stat_activity where usename = 'shop'`
    return { ...counted, sockets: socketsOf(instance.pid), connections: row?.count ?? Number.NaN }
  }
  throw new Error('the instance does not say what it holds')
}

function countedIn(instance: Instance): Pick<Census, 'heapMiB' | 'timers'>[] {
  return [...instance.log().matchAll(/^census (.*)$/gm)].map(([, text = '']) => JSON.parse(text))
}
