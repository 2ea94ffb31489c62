import { mergeLines } from '../merge-lines.ts'
import type { Three } from '../three.ts'
import type { Block } from './block.ts'

/** What a person has to settle, and what one should hear of. */
export interface Findings {
  readonly conflicts: string[]
  /** The same about comments and empty lines alone: whatever becomes of them, the keys and values are what they are. */
  readonly comments: string[]
  readonly notes: string[]
  /** Whether the user has what a block holds, anywhere. */
  readonly isInYours: (block: Block) => boolean
}

/** What a part of a file is called in a sentence; the whole of it has no path. */
export function sayable(path: string): string {
  return path === '' ? 'the file' : `\`${path}\``
}

/** Three texts of one thing as one, by lines. */
export function mergePart(texts: Three<string>, { conflicts, comments }: Findings, said: string): string {
  const { yours, base, next } = texts
  if (base === next) return yours
  if (yours === base) return next
  const text = mergeLines(texts)
  if (text === undefined) ([yours, base, next].every(isComment) ? comments : conflicts).push(`both changed ${said}`)
  return text ?? yours
}

function isComment(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line))
}
