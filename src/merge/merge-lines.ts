import { diff3Merge } from 'node-diff3'
import type { Three } from './structure/unit.ts'

/** Three texts merged by lines; `undefined` where both changed the same lines in two ways. */
export function mergeLines(texts: Three<string>): string | undefined {
  const lines = parts(texts).map(({ ok }) => ok)
  return lines.includes(undefined) ? undefined : lines.flatMap((part) => part ?? []).join('\n')
}

/** In how many places three texts cannot be merged by lines. */
export function countLineConflicts(texts: Three<string>): number {
  return parts(texts).filter(({ conflict }) => conflict !== undefined).length
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
