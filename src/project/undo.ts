import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How long programs that were stopped may still be writing. */
const PATIENCE_MS = 3_000
const PAUSE_MS = 100

/** Something that is taken back unless it is kept. */
export interface Undo {
  keep(): void
}

/**
 * From now on an interrupted process takes back all that it made in the folder, and the folders that it made for it;
 * what was there before stays. To be called before anything is made.
 */
export function undoWhenInterrupted(root: string): Undo {
  const before = existsSync(root) ? new Set(readdirSync(root)) : undefined
  const made = before === undefined ? topmostMissing(root) : undefined
  const takeBack = (): void => {
    if (made !== undefined) removeFor(PATIENCE_MS, () => [made])
    else removeFor(PATIENCE_MS, () => newIn(root, before))
  }
  const keep = (): void => {
    process.off('exit', takeBack)
    for (const signal of SIGNALS) process.off(signal, interrupt)
  }
  const interrupt = (signal: NodeJS.Signals): void => {
    keep()
    takeBack()
    // Nobody listens any more, so the process ends as if nobody had.
    process.kill(process.pid, signal)
  }
  // A prompt in raw mode ends the process by itself at Ctrl-C; everything else comes as a signal.
  process.once('exit', takeBack)
  for (const signal of SIGNALS) process.once(signal, interrupt)
  return { keep }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function topmostMissing(folder: string): string {
  const above = dirname(folder)
  return existsSync(above) ? folder : topmostMissing(above)
}

function newIn(root: string, before: ReadonlySet<string> | undefined): string[] {
  const names = readdirSync(root).filter((name) => !before?.has(name))
  return names.map((name) => join(root, name))
}

/** Again and again until nothing comes back: npm may need a moment to stop. Nothing can be awaited on exit. */
function removeFor(milliseconds: number, paths: () => readonly string[]): void {
  const until = performance.now() + milliseconds
  for (let gone = 0; gone < 3 && performance.now() < until; pause()) {
    const there = paths().filter((path) => existsSync(path))
    gone = there.length === 0 ? gone + 1 : 0
    for (const path of there) tryToRemove(path)
  }
}

function tryToRemove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Something was written into it meanwhile; the next round has it.
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
}
