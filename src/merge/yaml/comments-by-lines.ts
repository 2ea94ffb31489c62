import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'
import { mergeLines } from '../merge-lines.ts'
import type { Three } from '../three.ts'

/**
 * Three texts merged by lines, where by key nothing but comments is unclear: lines know that you put something between a
 * comment and its key, and that the other one stands above both. `undefined` where they are no help, or where they say
 * anything else than the keys do.
 */
export function withCommentsByLines(texts: Three<string>, byKey: string): string | undefined {
  const byLines = mergeLines(texts)
  return byLines !== undefined && isDeepStrictEqual(meaningOf(byLines), meaningOf(byKey)) ? byLines : undefined
}

/**
 * A comment that both kept and the merged text lacks: it belongs to what stands below it, which is another key where
 * something new stands above it, and that one may be gone.
 */
export function lostComment({ yours, base, next }: Three<string>, merged: string): string | undefined {
  const [own, generated, kept] = [yours, next, merged].map((text) => new Set(commentsIn(text)))
  return commentsIn(base).find((line) => own?.has(line) && generated?.has(line) && !kept?.has(line))
}

function commentsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('#'))
}

/** All keys and values; nothing of what is no YAML. */
function meaningOf(text: string): unknown {
  const document = parseDocument(text)
  try {
    return document.errors.length > 0 ? undefined : document.toJS()
  } catch {
    return undefined
  }
}
