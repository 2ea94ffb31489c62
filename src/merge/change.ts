import type { GeneratedFile, Identity } from '../render/generated-file.ts'
import { type LockEntry, sameEntry } from './lock.ts'
import type { DiskFile } from './snapshot.ts'

/**
 * What happens to one generated file.
 *
 * - `create`, `update`, `delete`: as they say.
 * - `adopt`: the wanted text is there already; only the lock learns of it.
 * - `mode`: the text is right, its executable bit is not.
 * - `move`: same identity, other path; the user's edits go with it.
 * - `merged`: the user's edits and the new text became one.
 * - `conflict`: both changed, or something is in the way; nothing is touched, `conflict` says why.
 * - `current`, `keepEdit` (only the user changed it), `orphan` (edited, no longer wanted), `stayDeleted` (by the user): left.
 * - `forget`: gone from the disk or the user's alone, and no longer wanted; it leaves the lock.
 */
export type ChangeKind =
  | 'create'
  | 'adopt'
  | 'current'
  | 'update'
  | 'mode'
  | 'keepEdit'
  | 'merged'
  | 'move'
  | 'conflict'
  | 'delete'
  | 'orphan'
  | 'stayDeleted'
  | 'forget'

/** The verdict on one identity, with all that a report, a diff and the writer need. */
export interface Change {
  readonly kind: ChangeKind
  readonly identity: Identity
  /** Where the file stands afterwards; where it stood when there is none afterwards. */
  readonly path: string
  /** Where a moved file stood. */
  readonly from: string | undefined
  /** What stands at `from ?? path` now. */
  readonly before: DiskFile | undefined
  /** The whole text afterwards, with its line ends; `undefined` when there is no file, or one that is not text. */
  readonly after: string | undefined
  readonly executable: boolean
  /** What the generator made; `undefined` when the description no longer asks for the file. */
  readonly wanted: GeneratedFile | undefined
  /** The pristine text last written, where both sides changed the file. */
  readonly base: string | undefined
  /** Why there is a conflict, as a sentence without a full stop. */
  readonly conflict: string | undefined
  /** What the user should hear of a merge: sentences without a full stop. */
  readonly notes: readonly string[]
  /** The line of the lock before, and after. */
  readonly last: LockEntry | undefined
  readonly entry: LockEntry | undefined
}

const WRITING: ReadonlySet<ChangeKind> = new Set(['create', 'update', 'mode', 'merged', 'move', 'delete'])

/** Whether the change touches a file of the project; the lock apart. */
export function touchesFile(change: Change): boolean {
  return WRITING.has(change.kind)
}

/**
 * Whether the project is not what its description says: `generate` would write this file or its line in the lock,
 * or it cannot because of a conflict. Edits, orphans and files that the user deleted are not drift.
 */
export function isDrift(change: Change): boolean {
  return change.kind === 'conflict' || touchesFile(change) || !sameEntry(change.last, change.entry)
}

/**
 * The text that every generated file has after the changes, by path, and `undefined` where one stood that goes: the tree
 * that the next stages look at.
 */
export function textsAfter(changes: readonly Change[]): ReadonlyMap<string, string | undefined> {
  const gone = changes.flatMap(leftPath).map((path) => [path, undefined] as const)
  const texts = changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after] as const]))
  return new Map<string, string | undefined>([...gone, ...texts])
}

/** Where a file stood that is not there any more after the change. */
export function leftPath(change: Change): readonly string[] {
  if (change.kind === 'delete') return [change.path]
  return change.from === undefined ? [] : [change.from]
}
