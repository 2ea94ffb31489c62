/** A change of a text: what stands from `start` to `end` becomes `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text with all changes, which do not overlap; what is added somewhere stands before what replaces the rest. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = splices
    .map((splice, at) => ({ ...splice, at }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || a.at - b.at)
  let result = ''
  let done = 0
  for (const { start, end, text: replacement } of sorted) {
    if (start < done) throw new Error('two changes of one text overlap')
    result += text.slice(done, start) + replacement
    done = end
  }
  return result + text.slice(done)
}
