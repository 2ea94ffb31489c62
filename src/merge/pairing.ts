// The whole package takes a while to load.
import { diffArrays } from 'diff/lib/diff/array.js'

/** From this on two things that have no names are taken for one that was changed. */
export const ALIKE = 0.6

/** Where there is more to compare, only what is equal, or of one name, is paired. */
const MOST_COMPARED = 250_000

/** What makes two things one, the surest first. */
export interface Sameness<Item> {
  /** What an item is known by: equal ones are paired in their order. */
  readonly names: readonly ((item: Item) => string | undefined)[]
  /** How much two that are left have in common, from 0 to 1; 0 where they cannot be one. */
  readonly likeness: (item: Item, other: Item) => number
}

/**
 * For each item of a list that one of another list which it has become, if it is still there: what both have in one order,
 * then by its names wherever it stands, then what stands in the same place and is alike.
 */
export function pairUp<Item>(
  items: readonly Item[],
  others: readonly Item[],
  { names, likeness }: Sameness<Item>,
): ReadonlyMap<Item, Item> {
  const pairs = new Map<Item, Item>()
  const free = new Set(others)
  const pair = (item: Item, other: Item): void => {
    pairs.set(item, other)
    free.delete(other)
  }
  const [surest] = names
  if (surest !== undefined) for (const [item, other] of inOneOrder(items, others, surest)) pair(item, other)
  for (const name of names) {
    if (pairs.size === items.length || free.size === 0) break
    const byName = grouped(free, name)
    for (const item of items) {
      const key = pairs.has(item) ? undefined : name(item)
      const other = key === undefined ? undefined : byName.get(key)?.shift()
      if (other !== undefined) pair(item, other)
    }
  }
  for (const { item, other } of candidates({ items, others, pairs, free }, likeness))
    if (!pairs.has(item) && free.has(other)) pair(item, other)
  return pairs
}

/** So many differences are enough to look for what is in one order. */
const MOST_DIFFERENCES = 1_000

/** The longest row of items that both lists have: of several that say the same those pair that stand in it. */
function inOneOrder<Item>(items: readonly Item[], others: readonly Item[], name: Sameness<Item>['names'][number]) {
  const [own, theirs] = [items, others].map((list) => list.map((item) => name(item) ?? item))
  const parts = diffArrays<Item | string>(own ?? [], theirs ?? [], { maxEditLength: MOST_DIFFERENCES }) ?? []
  const rows: [Item, Item][] = []
  let [from, to] = [0, 0]
  for (const { added, removed, count } of parts) {
    for (let at = 0; !added && !removed && at < count; at += 1) {
      const [item, other] = [items[from + at], others[to + at]]
      if (item !== undefined && other !== undefined) rows.push([item, other])
    }
    if (!added) from += count
    if (!removed) to += count
  }
  return rows
}

function grouped<Item>(items: Iterable<Item>, name: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = name(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

interface Left<Item> {
  readonly items: readonly Item[]
  readonly others: readonly Item[]
  readonly pairs: ReadonlyMap<Item, Item>
  readonly free: ReadonlySet<Item>
}

/** What could be one, the likest first. */
function candidates<Item>(left: Left<Item>, likeness: Sameness<Item>['likeness']) {
  const { items, others, pairs, free } = left
  if (free.size * items.length > MOST_COMPARED) return []
  const places = new Map(others.map((other, at) => [other, at]))
  return items
    .filter((item) => !pairs.has(item))
    .flatMap((item) => {
      const [from, to] = placeOf(left, places, item)
      const inPlace = [...free].filter((other) => isBetween(places.get(other) ?? -1, from, to))
      return inPlace.map((other) => ({ item, other, alike: likeness(item, other) }))
    })
    .filter(({ alike }) => alike >= ALIKE)
    .toSorted((a, b) => b.alike - a.alike)
}

function isBetween(at: number, from: number, to: number): boolean {
  return from < at && at < to
}

/** Between which places of the other list the nearest neighbours of an item are that are still there. */
function placeOf<Item>({ items, pairs }: Left<Item>, places: ReadonlyMap<Item, number>, item: Item): [number, number] {
  const at = items.indexOf(item)
  const place = (neighbour: Item | undefined): number | undefined => {
    const other = neighbour === undefined ? undefined : pairs.get(neighbour)
    return other === undefined ? undefined : places.get(other)
  }
  const before = items.slice(0, at).findLast((one) => pairs.has(one))
  const after = items.slice(at + 1).find((one) => pairs.has(one))
  return [place(before) ?? -1, place(after) ?? places.size]
}

/** How much two texts have in common, from 0 to 1: twice the words that both have, by all that there are. */
export function shared(first: readonly string[], second: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of first) left.set(word, (left.get(word) ?? 0) + 1)
  let both = 0
  for (const word of second) {
    const amount = left.get(word) ?? 0
    if (amount === 0) continue
    left.set(word, amount - 1)
    both += 1
  }
  const all = first.length + second.length
  return all === 0 ? 1 : (2 * both) / all
}
