import type { Condition, Field, Index } from './model.ts'

/** An index before it has a name. */
export interface WantedIndex {
  readonly columns: readonly Field[]
  /** Properties of those that stand in lower case. */
  readonly lower: readonly string[]
  readonly unique: boolean
  readonly where: Condition | undefined
  /** Only rows that are not marked as deleted: what is gone keeps no value from others. */
  readonly live: boolean
  /** `gin` finds rows by an item of a list, and `words` by those of texts, and nothing else. */
  readonly method: Index['method']
}

/** A list of fields, and nothing more to say. */
export function plainIndex(columns: readonly Field[]): WantedIndex {
  return { columns, lower: [], unique: false, where: undefined, live: false, method: 'btree' }
}

/** Lists of fields of which no two rows have the same values, each with an index of its own: the key comes first. */
export type UniqueColumns = readonly (readonly Field[])[]

/** The indexes that have to be made: without those that a key, a unique field or another index is as good as. */
export function withoutCovered(wanted: readonly WantedIndex[], unique: UniqueColumns): WantedIndex[] {
  return wanted.filter((index, at) => !isUniqueAlready(index, unique) && !isCovered(index, at, { wanted, unique }))
}

/** What a constraint says already needs no index that says it again. */
function isUniqueAlready(index: WantedIndex, unique: UniqueColumns): boolean {
  const { columns, lower, where } = index
  if (!index.unique || lower.length > 0 || where !== undefined) return false
  return unique.some((list) => list.length === columns.length && startsWith(list, columns))
}

interface Others {
  readonly wanted: readonly WantedIndex[]
  readonly unique: UniqueColumns
}

function isCovered(index: WantedIndex, at: number, { wanted, unique }: Others): boolean {
  if (isPlain(index) && unique.some((list) => startsWith(list, index.columns))) return true
  return wanted.some((other, position) => position !== at && covers(other, index, position < at))
}

/** Of two that are the same the first one is made. */
function covers(other: WantedIndex, index: WantedIndex, isFirst: boolean): boolean {
  if (isSame(other, index)) return isFirst
  if (!isPlain(index) || !isWhole(other)) return false
  return startsWith(other.columns, index.columns)
}

function isSame(one: WantedIndex, other: WantedIndex): boolean {
  return fingerprint(one) === fingerprint(other)
}

function fingerprint({ columns, ...rest }: WantedIndex): string {
  return JSON.stringify([columns.map(({ property }) => property), rest])
}

function isPlain(index: WantedIndex): boolean {
  return isWhole(index) && !index.unique
}

/** Whether every row stands in it, by its values as they are. */
function isWhole({ lower, where, live, method }: WantedIndex): boolean {
  return lower.length === 0 && where === undefined && !live && method === 'btree'
}

function startsWith(list: readonly Field[], start: readonly Field[]): boolean {
  return start.every((field, index) => list[index] === field)
}
