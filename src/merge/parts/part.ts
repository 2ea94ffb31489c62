/**
 * What can be looked at by itself in a text: a statement or member, a block of YAML, a line. From `start` to `stop` it has
 * all that belongs to it, comments above it among them.
 */
export interface Part {
  /** What it is known by among its neighbours. */
  readonly key: string
  readonly start: number
  readonly stop: number
  /** Where its own text begins, behind the comments above it. */
  readonly bodyStart: number
  /** Where its own text ends, before its separator. */
  readonly bodyStop: number
  /** It says nothing by itself, such as a bracket on a line of its own, and is there for what is around it. */
  readonly silent?: true
  /** What it holds, list by list. */
  lists(): readonly (readonly Part[])[]
}

/** A text as its parts. */
export interface Parts {
  readonly text: string
  readonly roots: readonly Part[]
  /** What some parts of this text are in a list of another version of it. */
  align(parts: readonly Part[], other: Parts, others: readonly Part[]): ReadonlyMap<Part, Part>
  /** All that a part says, so that two that say the same are equal: white space that means nothing is left out. */
  saying(part: Part): string
}

/** Parts from the outside in: each is in the one before it. */
export type PartPath = readonly Part[]

/** The innermost part at an offset, with all around it; nothing where the text has none there. */
export function partAt(parts: readonly Part[], offset: number): PartPath {
  const part = parts.find(({ start, stop }) => start <= offset && offset < stop)
  if (part === undefined || part.silent) return []
  const inside = part.lists().map((list) => partAt(list, offset))
  return [part, ...(inside.find((path) => path.length > 0) ?? [])]
}

/** The same part in another version of the text; `undefined` where that does not have it. */
export function counterpart(from: Parts, path: PartPath, to: Parts): PartPath | undefined {
  return followed(path, [from.roots, to.roots], ({ list, others, part }) => from.align(list, to, others).get(part))
}

/** What stands in the same place of another version that is made alike, whatever it is called there. */
export function samePlace(from: Parts, path: PartPath, to: Parts): PartPath | undefined {
  return followed(path, [from.roots, to.roots], ({ list, others, part }) =>
    list.length === others.length ? others[list.indexOf(part)] : undefined,
  )
}

interface Step {
  readonly list: readonly Part[]
  readonly others: readonly Part[]
  readonly part: Part
}

function followed(
  path: PartPath,
  [first, second]: readonly [readonly Part[], readonly Part[]],
  twinOf: (step: Step) => Part | undefined,
): PartPath | undefined {
  let [lists, twins]: (readonly (readonly Part[])[])[] = [[first], [second]]
  const found: Part[] = []
  for (const part of path) {
    const at = lists?.findIndex((list) => list.includes(part)) ?? -1
    const [list, others] = [lists?.[at], twins?.[at]]
    const isAlike = list !== undefined && others !== undefined && lists?.length === twins?.length
    const twin = isAlike ? twinOf({ list, others, part }) : undefined
    if (twin === undefined) return undefined
    found.push(twin)
    lists = part.lists()
    twins = twin.lists()
  }
  return found
}

/** Made when it is first asked for, and the same from then on. */
export function lazily<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined
  return () => {
    made ??= { result: make() }
    return made.result
  }
}
