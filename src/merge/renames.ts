import { renameKey } from '../model/circles.ts'
import { openRenames } from '../model/rename-order.ts'
import type { Renamed, Renames } from '../model/renames.ts'
import { followed } from './followed.ts'
import { identityKey, type Lock } from './lock.ts'
import type { MergeText } from './merge-text.ts'
import { ownLines } from './own-lines.ts'
import { ownNames } from './own-names.ts'

/**
 * The lock with files of a renamed resource as those of the new name, where they stand, so that they are moved with the
 * edits in them. Resources may change names with each other.
 */
export function withRenamedSubjects(lock: Lock, renamed: readonly Renamed[], subjects: ReadonlySet<string>): Lock {
  const standing = [...new Set(lock.entries.map(({ identity }) => identity.subject))]
  const known = new Set(lock.entries.map(({ identity }) => identityKey(identity)))
  const handedOn = openRenames(renamed, standing, [...subjects])
  const names = new Map(
    renamed.filter((one) => !subjects.has(one.from) || handedOn.includes(one)).map(({ from, to }) => [from, to]),
  )
  const entries = lock.entries.map((entry) => {
    const subject = names.get(entry.identity.subject)
    if (subject === undefined) return entry
    const identity = { ...entry.identity, subject }
    return known.has(identityKey(identity)) && !names.has(subject) ? entry : { ...entry, identity }
  })
  return { ...lock, entries }
}

/** Of resources that have names which others gave up, those that the lock knows under the new one already: `note<tag`. */
export function handedOnAlready(lock: Lock, rows: readonly Renamed[], subjects: ReadonlySet<string>): string[] {
  const standing = [...new Set(lock.entries.map(({ identity }) => identity.subject))]
  const open = openRenames(rows, standing, [...subjects])
  return rows.filter((one) => !open.includes(one)).map(({ from, to }) => renameKey(to, from))
}

/**
 * Merges after the base, and what of it the user's text still has, have the names of now, where what is generated has them
 * so. In lines of the user's own only names that can mean nothing else are changed: tables, types and functions of the
 * resource, `products.price`, paths; and what stood in the generated lines that they were made of. What would then mean
 * something else there is a conflict.
 */
export function renaming(merge: MergeText, renames: Renames): MergeText {
  if (renames.stems.size === 0) return merge
  const renamed = stemReplacer(renames.stems)
  return (input) => {
    if (input.base === '') return merge(input)
    const [before, now] = [wordsIn(input.base), wordsIn(input.next)]
    // A word that is still there is another one's now, where that has taken the name.
    const taken = wordsAfter(before, renames.handedOn)
    const called = (word: string): string => {
      const name = renamed(word)
      const isGone = !now.has(word) || taken.has(word)
      return name !== word && before.has(word) && now.has(name) && isGone ? name : word
    }
    const generated = (text: string): string => text.replace(WORD, called)
    const base = generated(input.base)
    // The rename was made long ago, or is none here: an old name in the user's text is a new thing of theirs.
    if (base === input.base) return merge(input)
    const names = boundIn(input.base)
    const careful = ownNames(renames, { now, bound: (word) => (names.has(word) ? called(word) : word) })
    const own = ownLines(input.yours, input.base)
    const lines = input.yours.split('\n')
    const tables = tablesAround(lines)
    const following = followed(input, generated)
    const yours = lines.map((line, at) =>
      own.has(at) ? careful.renamed(line, { table: tables[at], follows: following.get(at) }) : generated(line),
    )
    const clash = takenName(input, { own, names: careful.used })
    if (clash !== undefined)
      return { conflict: `\`${clash}\` is a name of yours already, and what is generated is called so now` }
    return merge({ ...input, base, yours: yours.join('\n') })
  }
}

/** A name in code, in a path or in a sentence. */
const WORD = /[A-Za-z_$][\w$]*(?:-[\w$]+)*/g

/** For each line the table that `t` is in it: the last one that a statement above it, or the line itself, makes. */
function tablesAround(lines: readonly string[]): readonly (string | undefined)[] {
  let table: string | undefined
  return lines.map((line) => {
    table = /^(?:export )?const (\w+) = pgTable\(/.exec(line)?.[1] ?? table
    return table
  })
}

/** What words become that lead to the name of another resource. */
function wordsAfter(words: ReadonlySet<string>, stems: ReadonlyMap<string, string>): ReadonlySet<string> {
  if (stems.size === 0) return new Set()
  const renamed = stemReplacer(stems)
  return new Set([...words].map((word) => [word, renamed(word)] as const).flatMap(([a, b]) => (a === b ? [] : [b])))
}

/** The names that a generated file imports, or declares for all of it. */
function boundIn(base: string): ReadonlySet<string> {
  const imported = [...base.matchAll(/^import ([^'"]*?) from /gm)].flatMap(
    ([, clause = '']) => clause.match(WORD) ?? [],
  )
  const declared = [...base.matchAll(DECLARATION)].map(([, name = '']) => name)
  return new Set([...imported, ...declared])
}

const DECLARATION = /^(?:export )?(?:async )?(?:const|function|class|enum|interface|type) (\w+)/gm

/** A new name that lines of the user's own had before, for something else. */
function takenName(
  { yours }: { readonly yours: string },
  { own, names }: { readonly own: ReadonlySet<number>; readonly names: ReadonlySet<string> },
): string | undefined {
  const words = wordsIn(
    yours
      .split('\n')
      .filter((_, at) => own.has(at))
      .join('\n')
      .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/.*/g, ''),
  )
  return [...names].find((name) => words.has(name))
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(WORD))
}

/** Puts new stems in the place of old ones within a word; `production` has no `product` in it. */
function stemReplacer(stems: ReadonlyMap<string, string>): (word: string) => string {
  const longestFirst = [...stems.keys()].toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(stemPattern).join('|'), 'g')
  return (word) => word.replace(pattern, (stem) => stems.get(stem) ?? stem)
}

function stemPattern(stem: string): string {
  const plain = stem.replaceAll(/[^\w-]/g, '\\$&')
  if (/^[A-Z][A-Z\d_]*$/.test(stem) && stem.length > 1) return `(?<![A-Za-z])${plain}(?![A-Za-z])`
  return /^[A-Z]/.test(stem) ? `(?<![A-Z])${plain}(?![a-z])` : `(?<![A-Za-z])${plain}(?![a-z])`
}
