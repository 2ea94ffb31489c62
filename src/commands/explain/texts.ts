import type { Change } from '../../merge/change.ts'
import { digestOf } from '../../merge/snapshot.ts'
import { digest, toLf } from '../../merge/text.ts'
import { readPristine } from '../../project/snapshot.ts'
import type { Texts } from './unit.ts'

/** The three texts of a file that stands there; `undefined` when it is no text, or the one that was written last is lost. */
export function textsOf(root: string, { before, last, wanted }: Change): Texts | undefined {
  if (before?.text === undefined) return undefined
  const yours = toLf(before.text)
  if (last === undefined) return wanted && { yours, base: wanted.text, wanted: wanted.text }
  if (wanted !== undefined && digest(wanted.text) === last.hash)
    return { yours, base: wanted.text, wanted: wanted.text }
  const base = digestOf(before) === last.hash ? yours : readPristine(root, last.hash)
  return base === undefined ? undefined : { yours, base, wanted: wanted?.text }
}
