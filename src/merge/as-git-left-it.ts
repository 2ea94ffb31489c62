import { countConflicts, isMarker } from './conflict-markers.ts'
import { countLineConflicts } from './merge-lines.ts'
import { toLf } from './text.ts'

/** What git has of a file that it could not merge; a side that has no such file is `undefined`. */
export interface Stages {
  /** Before the branches parted. */
  readonly base: string | undefined
  /** On the branch that is checked out. */
  readonly ours: string | undefined
  /** On the branch that is merged, picked or rebased. */
  readonly theirs: string | undefined
}

/** Git makes one conflict of two with so many lines between them; not where it shows the base. */
const JOINED = 3

/**
 * Whether a text with conflict markers still is what git made of the three: every line is of one of them, and as many
 * conflicts are open as there were. What somebody has begun to settle by hand must not be done anew.
 */
export function isAsGitLeftIt(text: string, { base = '', ours = '', theirs = '' }: Stages): boolean {
  const sides = { yours: toLf(ours), base: toLf(base), next: toLf(theirs) }
  const known = new Set(Object.values(sides).flatMap((side) => side.split('\n')))
  const lines = toLf(text).split('\n')
  if (!lines.every((line) => known.has(line) || isMarker(line))) return false
  const isBaseShown = lines.some((line) => line.startsWith('|||||||'))
  return countConflicts(text) >= countLineConflicts(sides, isBaseShown ? 0 : JOINED)
}
