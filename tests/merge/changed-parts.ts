import { diffLines } from 'diff'

/** A part of a text, in characters, that is otherwise in another one; what is only added there takes none. */
export interface ChangedPart {
  readonly start: number
  readonly end: number
}

/** The parts of a text that another one has otherwise, by lines. */
export function changedParts(text: string, other: string): ChangedPart[] {
  const parts: ChangedPart[] = []
  let at = 0
  for (const { added, removed, value } of diffLines(text, other)) {
    const end = added ? at : at + value.length
    const last = parts.at(-1)
    if (added && last?.end === at) continue
    if (added || removed) parts.push({ start: at, end: Math.max(at, end - 1) })
    at = end
  }
  return parts
}

/** The same parts after the text was edited in one place. */
export function shifted(parts: readonly ChangedPart[], before: string, after: string): ChangedPart[] {
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  const by = after.length - before.length
  return parts.map((part) => ({
    start: part.start > start ? Math.max(start, part.start + by) : part.start,
    end: part.end > start ? Math.max(start, part.end + by) : part.end,
  }))
}
