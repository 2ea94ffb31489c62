/** Three versions of one file, with LF line ends. */
export interface MergeInput {
  /** Says what language it is: `src/app.ts`. */
  readonly path: string
  /** The pristine text that was last written; empty when ashlar never wrote this file. */
  readonly base: string
  /** What the user made of it. */
  readonly yours: string
  /** What is generated now. */
  readonly next: string
  /** Whether it is there to be filled in: what is no longer asked for stays as the user has written it, and is told. */
  readonly isForm?: boolean
}

/**
 * A merged text with what the user should hear of it, or the reason why there is none; sentences without a full stop.
 */
export type MergeResult = { readonly text: string; readonly notes?: readonly string[] } | { readonly conflict: string }

/** How two changes of one text become one; by structure, by key or by lines. */
export type MergeText = (input: MergeInput) => MergeResult

/** Leaves every file that both sides changed as the user made it. */
export const leaveAlone: MergeText = ({ base }) => ({
  conflict: base === '' ? 'ashlar did not write this file' : 'you edited it, and what is generated changed too',
})
