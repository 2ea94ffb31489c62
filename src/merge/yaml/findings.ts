import { mergeLines } from '../merge-lines.ts'
import type { Three } from '../three.ts'
import type { Block } from './block.ts'

/** What a person has to settle, and what one should hear of. */
export interface Findings {
  readonly conflicts: string[]
  readonly notes: string[]
  /** Whether the user has what a block holds, anywhere. */
  readonly isInYours: (block: Block) => boolean
}

/** What a part of a file is called in a sentence; the whole of it has no path. */
export function sayable(path: string): string {
  return path === '' ? 'the file' : `\`${path}\``
}

/** Three texts of one thing as one, by lines. */
export function mergePart(texts: Three<string>, { conflicts }: Findings, said: string): string {
  const { yours, base, next } = texts
  if (base === next) return yours
  if (yours === base) return next
  const text = mergeLines(texts)
  if (text === undefined) conflicts.push(`both changed ${said}`)
  return text ?? yours
}
