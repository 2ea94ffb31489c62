import type { Renamed, Renames } from '../model/renames.ts'
import { identityKey, type Lock } from './lock.ts'
import type { MergeText } from './merge-text.ts'

/**
 * The lock with files of a renamed resource as those of the new name, where they stand, so that they are moved with the
 * edits in them.
 */
export function withRenamedSubjects(lock: Lock, renamed: readonly Renamed[], subjects: ReadonlySet<string>): Lock {
  const known = new Set(lock.entries.map(({ identity }) => identityKey(identity)))
  const names = new Map(renamed.filter(({ from }) => !subjects.has(from)).map(({ from, to }) => [from, to]))
  const entries = lock.entries.map((entry) => {
    const subject = names.get(entry.identity.subject)
    if (subject === undefined) return entry
    const identity = { ...entry.identity, subject }
    return known.has(identityKey(identity)) ? entry : { ...entry, identity }
  })
  return { ...lock, entries }
}

/** Merges after the names in the user's text, and in the base, are those of now, where what is generated has them so. */
export function renaming(merge: MergeText, renames: Renames): MergeText {
  if (renames.stems.size === 0) return merge
  const renamed = stemReplacer(renames.stems)
  return (input) => {
    if (input.base === '') return merge(input)
    const [before, now] = [wordsIn(input.base), wordsIn(input.next)]
    const called = (word: string): string => {
      const name = renamed(word)
      if (name === word || now.has(word)) return word
      // What the user added knows only names that are generated: their own may look like them.
      if (!before.has(word)) return renames.names.get(word) ?? word
      return now.has(name) ? name : word
    }
    const inNewNames = (text: string): string => text.replace(WORD, called)
    return merge({ ...input, base: inNewNames(input.base), yours: inNewNames(input.yours) })
  }
}

/** A name in code, in a path or in a sentence. */
const WORD = /[A-Za-z_$][\w$]*(?:-[\w$]+)*/g

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
