import { ALIKE, shared } from '../pairing.ts'
import type { Block } from './block.ts'
import { type Marks, markValue } from './marks.ts'
import { wordsIn, wordsOf } from './words.ts'

/** How much two items of a list have in common, from 0 to 1; 0 where they cannot be one. */
export function likeness(one: Block, other: Block): number {
  if (one.named || other.named || areOthers(one, other)) return 0
  const alike = shared(wordsOf(one), wordsOf(other))
  return haveSameMark(one, other) ? Math.max(ALIKE, alike) : alike
}

/** Whether two items cannot be one that was changed, however alike they are: what is meant for one harms the other. */
export function areOthers({ marks: one }: Block, { marks: other }: Block): boolean {
  if (one === undefined || other === undefined) return false
  const both = (['id', 'name', 'uses'] as const).filter((mark) => one[mark] !== undefined && other[mark] !== undefined)
  if (both.some((mark) => one[mark] !== other[mark])) return true
  if (both.length > 0) return false
  return runsOtherwise(one, other)
}

function runsOtherwise(one: Marks, other: Marks): boolean {
  if (one.run === undefined) return one.uses !== undefined && other.run !== undefined
  if (other.run === undefined) return other.uses !== undefined
  const [words, others] = [wordsOfRun(one, one.run), wordsOfRun(other, other.run)]
  const alike = shared(words, others)
  const both = Math.round((alike * (words.length + others.length)) / 2)
  // A command with more words behind or before it is the same.
  return alike <= SAME_COMMAND && both < Math.min(words.length, others.length)
}

const known = new WeakMap<Marks, readonly string[]>()

/** A command is compared with many others. */
function wordsOfRun(marks: Marks, run: string): readonly string[] {
  const words = known.get(marks) ?? wordsIn(run)
  known.set(marks, words)
  return words
}

/** `npm run lint` and `npm run build` have most words in common, and are not one. */
const SAME_COMMAND = 0.8

export function haveSameMark({ marks: one }: Block, { marks: other }: Block): boolean {
  if (one === undefined || other === undefined) return false
  return (['id', 'name', 'uses', 'run'] as const).some((mark) => one[mark] !== undefined && one[mark] === other[mark])
}

/**
 * Finds items of which it is not clear which is which: what they use or run stands in one list more often than in the
 * other, and that is all that they are known by.
 */
export function unclearItems(items: readonly Block[], others: readonly Block[]): (item: Block) => boolean {
  const [before, after] = [countedMarks(items), countedMarks(others)]
  return ({ marks }) => {
    if (marks === undefined || marks.id !== undefined || marks.name !== undefined) return false
    const value = markValue(marks)
    return value !== undefined && before.get(value) !== after.get(value) && after.has(value)
  }
}

function countedMarks(items: readonly Block[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { marks } of items) {
    const value = marks && markValue(marks)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
