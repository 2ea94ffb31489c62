import { isAsGitLeftIt, type Stages } from '../merge/as-git-left-it.ts'
import { type Project, withOneBase } from '../merge/branches.ts'
import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { isOfBranches, type Lock, type LockEntry } from '../merge/lock.ts'
import { mergeLocks } from '../merge/merge-locks.ts'
import type { Branch, Snapshot, Unmerged } from '../merge/snapshot.ts'
import { toLf } from '../merge/text.ts'
import { isAsMarked, textsOfConflict } from './conflict-texts.ts'
import { parseLock } from './lock.ts'
import { STATE } from './paths.ts'
import { readLock, readLockText } from './snapshot.ts'
import { readUnmerged } from './unmerged.ts'

/** What ashlar wrote last, on both branches where git is in the middle of merging two. */
export async function readLockOfBranches(root: string): Promise<Lock> {
  const text = readLockText(root)
  if (text === undefined || !hasConflictMarkers(text)) return readLock(root)
  const { base, ours, theirs } = (await readUnmerged(root)).get(STATE.lock) ?? {}
  if (ours === undefined || theirs === undefined) return parseLock(text)
  return mergeLocks({
    ours: parseLock(ours),
    theirs: parseLock(theirs),
    base: base === undefined ? undefined : parseLock(base),
  })
}

/** A project in which nothing is left of two branches but the files that could not be merged. */
export async function settleBranches(root: string, { lock, snapshot }: Project): Promise<Project> {
  const isMarked = [...snapshot.files.values()].some(({ text = '' }) => hasConflictMarkers(text))
  if (!isMarked && !isOfBranches(lock)) return { lock, snapshot }
  const stages = isMarked ? await readUnmerged(root) : new Map<string, Stages>()
  const unmerged = new Map(
    lock.entries.flatMap((entry) => {
      const file = unmergedFile(entry, snapshot, stages.get(entry.path))
      return file === undefined ? [] : [[entry.path, file] as const]
    }),
  )
  const { fileMerge } = await import('../merge/merge-file.ts')
  return withOneBase({ lock, snapshot: { ...snapshot, unmerged } }, fileMerge(new Map()))
}

/** Whether git has merged two locks into the one that stands there, so that the next run has to write it anew. */
export function isLockMerged({ lock, snapshot }: Project): boolean {
  return isOfBranches(lock) || hasConflictMarkers(snapshot.files.get(STATE.lock)?.text ?? '')
}

/** Signs of a conflict mean one only where git, or the lock, knows of it: a text may speak of them. */
function unmergedFile(
  entry: LockEntry,
  snapshot: Snapshot,
  stages: Stages | undefined,
): Unmerged | 'begun' | undefined {
  const text = snapshot.files.get(entry.path)?.text
  if (text === undefined || !hasConflictMarkers(text)) return undefined
  const base = snapshot.bases.get(entry.hash)
  if (entry.conflict !== undefined) {
    const texts = textsOfConflict(entry.path, snapshot)
    const ours = branch(texts?.yours, base)
    return texts && isAsMarked(text, texts) && ours ? { ours, theirs: { base: ours.base, yours: ours.base } } : 'begun'
  }
  if (stages === undefined) return undefined
  const ours = branch(stages.ours, base)
  const theirs = branch(stages.theirs, snapshot.bases.get(entry.branches?.theirs ?? entry.hash))
  return isAsGitLeftIt(text, stages) && ours && theirs ? { ours, theirs } : 'begun'
}

function branch(yours: string | undefined, base: string | undefined): Branch | undefined {
  return yours === undefined || base === undefined ? undefined : { yours: toLf(yours), base: toLf(base) }
}
