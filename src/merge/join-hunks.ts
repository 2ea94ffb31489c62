/** What became of some lines of the base: those from `start` to `end` are these now. */
export interface Hunk {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

/**
 * The same difference in fewer places, as git has it: of lines that stand there twice, such as empty ones, either may be the
 * one that was taken out or added, and which it was decides what the change touches.
 */
export function joinedHunks(base: readonly string[], hunks: readonly Hunk[]): Hunk[] {
  const joined: Hunk[] = []
  for (const hunk of hunks) {
    let last = hunk
    for (let before = joined.at(-1); before !== undefined; before = joined.at(-1)) {
      const one = asOne(base, before, last)
      if (one === undefined) break
      joined.pop()
      last = one
    }
    joined.push(last)
  }
  return joined
}

/** Two changes as one, where one of them may as well stand directly at the other. */
function asOne(base: readonly string[], first: Hunk, second: Hunk): Hunk | undefined {
  const between = base.slice(first.end, second.start)
  const amount = between.length
  const upwards = [...between, ...changed(base, second)]
  if (isPure(second) && isSame(upwards.slice(-amount), between)) {
    const lines = second.lines.length === 0 ? first.lines : [...first.lines, ...upwards.slice(0, -amount)]
    return { start: first.start, end: second.end - amount, lines }
  }
  const downwards = [...changed(base, first), ...between]
  if (isPure(first) && isSame(downwards.slice(0, amount), between)) {
    const lines = first.lines.length === 0 ? second.lines : [...downwards.slice(amount), ...second.lines]
    return { start: first.start + amount, end: second.end, lines }
  }
  return undefined
}

/** Whether lines were only taken out, or only added. */
function isPure({ start, end, lines }: Hunk): boolean {
  return start === end || lines.length === 0
}

function changed(base: readonly string[], { start, end, lines }: Hunk): readonly string[] {
  return lines.length === 0 ? base.slice(start, end) : lines
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at])
}
