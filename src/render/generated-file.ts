/**
 * Who a file is, apart from where it stands: the catalog row that makes it and what it is about.
 * `('routes', 'product')` stays the same file when the resource's path, and so the file's name, changes.
 */
export interface Identity {
  readonly template: string
  /** `names.one` of a resource, or `''` for files of the whole service. */
  readonly subject: string
}

/** A file as ashlar wants it: pristine text with LF line ends. */
export interface GeneratedFile {
  readonly identity: Identity
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly executable: boolean
  /**
   * `merged`: kept in step for ever, edits are kept. `form`: the same, but it is there to be edited. `once`: written when it
   * is missing, then the user's alone.
   */
  readonly owner: 'merged' | 'form' | 'once'
  readonly text: string
  /** The digest of the text before the formatter of the project has seen it, where that made another of it. */
  readonly unformatted?: string
}
