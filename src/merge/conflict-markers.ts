/** The texts that stand in one with conflict markers of git; `base` only where git was told to write it (`diff3`). */
export interface MarkedTexts {
  readonly ours: string
  readonly theirs: string
  readonly base: string | undefined
}

const OPENS = /^<{7}(?: |$)/
const BASE = /^\|{7}(?: |$)/
const PARTS = /^={7}$/
const CLOSES = /^>{7}(?: |$)/

/** Whether git wrote conflict markers into a text. */
export function hasConflictMarkers(text: string): boolean {
  return /^<{7}(?: |\r?$)/m.test(text) && /^>{7}(?: |\r?$)/m.test(text)
}

/** The texts that git put into one; `undefined` where its markers are not whole. */
export function markedTexts(text: string): MarkedTexts | undefined {
  const sides = { ours: [] as string[], base: [] as string[], theirs: [] as string[] }
  let inside: keyof typeof sides | undefined
  let hasBase = false
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (inside === undefined && OPENS.test(line)) inside = 'ours'
    else if (inside === 'ours' && BASE.test(line)) {
      inside = 'base'
      hasBase = true
    } else if ((inside === 'ours' || inside === 'base') && PARTS.test(line)) inside = 'theirs'
    else if (inside === 'theirs' && CLOSES.test(line)) inside = undefined
    else if (inside !== undefined) sides[inside].push(line)
    else for (const side of Object.values(sides)) side.push(line)
  }
  if (inside !== undefined) return undefined
  const joined = (lines: readonly string[]): string => lines.join('\n')
  return { ours: joined(sides.ours), theirs: joined(sides.theirs), base: hasBase ? joined(sides.base) : undefined }
}

/** Whether a line is one that git puts between texts. */
export function isMarker(line: string): boolean {
  return [OPENS, BASE, PARTS, CLOSES].some((marker) => marker.test(line))
}

/** How many conflicts are open in a text. */
export function countConflicts(text: string): number {
  return text.split('\n').filter((line) => OPENS.test(line)).length
}
