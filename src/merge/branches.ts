import type { Lock, LockEntry } from './lock.ts'
import { mergeLines } from './merge-lines.ts'
import type { MergeResult, MergeText } from './merge-text.ts'
import type { Branch, Snapshot, Unmerged } from './snapshot.ts'
import { digest, toLf } from './text.ts'

/**
 * The text of a file that git could not merge: what each branch made of it is brought to what is generated now, and then
 * the edits of both are merged.
 */
export function mergeBranches(
  { path, ours, theirs, next }: Unmerged & { readonly path: string; readonly next: string },
  merge: MergeText,
): MergeResult {
  const first = forward({ path, ...ours, next }, merge)
  if (theirs.yours === theirs.base) return first
  const second = forward({ path, ...theirs, next }, merge)
  if ('conflict' in first) return { conflict: `on your branch ${first.conflict}` }
  if ('conflict' in second) return { conflict: `on the other branch ${second.conflict}` }
  const notes = [...(first.notes ?? []), ...(second.notes ?? [])]
  if (first.text === second.text || second.text === next) return { text: first.text, notes }
  if (first.text === next) return { text: second.text, notes }
  const both = betweenPeople(merge)({ path, base: next, yours: first.text, next: second.text })
  return 'conflict' in both ? both : { text: both.text, notes }
}

/**
 * Merges what people made on two branches: what one of them took out and the other changed is a conflict there, and not
 * something that is generated again in vain.
 */
export function betweenPeople(merge: MergeText): MergeText {
  return (input) => {
    const result = merge(input)
    return 'text' in result && result.notes?.length
      ? { conflict: 'one of the two took out what the other one changed' }
      : result
  }
}

function forward(input: Branch & { path: string; next: string }, merge: MergeText): MergeResult {
  const { base, yours, next } = input
  if (yours === base) return { text: next }
  return yours === next || base === next ? { text: yours } : merge(input)
}

/** A project whose lock may be of two branches. */
export interface Project {
  readonly lock: Lock
  readonly snapshot: Snapshot
}

/**
 * The same with one base for each file: what two branches wrote anew becomes one pristine text, so that only edits of
 * people stand against it.
 */
export function withOneBase({ lock, snapshot }: Project, merge: MergeText): Project {
  const bases = new Map(snapshot.bases)
  const entries = lock.entries.map((entry) => {
    if (entry.branches === undefined) return entry
    const { branches: _branches, ...rest } = entry
    const text = oneBase(entry, { lock, snapshot }, merge)
    if (text === undefined) return rest
    bases.set(digest(text), text)
    return { ...rest, hash: digest(text) }
  })
  return { lock: { ...lock, entries }, snapshot: { ...snapshot, bases } }
}

/** The text that stands there if it is what a merge makes of the two; else what a merge makes of them, if one can. */
function oneBase(entry: LockEntry, { snapshot }: Project, merge: MergeText): string | undefined {
  const { bases, files } = snapshot
  const ours = bases.get(entry.hash)
  const theirs = bases.get(entry.branches?.theirs ?? '')
  const base = bases.get(entry.branches?.base ?? '')
  if (ours === undefined || theirs === undefined || base === undefined) return undefined
  const byLines = mergeLines({ yours: ours, base, next: theirs })
  const byStructure = betweenPeople(merge)({ path: entry.path, base, yours: ours, next: theirs })
  const candidates = [byLines, 'text' in byStructure ? byStructure.text : undefined, theirs]
  const disk = files.get(entry.path)?.text
  return candidates.find((text) => disk !== undefined && text === toLf(disk)) ?? candidates[0] ?? candidates[1]
}
