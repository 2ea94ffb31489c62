import { countLineConflicts } from '../merge/merge-lines.ts'
import { toLf } from '../merge/text.ts'
import { countConflicts, isMarker } from './conflict-markers.ts'
import type { Stages } from './unmerged.ts'

/**
 * Whether a text with conflict markers still is what git made of the three: every line is of one of them, and as many
 * conflicts are open as there were. What somebody has begun to settle by hand must not be done anew.
 */
export function isAsGitLeftIt(text: string, { base = '', ours = '', theirs = '' }: Stages): boolean {
  const sides = { yours: toLf(ours), base: toLf(base), next: toLf(theirs) }
  const known = new Set(Object.values(sides).flatMap((side) => side.split('\n')))
  const lines = toLf(text).split('\n')
  if (!lines.every((line) => known.has(line) || isMarker(line))) return false
  return countConflicts(text) >= countLineConflicts(sides)
}
