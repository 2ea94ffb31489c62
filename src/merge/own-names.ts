import type { Renames } from '../model/renames.ts'
import { codeInTemplate, type Name, namesIn } from './names-in-line.ts'

/** Where a line of the user's own stands. */
interface Place {
  /** The table that `t` is there. */
  readonly table: string | undefined
  /** What a name of the generated lines that it was made of is called now. */
  readonly follows: ((name: Name) => string | undefined) | undefined
}

/**
 * The names that lines of the user's own get, and which of them they got.
 *
 * @param now the words of what is generated now
 * @param bound what becomes of a name that the generated file imports or declares
 */
export function ownNames(
  { names, members, segments }: Renames,
  { now, bound }: { readonly now: ReadonlySet<string>; readonly bound: (word: string) => string },
) {
  const used = new Set<string>()
  const given = new Set(names.values())
  const inString = (text: string): string => {
    if (!text.includes('/')) return text
    return text.replace(/(?<=[/'"`])[\w-]+(?=[/.'"`?]|$)/g, (segment) => segments.get(segment) ?? segment)
  }
  const inCode = ({ text, kind, owner }: Name, { table }: Place): string => {
    if (owner !== undefined) return members.get(`${owner === 't' ? (table ?? owner) : owner}.${text}`) ?? text
    // A key is what the user calls it, and `products` on its own in a literal is one as well.
    if (kind === 'key') return text
    const name = names.get(text) ?? bound(text)
    if (name === text || (now.has(text) && !given.has(text))) return text
    if (!names.has(name)) used.add(name)
    return name
  }
  const renamed = (line: string, place: Place): string =>
    namesIn(line, (name) => {
      const follower = place.follows?.(name)
      if (follower !== undefined) return follower
      if (name.kind === 'template') return codeInTemplate(inString(name.text), (code) => renamed(code, place))
      return name.kind === 'string' ? inString(name.text) : inCode(name, place)
    })
  return { renamed, used }
}
