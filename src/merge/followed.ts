import { hunksOf } from './line-regions.ts'
import { codeInTemplate, type Name, namesIn } from './names-in-line.ts'

type Follows = (name: Name) => string | undefined

/**
 * For lines of the user's, by their number from 0, that stand in the place of generated ones: what becomes of the names
 * that those had. Of `title: text(1, 200)` you made `title: text(3, 200)`; now it is `headline`, and so is yours.
 *
 * @param renamed what a generated text is called now
 */
export function followed(
  { base, yours }: { readonly base: string; readonly yours: string },
  renamed: (text: string) => string,
): ReadonlyMap<number, Follows> {
  const lines = base.split('\n')
  const following = new Map<number, Follows>()
  let moved = 0
  for (const { start, end, lines: own } of hunksOf(lines, yours.split('\n')) ?? []) {
    const follows = followsOf(lines.slice(start, end), renamed)
    for (const at of own.keys()) following.set(start + moved + at, follows)
    moved += own.length - (end - start)
  }
  return following
}

/** Each name as often as the generated lines had it: what is there more often is the user's. */
function followsOf(lines: readonly string[], renamed: (text: string) => string): Follows {
  const left = new Map<string, number>()
  const count = (line: string): string =>
    namesIn(line, (name) => {
      if (name.kind === 'template') return codeInTemplate(name.text, count)
      if (renamed(name.text) !== name.text) left.set(keyOf(name), (left.get(keyOf(name)) ?? 0) + 1)
      return name.text
    })
  for (const line of lines) count(line)
  return (name) => {
    const times = left.get(keyOf(name)) ?? 0
    if (times === 0) return undefined
    left.set(keyOf(name), times - 1)
    return renamed(name.text)
  }
}

/** What a name is known by: a string has the quotes that a formatter gives it. */
function keyOf({ text, kind, owner = '' }: Name): string {
  return `${kind} ${owner}.${kind === 'string' ? text.slice(1, -1) : text}`
}
