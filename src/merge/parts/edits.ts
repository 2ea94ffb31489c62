import type { Part, PartPath, Parts } from './part.ts'

/** Where two versions of a text differ: a part of the later one, or, of what it does not have, of the earlier one. */
export interface PartEdit {
  readonly kind: 'edited' | 'added' | 'removed'
  readonly path: PartPath
}

/** The smallest parts that differ, in the order of the texts. */
export function editsBetween(before: Parts, after: Parts): readonly PartEdit[] {
  return editsIn({ before, after }, { list: before.roots, others: after.roots, around: [] })
}

interface Lists {
  readonly list: readonly Part[]
  readonly others: readonly Part[]
  readonly around: PartPath
}

function editsIn(texts: { readonly before: Parts; readonly after: Parts }, lists: Lists): PartEdit[] {
  const { before, after } = texts
  const { list, others, around } = lists
  const pairs = before.align(list, after, others)
  const origins = new Map(Array.from(pairs, ([part, twin]) => [twin, part]))
  const gone = list.filter((part) => !part.silent && !pairs.has(part))
  const standing = others.flatMap((twin): PartEdit[] => {
    const path = [...around, twin]
    const origin = origins.get(twin)
    if (twin.silent) return []
    if (origin === undefined) return [{ kind: 'added', path }]
    if (before.saying(origin) === after.saying(twin)) return []
    const inside = insideOf(texts, [origin, twin], path)
    return inside.length > 0 ? inside : [{ kind: 'edited', path }]
  })
  return [...standing, ...gone.map((part) => ({ kind: 'removed' as const, path: [...around, part] }))]
}

function insideOf(
  texts: { readonly before: Parts; readonly after: Parts },
  [origin, twin]: readonly [Part, Part],
  around: PartPath,
): PartEdit[] {
  const [lists, others] = [origin.lists(), twin.lists()]
  if (lists.length !== others.length) return []
  return lists.flatMap((list, at) => editsIn(texts, { list, others: others[at] ?? [], around }))
}
