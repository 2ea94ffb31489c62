import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { HeldOutput } from './held-output.ts'

/** A program to run beside this one, and what it may take. */
export interface ApartRun {
  readonly program: string
  readonly flags: readonly string[]
  readonly input: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly timeLimit: number
  /** How many bytes it may answer. */
  readonly largest: number
  /** The descriptor that it answers on, with one line. */
  readonly answerFd: number
}

/** How it ended, with its answer as far as it came. */
export interface ApartResult {
  readonly end: Ending
  readonly answer: string
}

/** `gone` is a process that ended without an answer. */
type Ending = 'answered' | 'gone' | 'outOfMemory' | 'timedOut' | 'tooMuch'

/** After the program is gone its output is read for so long; a process that it has started may hold it open for ever. */
const LAST_WORDS_MS = 200

/**
 * Runs a program of Node in a process group of its own, which ends with its answer, at its own end or at the limit, with
 * everything that it has started. What it prints goes to standard error, but for the traces of a process that crashed.
 */
export async function runApart(run: ApartRun): Promise<ApartResult> {
  const child = spawn(process.execPath, [...run.flags, run.program], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { ...run.env },
    detached: GROUPS,
    windowsHide: true,
  })
  const output = new HeldOutput()
  child.stdout.on('data', (chunk: Buffer) => output.take(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.take(chunk))
  // A program that does not read is one that is gone.
  child.stdin.on('error', () => undefined).end(run.input)
  const leave = onOurEnd(() => endGroup(child))
  try {
    const result = await resultOf(child, run)
    endGroup(child)
    await closed(child)
    const trace = output.end(result.end === 'gone')
    return /heap out of memory|allocation failed/i.test(trace) ? { ...result, end: 'outOfMemory' } : result
  } finally {
    leave()
  }
}

/** Windows has no process groups, and would open a window. */
const GROUPS = process.platform !== 'win32'

function resultOf(child: ChildProcess, { answerFd, largest, timeLimit }: ApartRun): Promise<ApartResult> {
  const chunks: Buffer[] = []
  let size = 0
  const channel = child.stdio[answerFd] as Readable
  return new Promise((resolve, reject) => {
    const finish = (end: Ending): void => {
      clearTimeout(timer)
      resolve({ end, answer: Buffer.concat(chunks).toString('utf8') })
    }
    const timer = setTimeout(() => finish('timedOut'), timeLimit)
    channel.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > largest) finish('tooMuch')
      // The end of the line is the end of the answer: others may hold the channel open.
      else if (chunk.at(-1) === LINE_END) finish('answered')
    })
    const finishByAnswer = (): void => finish(size > 0 ? 'answered' : 'gone')
    channel.once('end', finishByAnswer)
    // What it has started may hold the channel open.
    child.once('exit', () => setTimeout(finishByAnswer, LAST_WORDS_MS))
    child.once('error', reject)
  })
}

const LINE_END = 0x0a

/** Ends a program and what it has started, as far as it is still there. */
function endGroup(child: ChildProcess): void {
  if (!GROUPS || child.pid === undefined) {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** Waits until all of its output has come, or a little while. */
function closed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, LAST_WORDS_MS)
    function done(): void {
      clearTimeout(timer)
      for (const stream of child.stdio) stream?.destroy()
      resolve()
    }
    child.once('close', done)
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Does something when this process ends before its time: a group of its own hears nothing of Ctrl-C. */
function onOurEnd(action: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    action()
    leave()
    // Somebody else may have more to say; else the signal does what it does without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
  const leave = (): void => {
    process.off('exit', action)
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
  process.once('exit', action)
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return leave
}
