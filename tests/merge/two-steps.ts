import type { Three } from '../../src/merge/three.ts'
import { codeWords, counted, writtenIn } from './words.ts'

/**
 * Whether a text that was merged with `next`, and then with the base again, says what it said. What both took out is
 * generated again: no merge of three texts knows that it was taken out twice.
 */
export function isBack({ base, yours, next }: Three<string>, back: string): boolean {
  const words = wordsOf(base)
  const [mine, theirs] = [yours, next].map((text) => writtenIn(words, wordsOf(text)).removed)
  const [before, after] = [yours, back].map((text) => counted(wordsOf(text)))
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].every((word) => {
    const more = (after?.get(word) ?? 0) - (before?.get(word) ?? 0)
    return more >= 0 && more <= Math.min(mine?.get(word) ?? 0, theirs?.get(word) ?? 0)
  })
}

/** White space in a comment is none of what it says. */
function wordsOf(text: string): string[] {
  return codeWords(text).map((word) => word.replaceAll(/\s+/g, ' '))
}
