import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { kill, pid as ownPid } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { AshlarError, EXIT, environment } from '../errors.ts'
import { nodeFileSystem } from './file-system.ts'
import { STATE, STATE_FOLDER } from './paths.ts'
import { recover } from './recover.ts'
import { standingAt } from './standing.ts'

/** Who holds the lock. */
interface Holder {
  readonly pid: number
  readonly host: string
}

/**
 * Runs `action` as the only writing run of ashlar in this project, after finishing or undoing what an interrupted
 * one left. Waits `patience` milliseconds for another run to end, then says who it is (exit 3). The lock of a process
 * that is dead is taken over.
 */
export async function exclusively<T>(root: string, action: () => Promise<T>, patience = 10_000): Promise<T> {
  const at = nodeFileSystem.resolve(root)
  await take(at, Date.now() + patience)
  try {
    removeLeftOver(at)
    await recover(at)
    return await action()
  } finally {
    release(at)
  }
}

async function take(root: string, deadline: number): Promise<void> {
  const lock = join(root, STATE.runLock)
  for (;;) {
    if (makeLock(root)) return
    const holder = readHolder(lock)
    if (holder !== undefined && isDead(holder)) takeAway(lock, holder)
    else if (Date.now() >= deadline) throw held(holder)
    else await sleep(50)
  }
}

/** Makes the lock with its content in one step, so that nobody ever reads half of it. */
function makeLock(root: string): boolean {
  const standing = standingAt({ at: root, fs: nodeFileSystem }, STATE.runLock)
  if (standing.kind === 'refused') throw new AshlarError(EXIT.environment, [standing.problem])
  mkdirSync(join(root, STATE_FOLDER), { recursive: true })
  const holder: Holder = { pid: ownPid, host: hostname() }
  try {
    writeFileSync(join(root, STATE.runLock), JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    // The run before this one took the empty folder away in between.
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

function readHolder(lock: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(lock, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined
    const { pid, host } = value
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined
  } catch (error) {
    if (hasCode(error, 'ENOENT') || !isOld(lock)) return undefined
    // Its maker died between making the file and filling it.
    return { pid: 0, host: hostname() }
  }
}

const FILLING_MS = 2_000

function isOld(lock: string): boolean {
  const stats = statSync(lock, { throwIfNoEntry: false })
  return stats !== undefined && Date.now() - stats.mtimeMs > FILLING_MS
}

function isDead({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false
  // This process holds no lock when it asks, so its number was somebody else's before.
  if (pid <= 0 || pid === ownPid) return true
  try {
    kill(pid, 0)
    return false
  } catch (error) {
    return hasCode(error, 'ESRCH')
  }
}

/** Only one of several runs can rename a given lock; one that took a living lock by mistake gives it back. */
function takeAway(lock: string, dead: Holder): void {
  const away = `${lock}.${ownPid}`
  try {
    renameSync(lock, away)
    if (readHolder(away)?.pid !== dead.pid) linkSync(away, lock)
    unlinkSync(away)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error
  }
}

/** A process that died while it took a lock away left the copy, which nobody looks at again. */
function removeLeftOver(root: string): void {
  for (const name of nodeFileSystem.list(join(root, STATE_FOLDER))) {
    const pid = /^run\.lock\.(\d+)$/.exec(name)?.[1]
    if (pid === undefined || !isDead({ pid: Number(pid), host: hostname() })) continue
    rmSync(join(root, STATE_FOLDER, name), { force: true })
  }
}

/** Somebody who was told to remove the lock may have done so by now. */
function release(root: string): void {
  rmSync(join(root, STATE.runLock), { force: true })
  try {
    rmdirSync(join(root, STATE_FOLDER))
  } catch {
    // It holds the lock file of the project, as it should.
    return
  }
}

function held(holder: Holder | undefined): AshlarError {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host})`
  return environment({
    code: 'ASH3128',
    message: `another run of ashlar is at work in this project${who}`,
    hint: `wait for it to end; if it is gone, remove ${STATE.runLock}`,
  })
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
