/** What the project holds, as far as deciding needs it: read once, by `project/snapshot.ts`. */
export interface Snapshot {
  /** Regular files at the paths of the lock and at the wanted ones, by path; absent ones are missing here. */
  readonly files: ReadonlyMap<string, DiskFile>
  /** Pristine texts by digest; those of edited files are always here. */
  readonly bases: ReadonlyMap<string, string>
  /** The digests that have an object on disk. */
  readonly stored: ReadonlySet<string>
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
