import { randomBytes } from 'node:crypto'
import { AshlarError, EXIT, environment, type Problem } from '../errors.ts'
import { sha256 } from '../merge/text.ts'
import type { Write } from '../merge/write.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { type Root, type Standing, standingAt } from './standing.ts'
import { decide, discard, finish, type PendingWrite, stage, type TransactionFolder } from './transaction.ts'

/**
 * Writes and removes files of a project, all or nothing: the one place that does. Every path is confined to the
 * project and to plain folders and files; a file that is not as expected stops it before anything is touched. What
 * is there already is not written again. An interrupted call is finished or undone by `recover`.
 *
 * Throws an `AshlarError` with exit code 3, or Node's system error, and has then written nothing, unless it says so.
 */
export async function commit(root: string, writes: readonly Write[], fs: FileSystem = nodeFileSystem): Promise<void> {
  const place: Root = { at: fs.resolve(root), fs }
  const pending = inspect(place, writes)
  if (pending.length === 0) return
  const folder: TransactionFolder = `.ashlar/txn-${randomBytes(6).toString('hex')}`
  try {
    stage(place, folder, pending)
    // Staging waits for the disk, which leaves time for an editor to save.
    inspect(place, writes)
    decide(place, folder)
  } catch (error) {
    undo(place, folder)
    throw error
  }
  try {
    finish(place, folder, 'this run')
  } catch (error) {
    throw interrupted(error)
  }
}

/** What cannot be undone now, `recover` undoes; the reason to undo is what the user has to hear of. */
function undo(root: Root, folder: TransactionFolder): void {
  try {
    discard(root, folder)
  } catch {
    return
  }
}

/** The writes that change something; refuses all of them when one cannot be done. */
function inspect(root: Root, writes: readonly Write[]): readonly PendingWrite[] {
  const paths = new Set(writes.map(({ path }) => path))
  if (paths.size !== writes.length) throw new Error('two writes have the same path')
  const device = root.fs.lstat(root.at)?.device
  const problems: Problem[] = []
  const pending: PendingWrite[] = []
  for (const write of writes) {
    const standing = standingAt(root, write.path)
    const before = standing.kind === 'file' ? sha256(root.fs.read(standing.at)) : 'absent'
    const problem = problemOf({ root, write, standing, before, device })
    if (problem !== undefined) problems.push(problem)
    else if (changesSomething(write, standing, before)) pending.push({ write, before })
  }
  if (problems.length > 0) throw new AshlarError(EXIT.environment, problems)
  return pending
}

interface Inspected {
  readonly root: Root
  readonly write: Write
  readonly standing: Standing
  readonly before: string
  readonly device: number | undefined
}

function problemOf({ root, write, standing, before, device }: Inspected): Problem | undefined {
  if (standing.kind === 'refused') return standing.problem
  if (write.expect !== 'any' && write.expect !== before) return changedSince(write.path)
  if (standing.parent.device !== device) return otherDevice(write.path)
  return root.fs.isWritable(standing.parent.at) ? undefined : notWritable(write.path)
}

function changesSomething(write: Write, standing: Standing, before: string): boolean {
  if (write.text === undefined) return before !== 'absent'
  if (standing.kind !== 'file' || sha256(write.text) !== before) return true
  return standing.executable !== undefined && standing.executable !== write.executable
}

function changedSince(path: string): Problem {
  return {
    code: 'ASH3124',
    message: `\`${path}\` changed while ashlar was at work, so nothing was written`,
    hint: 'run the same command again',
  }
}

function otherDevice(path: string): Problem {
  return {
    code: 'ASH3125',
    message: `\`${path}\` is on another file system than the project, so it cannot be written together with the rest`,
    hint: 'unmount it, or let the project stand on one file system',
  }
}

function notWritable(path: string): Problem {
  return {
    code: 'ASH3126',
    message: `the folder of \`${path}\` is not writable for you`,
    hint: 'check its owner and its permissions',
  }
}

function interrupted(cause: unknown): AshlarError {
  if (cause instanceof AshlarError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return environment(
    {
      code: 'ASH3127',
      message: `writing stopped half way: ${reason}`,
      hint: 'put that right and run the same command again: it finishes what was begun',
    },
    cause,
  )
}
