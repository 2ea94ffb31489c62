import type { Hunk } from '../../src/merge/join-hunks.ts'
import { hunksOf } from '../../src/merge/line-regions.ts'
import { mergeLines } from '../../src/merge/merge-lines.ts'
import { mapThree, type Three } from '../../src/merge/three.ts'

/**
 * What three lists of words give where nothing but the words is known; `undefined` where they cannot be merged, or where
 * words alone mislead.
 */
export function mergedByWords(words: Three<readonly string[]>): string | undefined {
  const lists = mapThree(words, (list) => list.map((word) => word.replaceAll('\n', ' ')))
  return mislead(lists) ? undefined : mergeLines(mapThree(lists, (list) => list.join('\n')))
}

/**
 * Whether both took the same words out of one place, and one of them has them in another place now. Of `a(b)` you took
 * out `b`; what is generated is `c() a(b)`. By its words that is `a(b)` made `c()`, and an `a(b)` that is new: then what
 * you did would be done already.
 */
function mislead({ yours, base, next }: Three<readonly string[]>): boolean {
  const [mine, generated] = [hunksOf(base, yours) ?? [], hunksOf(base, next) ?? []]
  return mine.some((own) => {
    const same = generated.find((other) => isSame(own, other))
    if (same === undefined) return false
    const gone = new Set(base.slice(own.start, own.end).filter((word) => /\w/.test(word)))
    const others = [...mine, ...generated].filter((hunk) => hunk !== own && hunk !== same)
    return others.some(({ lines }) => lines.some((word) => gone.has(word)))
  })
}

function isSame(one: Hunk, other: Hunk): boolean {
  return one.start === other.start && one.end === other.end && one.lines.join('\n') === other.lines.join('\n')
}
