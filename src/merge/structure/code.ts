import { shared } from '../pairing.ts'
import { withoutFormat } from './format.ts'
import { isComment, type Token, tokensOf } from './tokens.ts'

/**
 * What a text says, as a list of words: two texts have the same when they differ in nothing but what a formatter decides.
 * That is white space between tokens, the quotes of strings, a comma before a closing bracket, semicolons at the ends of
 * statements, brackets around the one parameter of an arrow function, and where the lines of a comment begin.
 */
export function codeOf(text: string): readonly string[] {
  const code = known.get(text) ?? written(tokensOf(text))
  // The three texts of a file hold mostly the same parts, and each part is asked for at every level above it.
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, code)
  return code
}

const known = new Map<string, readonly string[]>()
const MOST_KNOWN = 20_000

/** Whether two texts say the same. */
export function sameCode(a: string, b: string): boolean {
  if (a === b) return true
  if (glance(a) !== glance(b)) return false
  const [first, second] = [codeOf(a), codeOf(b)]
  return first.length === second.length && first.every((word, at) => word === second[at])
}

/** What no formatter changes, at a glance: most texts that differ already differ in this. */
export function glance(text: string): string {
  return text.replaceAll(/[\s'"`,;()|&\\]/g, '')
}

/** Whether nothing was done to a text but that words were taken out of it. */
export function isReduced(text: string, original: string): boolean {
  const words = codeOf(text)
  let found = 0
  for (const word of codeOf(original)) if (word === words[found]) found += 1
  return found === words.length
}

/** How much two texts have in common, from 0 to 1. */
export function likeness(a: string, b: string): number {
  return shared(codeOf(a), codeOf(b))
}

function written(tokens: readonly Token[]): string[] {
  const comments = tokens.filter(({ kind }) => isComment(kind))
  const left = withoutFormat(tokens.filter(({ kind }) => !isComment(kind)))
  if (comments.length === 0) return left.map(({ word }) => word)
  const words = new Map(left.map(({ token, word }) => [token, word]))
  for (const comment of comments) words.set(comment, comment.text.replaceAll(/^[ \t]+|[ \t]+$/gm, ''))
  return tokens.flatMap((token) => words.get(token) ?? [])
}
