// The whole package takes a while to load, and commands that merge nothing need this module too.
import { diffArrays } from 'diff/lib/diff/array.js'
import { type Hunk, joinedHunks } from './join-hunks.ts'
import { mapThree, type Three } from './three.ts'

/** Some lines of a merged text, or three versions of them where both sides changed them, each in its own way. */
export type Region = { readonly merged: readonly string[] } | { readonly conflict: Three<readonly string[]> }

/**
 * Three texts as regions, from the first line to the last. What both changed in one way is merged; changes that touch one
 * another are one. Texts that have nearly nothing in common are one conflict.
 */
export function regionsOf(texts: Three<string>): readonly Region[] {
  const lines = mapThree(texts, (text) => text.split('\n'))
  const { yours, base, next } = lines
  const [mine, generated] = [hunksOf(base, yours), hunksOf(base, next)]
  if (mine === undefined || generated === undefined) return [{ conflict: lines }]
  const regions: Region[] = []
  let done = 0
  while (mine.length > 0 || generated.length > 0) {
    const group = nextGroup(mine, generated)
    regions.push({ merged: base.slice(done, group.start) }, regionOf(base, group))
    done = group.end
  }
  return [...regions, { merged: base.slice(done) }]
}

function regionOf(base: readonly string[], group: Group): Region {
  const { mine, generated, start, end } = group
  const [yours, next] = [replaced(base, group, mine), replaced(base, group, generated)]
  if (mine.length > 0 && generated.length > 0 && yours.join('\n') !== next.join('\n'))
    return { conflict: { yours, base: base.slice(start, end), next } }
  return { merged: mine.length > 0 ? yours : next }
}

interface Group {
  readonly start: number
  readonly end: number
  readonly mine: readonly Hunk[]
  readonly generated: readonly Hunk[]
}

/** Takes the first changes of both sides that touch one another. */
function nextGroup(mine: Hunk[], generated: Hunk[]): Group {
  const start = Math.min(mine[0]?.start ?? Number.POSITIVE_INFINITY, generated[0]?.start ?? Number.POSITIVE_INFINITY)
  const group = { start, end: start, mine: [] as Hunk[], generated: [] as Hunk[] }
  for (;;) {
    const [hunks, into] = [[mine, group.mine] as const, [generated, group.generated] as const].find(
      ([[first]]) => first !== undefined && first.start <= group.end,
    ) ?? [undefined, undefined]
    const hunk = hunks?.shift()
    if (hunk === undefined || into === undefined) return group
    into.push(hunk)
    group.end = Math.max(group.end, hunk.end)
  }
}

/** The lines of a group as one side has them. */
function replaced(
  base: readonly string[],
  { start, end }: Pick<Group, 'start' | 'end'>,
  hunks: readonly Hunk[],
): string[] {
  const lines: string[] = []
  let done = start
  for (const hunk of hunks) {
    lines.push(...base.slice(done, hunk.start), ...hunk.lines)
    done = hunk.end
  }
  return [...lines, ...base.slice(done, end)]
}

/** Texts that have less in common than that are not merged by lines. */
const MOST_CHANGED = 2_000

/** What one text has in place of lines of the base; `undefined` where they have too little in common. */
export function hunksOf(base: readonly string[], lines: readonly string[]): Hunk[] | undefined {
  const parts = diffArrays([...base], [...lines], { maxEditLength: MOST_CHANGED })
  if (parts === undefined) return undefined
  const hunks: Hunk[] = []
  let at = 0
  for (const { added, removed, value } of parts) {
    const last = hunks.at(-1)
    const end = at + (added ? 0 : value.length)
    if (added || removed) {
      const own = { start: at, end, lines: added ? value : [] }
      if (last?.end === at) hunks[hunks.length - 1] = { start: last.start, end, lines: [...last.lines, ...own.lines] }
      else hunks.push(own)
    }
    at = end
  }
  return joinedHunks(base, hunks)
}
