import type { Refused } from './refused.ts'

/** Where the child answers; its standard output is the description's own. */
export const ANSWER_FD = 3

/** What the child process reads from its standard input, as JSON. */
export interface SpecRequest {
  /** The description, absolute. */
  readonly file: string
  /** The file whose text is run in its place, where it is not there yet. */
  readonly standIn?: string
  /** The modules that it may import though its folder has none, by name: file URLs of ashlar's own. */
  readonly own: Readonly<Record<string, string>>
}

/** What it answers, as JSON on one line. */
export type SpecAnswer = ReadSpec | { readonly error: SpecError }

/** A description that was loaded. */
export interface ReadSpec {
  readonly description: unknown
  readonly refused: readonly Refused[]
  /** Local modules that it imports. */
  readonly modules: readonly string[]
}

/** Why a description could not be loaded. */
export interface SpecError {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly line?: number
  readonly column?: number
}
