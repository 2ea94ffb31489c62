import { diffArrays } from 'diff'
import { mapThree, type Three } from './three.ts'

/** Three texts merged by lines; `undefined` where both changed the same lines, or such that touch, in two ways. */
export function mergeLines(texts: Three<string>): string | undefined {
  const { yours, base, next } = mapThree(texts, (text) => text.split('\n'))
  const [mine, generated] = [hunksOf(base, yours), hunksOf(base, next)]
  if (mine === undefined || generated === undefined) return undefined
  const merged: string[] = []
  let done = 0
  while (mine.length > 0 || generated.length > 0) {
    const group = nextGroup(mine, generated)
    const [a, b] = [replaced(base, group, group.mine), replaced(base, group, group.generated)]
    if (group.mine.length > 0 && group.generated.length > 0 && a.join('\n') !== b.join('\n')) return undefined
    merged.push(...base.slice(done, group.start), ...(group.mine.length > 0 ? a : b))
    done = group.end
  }
  return [...merged, ...base.slice(done)].join('\n')
}

/** What became of some lines of the base: those from `start` to `end` are these now. */
interface Hunk {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
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
const MOST_CHANGED = 4_000

function hunksOf(base: readonly string[], lines: readonly string[]): Hunk[] | undefined {
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
  return hunks
}
