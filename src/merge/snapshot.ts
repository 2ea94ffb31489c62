import { digest } from './text.ts'

/** What the project holds, as far as deciding needs it: read once, by `project/snapshot.ts`. */
export interface Snapshot {
  /** Regular files at the paths of the lock and at the wanted ones, by path; absent ones are missing here. */
  readonly files: ReadonlyMap<string, DiskFile>
  /** Pristine texts by digest; those of files that both sides changed are always here. */
  readonly bases: ReadonlyMap<string, string>
  /** Files with conflict markers in them, as they were written, by path; `begun` where somebody has changed them since. */
  readonly unmerged?: ReadonlyMap<string, Unmerged | 'begun'>
}

/** A file that could not be merged, on either branch. */
export interface Unmerged {
  readonly ours: Branch
  readonly theirs: Branch
}

/** A file on one of two branches that are being merged; LF line ends. */
export interface Branch {
  /** The pristine text that was last written there. */
  readonly base: string
  /** What its people made of it. */
  readonly yours: string
}

/** A regular file of the target project. */
export interface DiskFile {
  /** As it is, byte order mark and line ends included; `undefined` when it is not UTF-8, which is an edit. */
  readonly text: string | undefined
  /** The SHA-256 of its bytes. */
  readonly hash: string
  /** `undefined` where the file system does not know (Windows). */
  readonly executable: boolean | undefined
}

/** The digest of its text; of its bytes when it is not text, which is no digest of a generated one. */
export function digestOf({ text, hash }: DiskFile): string {
  return text === undefined ? hash : digest(text)
}
