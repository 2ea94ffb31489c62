import type { GeneratedFile } from '../render/generated-file.ts'
import type { Change } from './change.ts'
import { type Case, conflictOn, judge } from './judge.ts'
import { byCodeUnit, identityKey, type Lock } from './lock.ts'
import { mergeHeader } from './merge-header.ts'
import type { MergeText } from './merge-text.ts'
import type { DiskFile, Snapshot } from './snapshot.ts'
import { type Subject, subjectsOf } from './subjects.ts'
import { digest } from './text.ts'

/** What is wanted, what was written last, and what is there. */
export interface Situation {
  readonly wanted: readonly GeneratedFile[]
  readonly lock: Lock
  readonly snapshot: Snapshot
  /** How a file that both sides changed is merged; without it such a file is left alone and named. */
  readonly merge?: MergeText
}

/**
 * What has to happen to every generated file, sorted by path.
 *
 * A file goes where another one stands only when that one goes away in the same run; otherwise it waits, and what
 * would take its own place waits with it. Two files that change places do.
 */
export function decideChanges(situation: Situation): readonly Change[] {
  const subjects = subjectsOf(situation.wanted, situation.lock.entries)
  const tenants = new Map(situation.lock.entries.map((entry) => [entry.path, identityKey(entry.identity)]))
  const blocked = new Map<string, string>()
  for (;;) {
    const changes = new Map(
      subjects.map((subject) => [subject.key, changeOf(subject, { situation, tenants, blocked })]),
    )
    const before = blocked.size
    for (const subject of subjects) {
      const reason = obstacle(subject, { changes, tenants, snapshot: situation.snapshot })
      if (reason !== undefined) blocked.set(subject.key, reason)
    }
    if (blocked.size === before) return [...changes.values()].toSorted(byPath)
  }
}

interface Round {
  readonly situation: Situation
  /** Who stands at a path, by the lock. */
  readonly tenants: ReadonlyMap<string, string>
  /** Who cannot go where it should, and why. */
  readonly blocked: ReadonlyMap<string, string>
}

function changeOf(subject: Subject, round: Round): Change {
  const reason = round.blocked.get(subject.key)
  const one = caseOf(subject, round)
  if (reason === undefined) return judge(one)
  // Where the user deleted the file nothing waits to go anywhere: it stays deleted, under its old path.
  const deleted = one.subject.entry !== undefined && one.disk === undefined
  return deleted ? judge({ ...one, to: undefined }) : conflictOn(one, reason)
}

function caseOf(subject: Subject, { situation, tenants, blocked }: Round): Case {
  const { snapshot, merge = mergeHeader } = situation
  const { entry, file, key } = subject
  const base = entry && snapshot.bases.get(entry.hash)
  const rest = { subject, base, merge, unmerged: entry && snapshot.unmerged?.get(entry.path) }
  if (entry === undefined) {
    const taken = tenants.has(file.path) && !blocked.has(key)
    return { ...rest, path: file.path, disk: taken ? undefined : snapshot.files.get(file.path), to: undefined }
  }
  const disk = snapshot.files.get(entry.path)
  if (file === undefined || file.path === entry.path) return { ...rest, path: entry.path, disk, to: undefined }
  const carried = movedByUser(file.path, disk, { snapshot, tenants })
  if (carried !== undefined) return { ...rest, path: file.path, disk: carried, to: undefined }
  return { ...rest, path: entry.path, disk, to: file.path }
}

/** The file at its new path when it is no longer at the old one: somebody renamed it by hand already. */
function movedByUser(
  path: string,
  disk: DiskFile | undefined,
  { snapshot, tenants }: Pick<Round, 'tenants'> & { readonly snapshot: Snapshot },
): DiskFile | undefined {
  return disk === undefined && !tenants.has(path) ? snapshot.files.get(path) : undefined
}

interface Outcomes {
  readonly changes: ReadonlyMap<string, Change>
  readonly tenants: ReadonlyMap<string, string>
  readonly snapshot: Snapshot
}

/** What stands where this file has to go, as a reason; `undefined` when the way is free. */
function obstacle(subject: Subject, { changes, tenants, snapshot }: Outcomes): string | undefined {
  const change = changes.get(subject.key)
  if (change === undefined || change.kind === 'conflict' || change.path === subject.entry?.path) return undefined
  if (change.entry === undefined) return undefined
  const tenant = tenants.get(change.path)
  const standing = snapshot.files.get(change.path)
  if (tenant !== undefined && tenant !== subject.key) {
    if (changes.get(tenant)?.entry?.path !== change.path) return undefined
    return standing === undefined ? DELETED(change.path) : TAKEN(change.path)
  }
  return change.kind === 'move' && standing !== undefined && !holds(standing, change) ? FOREIGN(change.path) : undefined
}

function holds(standing: DiskFile, change: Change): boolean {
  if (standing.text === undefined || change.after === undefined) return false
  return digest(standing.text) === digest(change.after)
}

const TAKEN = (path: string) => `${path} is taken by another generated file that stays there`
const DELETED = (path: string) => `${path} is that of a file that you deleted and whose new path is taken`
const FOREIGN = (path: string) => `ashlar did not write the file that stands at ${path}`

function byPath(a: Change, b: Change): number {
  return byCodeUnit(a.path, b.path) || byCodeUnit(identityKey(a.identity), identityKey(b.identity))
}
