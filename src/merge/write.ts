/** One thing the writer is asked to do: put a text at a path, or remove what is there. */
export interface Write {
  /** Relative to the project, with `/`. */
  readonly path: string
  /** Exactly what the file will hold; `undefined` removes it. */
  readonly text: string | undefined
  readonly executable: boolean
  /**
   * What stands there now: the SHA-256 of its bytes, `absent`, or `any` for state that is ashlar's own. The writer
   * writes nothing at all when one file is another than expected.
   */
  readonly expect: string
}
