import type { Change } from '../merge/change.ts'
import { toLf } from '../merge/text.ts'
import { paintedDiff } from './diff.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What a change does to its text, as a diff; for a conflict, from the user's text to the generated one. */
export function changeDiff(change: Change, paint: Paint): string | undefined {
  if (change.before !== undefined && change.before.text === undefined) {
    return `${printable(change.path)} is not a text file: no difference can be shown`
  }
  const before = change.before?.text
  const after = change.kind === 'conflict' ? change.wanted?.text : change.after
  if (before === undefined && after === undefined) return undefined
  // Line ends are kept as they are in the file; shown, they would mark every line.
  const sides = { before: normalised(before), after: normalised(after) }
  return sides.before === sides.after ? undefined : paintedDiff({ path: change.path, ...sides }, paint)
}

function normalised(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toLf(text)
}
