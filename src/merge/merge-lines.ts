import { regionsOf } from './line-regions.ts'
import type { Three } from './three.ts'

/** Three texts merged by lines; `undefined` where both changed the same lines, or such that touch, in two ways. */
export function mergeLines(texts: Three<string>): string | undefined {
  const lines: string[] = []
  for (const region of regionsOf(texts)) {
    if ('conflict' in region) return undefined
    lines.push(...region.merged)
  }
  return lines.join('\n')
}

/**
 * In how many places three texts cannot be merged by lines.
 *
 * @param apart places with no more lines than this between them are one, as git has it where it shows no base
 */
export function countLineConflicts(texts: Three<string>, apart = 0): number {
  let count = 0
  let since = Number.POSITIVE_INFINITY
  for (const region of regionsOf(texts)) {
    if ('merged' in region) since += region.merged.length
    else {
      if (since > apart) count += 1
      since = 0
    }
  }
  return count
}

/** The three as one text, with markers as git writes them (`diff3`) where both changed the same lines in two ways. */
export function markedText(texts: Three<string>): string {
  const lines = regionsOf(texts).flatMap((region) => {
    if ('merged' in region) return region.merged
    const { yours, base, next } = region.conflict
    return ['<<<<<<< yours', ...yours, '||||||| base', ...base, '=======', ...next, '>>>>>>> generated']
  })
  return lines.join('\n')
}
