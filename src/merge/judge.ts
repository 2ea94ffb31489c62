import type { GeneratedFile } from '../render/generated-file.ts'
import { mergeBranches } from './branches.ts'
import type { Change, ChangeKind } from './change.ts'
import { decide, type Verdict } from './decide.ts'
import { type LockEntry, sameEntry } from './lock.ts'
import type { MergeText } from './merge-text.ts'
import { type DiskFile, digestOf, type Unmerged } from './snapshot.ts'
import type { Subject } from './subjects.ts'
import { digest, toLf, withLineEndsOf } from './text.ts'

/** One identity with everything that bears on it. */
export interface Case {
  readonly subject: Subject
  /** Where the file stands, or is going to stand when it is new. */
  readonly path: string
  readonly disk: DiskFile | undefined
  /** Where a file that moves has to go. */
  readonly to: string | undefined
  readonly base: string | undefined
  /** Where conflict markers are in it: its texts without them, unless somebody has begun to settle it. */
  readonly unmerged: Unmerged | 'begun' | undefined
  readonly merge: MergeText
}

/** What is still open once the verdict is known. */
type Outcome = Pick<Change, 'kind' | 'after' | 'executable' | 'entry'> &
  Partial<Pick<Change, 'path' | 'from' | 'conflict' | 'notes'>>

/** The change for one identity, provided that nothing is in the way where it goes. */
export function judge(one: Case): Change {
  const verdict = verdictOn(one)
  const { subject, path, disk, base } = one
  const file = subject.file
  const outcome = file === undefined ? unwantedOutcome(one, verdict) : wantedOutcome(one, file, verdict)
  return {
    identity: subject.identity,
    path,
    from: undefined,
    before: disk,
    wanted: file,
    base,
    conflict: undefined,
    notes: [],
    last: subject.entry,
    ...outcome,
  }
}

/** The change for an identity that has to wait for the user: nothing is touched, and the base stays. */
export function conflictOn(one: Case, reason: string): Change {
  const { subject, path, disk, base } = one
  const { identity, entry, file } = subject
  const hash = file === undefined ? undefined : digest(file.text)
  return {
    kind: 'conflict',
    identity,
    path,
    from: undefined,
    before: disk,
    after: disk?.text,
    executable: disk?.executable ?? false,
    wanted: file,
    base,
    conflict: reason,
    notes: [],
    last: entry,
    entry: entry && { ...entry, conflict: hash },
  }
}

function verdictOn({ subject, disk }: Case): Verdict {
  const { entry, file } = subject
  return decide({
    last: entry?.hash,
    disk: disk && digestOf(disk),
    wanted: file && digest(file.text),
    once: file === undefined ? entry?.once === true : file.owner === 'once',
  })
}

function unwantedOutcome({ subject, disk }: Case, verdict: Verdict): Outcome {
  const left = { after: disk?.text, executable: disk?.executable ?? false }
  switch (verdict) {
    case 'delete':
      return { kind: 'delete', after: undefined, executable: false, entry: undefined }
    case 'orphan':
      return { kind: 'orphan', ...left, entry: subject.entry && { ...subject.entry, conflict: undefined } }
    default:
      return { kind: 'forget', ...left, entry: undefined }
  }
}

function wantedOutcome(one: Case, file: GeneratedFile, verdict: Verdict): Outcome {
  if (one.unmerged !== undefined && file.owner !== 'once') return merged(one, file)
  switch (verdict) {
    case 'create':
      return written(one, file, 'create')
    case 'stayDeleted':
      return stayDeleted(one)
    case 'update':
      return written(one, file, one.to === undefined ? 'update' : 'move')
    case 'merge':
      return merged(one, file)
    default:
      return one.to === undefined ? untouched(one, file, verdict) : moved(one, file, verdict)
  }
}

function written({ subject, disk, to, path }: Case, file: GeneratedFile, kind: ChangeKind): Outcome {
  return {
    kind,
    ...destination(path, to),
    after: withLineEndsOf(disk?.text, file.text),
    executable: file.executable,
    entry: entryFor(file, subject.entry),
  }
}

function destination(path: string, to: string | undefined): Pick<Outcome, 'path' | 'from'> {
  return to === undefined ? {} : { path: to, from: path }
}

function stayDeleted({ subject, to, path }: Case): Outcome {
  const entry = subject.entry && { ...subject.entry, path: to ?? path, conflict: undefined }
  return { kind: 'stayDeleted', path: to ?? path, after: undefined, executable: false, entry }
}

function merged(one: Case, file: GeneratedFile): Outcome {
  const { subject, disk, base, to, path } = one
  if (disk?.text === undefined) return conflictOn(one, NOT_TEXT)
  if (one.unmerged === 'begun') return conflictOn(one, BEGUN)
  const texts = { path: file.path, next: toLf(file.text), ...(file.owner === 'form' && { isForm: true }) }
  const result =
    one.unmerged === undefined
      ? one.merge({ ...texts, base: base ?? '', yours: toLf(disk.text) })
      : mergeBranches({ ...texts, ...one.unmerged }, one.merge)
  if ('conflict' in result) return conflictOn(one, result.conflict)
  const isPristine = result.text === texts.next
  return {
    kind: to !== undefined ? 'move' : isPristine ? 'update' : 'merged',
    ...destination(path, to),
    after: withLineEndsOf(disk.text, result.text),
    executable: file.executable,
    entry: entryFor(file, subject.entry),
    notes: result.notes ?? [],
  }
}

/** The file stays where it is, as it is; at most its executable bit and its line in the lock change. */
function untouched({ subject, disk }: Case, file: GeneratedFile, verdict: Verdict): Outcome {
  const restored = disk?.text !== undefined && lacksItsMode(disk, file, subject.entry)
  const kept = verdict === 'keepEdit'
  const entry = kept && subject.entry === undefined ? undefined : entryFor(file, subject.entry)
  return {
    kind: restored ? 'mode' : kept ? 'keepEdit' : sameEntry(entry, subject.entry) ? 'current' : 'adopt',
    after: disk?.text,
    executable: restored ? file.executable : (disk?.executable ?? file.executable),
    entry,
  }
}

/** A bit that the user set is left alone; one that was lost, or that the generator changed, is put right. */
function lacksItsMode(disk: DiskFile, file: GeneratedFile, entry: LockEntry | undefined): boolean {
  if (disk.executable === undefined || disk.executable === file.executable) return false
  return file.executable || (entry?.executable === true && !entry.once)
}

/** The user's text goes with the file: nothing else about it changed, or ashlar never changes it again. */
function moved(one: Case, file: GeneratedFile, verdict: Verdict): Outcome {
  const { subject, disk, to, path } = one
  if (verdict !== 'keepEdit' && file.owner !== 'once') return written(one, file, 'move')
  if (disk?.text === undefined) return conflictOn(one, NOT_TEXT)
  return {
    kind: 'move',
    ...destination(path, to),
    after: disk.text,
    executable: file.executable || disk.executable === true,
    entry: entryFor(file, subject.entry),
  }
}

const NOT_TEXT = 'it is not UTF-8 text'
const BEGUN = 'conflict markers are still in it'

function entryFor(file: GeneratedFile, last: LockEntry | undefined): LockEntry {
  const once = file.owner === 'once'
  const hash = once && last !== undefined ? last.hash : digest(file.text)
  const { identity, path, executable, unformatted } = file
  return { identity, path, hash, executable, once, conflict: undefined, ...(unformatted && { unformatted }) }
}
