import { diff3Merge } from 'node-diff3'
import type { Three } from './structure/unit.ts'

/** Three texts merged by lines; `undefined` where both changed the same lines in two ways. */
export function mergeLines(texts: Three<string>): string | undefined {
  const lines = parts(texts).map(({ ok }) => ok)
  return lines.includes(undefined) ? undefined : lines.flatMap((part) => part ?? []).join('\n')
}

/**
 * In how many places three texts cannot be merged by lines.
 *
 * @param apart places with no more lines than this between them are one, as git has it where it shows no base
 */
export function countLineConflicts(texts: Three<string>, apart = 0): number {
  let count = 0
  let since = Number.POSITIVE_INFINITY
  for (const { ok, conflict } of parts(texts)) {
    if (conflict === undefined) since += ok?.length ?? 0
    else {
      if (since > apart) count += 1
      since = 0
    }
  }
  return count
}

/** The three as one text, with markers as git writes them (`diff3`) where both changed the same lines in two ways. */
export function markedText(texts: Three<string>): string {
  const lines = parts(texts).flatMap(({ ok, conflict }) => {
    if (conflict === undefined) return ok ?? []
    const { a: yours, o: base, b: next } = conflict
    return ['<<<<<<< yours', ...yours, '||||||| base', ...base, '=======', ...next, '>>>>>>> generated']
  })
  return lines.join('\n')
}

function parts({ yours, base, next }: Three<string>) {
  return diff3Merge(yours.split('\n'), base.split('\n'), next.split('\n'), { excludeFalseConflicts: true })
}
