import { type Project, withOneBase } from '../merge/branches.ts'
import { isOfBranches, type Lock } from '../merge/lock.ts'
import { mergeLocks } from '../merge/merge-locks.ts'
import type { Branch, Unmerged } from '../merge/snapshot.ts'
import { toLf } from '../merge/text.ts'
import { isAsGitLeftIt } from './as-git-left-it.ts'
import { hasConflictMarkers } from './conflict-markers.ts'
import { parseLock } from './lock.ts'
import { STATE } from './paths.ts'
import { readLock, readLockText } from './snapshot.ts'
import { readUnmerged, type Stages } from './unmerged.ts'

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

/** A project in which nothing is left of two branches but the files that git could not merge. */
export async function settleBranches(root: string, { lock, snapshot }: Project): Promise<Project> {
  const marked = [...snapshot.files].some(([, { text = '' }]) => hasConflictMarkers(text))
  if (!marked && !isOfBranches(lock)) return { lock, snapshot }
  const stages = marked ? await readUnmerged(root) : new Map<string, Stages>()
  const unmerged = unmergedFiles({ lock, snapshot }, stages)
  const { fileMerge } = await import('../merge/merge-file.ts')
  return withOneBase({ lock, snapshot: { ...snapshot, unmerged } }, fileMerge(new Map()))
}

function unmergedFiles(
  { lock, snapshot }: Project,
  stages: ReadonlyMap<string, Stages>,
): ReadonlyMap<string, Unmerged> {
  const files = new Map<string, Unmerged>()
  for (const { path, hash, branches } of lock.entries) {
    const text = snapshot.files.get(path)?.text
    const stage = stages.get(path)
    if (stage === undefined || text === undefined || !isAsGitLeftIt(text, stage)) continue
    const ours = branch(stage.ours, snapshot.bases.get(hash))
    const theirs = branch(stage.theirs, snapshot.bases.get(branches?.theirs ?? hash))
    if (ours !== undefined && theirs !== undefined) files.set(path, { ours, theirs })
  }
  return files
}

function branch(yours: string | undefined, base: string | undefined): Branch | undefined {
  return yours === undefined || base === undefined ? undefined : { yours: toLf(yours), base: toLf(base) }
}

/** Whether git has merged two locks into the one that stands there, so that the next run has to write it anew. */
export function isLockMerged({ lock, snapshot }: Project): boolean {
  return isOfBranches(lock) || hasConflictMarkers(snapshot.files.get(STATE.lock)?.text ?? '')
}
