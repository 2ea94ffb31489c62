import { ALIKE, shared } from '../pairing.ts'
import type { Block } from './block.ts'
import { type Marks, markValue } from './marks.ts'
import { wordsOf } from './words.ts'

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
  return !isSameCommand(wordsOfRun(one, one.run), wordsOfRun(other, other.run))
}

/** A command with more words behind or before it is the same, and a script of many words with others in some places. */
function isSameCommand(words: readonly string[], others: readonly string[]): boolean {
  const alike = shared(words, others)
  const both = Math.round((alike * (words.length + others.length)) / 2)
  const fewer = Math.min(words.length, others.length)
  return both === fewer || (fewer >= SCRIPT && alike > SAME_SCRIPT)
}

/** `npm run lint` and `npm run build` have most words in common, and are not one. */
const SCRIPT = 12
const SAME_SCRIPT = 0.8

const known = new WeakMap<Marks, readonly string[]>()

/** A command is compared with many others. */
function wordsOfRun(marks: Marks, run: string): readonly string[] {
  const words = known.get(marks) ?? run.trim().split(/\s+/)
  known.set(marks, words)
  return words
}

export function haveSameMark({ marks: one }: Block, { marks: other }: Block): boolean {
  if (one === undefined || other === undefined) return false
  return (['id', 'name', 'uses', 'run'] as const).some((mark) => one[mark] !== undefined && one[mark] === other[mark])
}

/** What tells items of one list in another one. */
interface Telling {
  /** What an item uses or runs, where that stands equally often in both lists. */
  readonly markOf: (item: Block) => string | undefined
  /** Whether that is all that it is known by, and stands in one more often than in the other: which one is it there? */
  readonly isUnclear: (item: Block) => boolean
}

export function tellingOf(items: readonly Block[], others: readonly Block[]): Telling {
  const [before, after] = [countedMarks(items), countedMarks(others)]
  const isEven = (value: string): boolean => before.get(value) === after.get(value)
  return {
    markOf: ({ marks }) => {
      const value = marks && markValue(marks)
      return value !== undefined && isEven(value) ? value : undefined
    },
    isUnclear: ({ marks }) => {
      const value = marks && markValue(marks)
      const isNamed = marks?.id !== undefined || marks?.name !== undefined
      return value !== undefined && !isNamed && after.has(value) && !isEven(value)
    },
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
