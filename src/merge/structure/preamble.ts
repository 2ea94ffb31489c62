import type { ts } from 'ts-morph'

/**
 * Where what belongs to the whole file ends: a shebang and the comments that a file begins with, but for documentation
 * and for what is said to the next line alone, which are its first statement's.
 */
export function preambleEnd({ text }: ts.SourceFile): number {
  const [preamble = ''] = PREAMBLE.exec(text) ?? []
  const isFollowed = /^\n\S/.test(text.slice(preamble.length))
  return isFollowed ? preamble.replace(FOR_NEXT_LINE, '').length : preamble.length
}

/** A comment on lines of its own: one with code behind it is about that. */
const COMMENT = String.raw`(?:\/\/.*|\/\*(?!\*)(?:(?!\*\/)[\s\S])*\*\/(?=[ \t]*(?:\n|$)))`

const PREAMBLE = new RegExp(String.raw`^(?:#!.*\n)?(?:${COMMENT}(?:\n${COMMENT})*)?`)

/** What tells a tool to pass over a line, at the end of a preamble. */
const FOR_NEXT_LINE =
  /(?:(?:^|\n)(?:\/\/|\/\*)[ \t]*(?:biome-ignore(?!-)|(?:eslint|oxlint)-disable-next-line|prettier-ignore|@ts-(?:expect-error|ignore)|deno-lint-ignore(?!-))[^\n]*)+$/
