import type { Renamed } from '../model/renamed.ts'

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What is the same but for its name: of two that are the same, each has one of the names. */
export function otherNames(before: Named, after: Named): readonly Renamed[] {
  const isKept = (name: string) => isSame(before[name], after[name])
  const free = new Set(Object.keys(after).filter((name) => !isKept(name)))
  return Object.entries(before).flatMap(([from, value]) => {
    if (isKept(from)) return []
    const to = [...free].find((name) => isSame(value, after[name]))
    if (to === undefined) return []
    free.delete(to)
    return [{ from, to }]
  })
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b
  return JSON.stringify({ ...(a as object), name: '' }) === JSON.stringify({ ...(b as object), name: '' })
}
