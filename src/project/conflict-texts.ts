import type { Change } from '../merge/change.ts'
import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { markedText } from '../merge/merge-lines.ts'
import type { DiskFile, Snapshot } from '../merge/snapshot.ts'
import { toLf } from '../merge/text.ts'
import { CONFLICT_SIDES, conflictPath } from './paths.ts'

/** The three texts of a conflict that is open. */
export interface ConflictTexts {
  /** What was generated last. */
  readonly base: string
  readonly yours: string
  /** What is generated now. */
  readonly new: string
}

/** What lies beside the project of a conflict in a file; `undefined` where not all of it is there. */
export function textsOfConflict(path: string, { files }: Snapshot): ConflictTexts | undefined {
  const [base, yours, next] = CONFLICT_SIDES.map((side) => files.get(conflictPath(path, side))?.text)
  return base === undefined || yours === undefined || next === undefined ? undefined : { base, yours, new: next }
}

/** The texts of a change that is a conflict between two texts; `undefined` where it is none. */
export function textsIn(change: Change, snapshot: Snapshot): ConflictTexts | undefined {
  const { kind, wanted, before, base, path } = change
  if (kind !== 'conflict' || wanted === undefined || before?.text === undefined) return undefined
  const earlier = hasConflictMarkers(before.text) ? textsOfConflict(path, snapshot) : undefined
  const isBegun = earlier !== undefined && !isAsMarked(before.text, earlier)
  // Of what somebody has begun to settle the texts stay that they have before them.
  return isBegun ? earlier : { base: base ?? '', yours: earlier?.yours ?? before.text, new: wanted.text }
}

/** A conflict that can be shown with markers in the file. */
export interface Markable {
  readonly path: string
  readonly before: DiskFile
  readonly texts: ConflictTexts
}

/** Conflicts whose files hold no markers, or those that `--markers` has put there, as it has put them. */
export function markable(changes: readonly Change[], snapshot: Snapshot): readonly Markable[] {
  return changes.flatMap((change) => {
    const { path, before } = change
    const texts = textsIn(change, snapshot)
    if (texts === undefined || before === undefined) return []
    return hasConflictMarkers(texts.yours) || snapshot.unmerged?.get(path) === 'begun' ? [] : [{ path, before, texts }]
  })
}

/** The three as one text with conflict markers, line ends LF. */
export function textWithMarkers({ base, yours, new: next }: ConflictTexts): string {
  return markedText({ base: toLf(base), yours: toLf(yours), next: toLf(next) })
}

/** Whether a text is what `--markers` made of the three, and nobody has touched it since. */
export function isAsMarked(text: string, texts: ConflictTexts): boolean {
  return toLf(text) === textWithMarkers(texts)
}
