import { environment } from '../errors.ts'
import {
  JOURNAL_PATH,
  type Journal,
  type JournalEntry,
  printJson,
  type ReadText,
  readHistory,
  snapshotPath,
  sqlPath,
} from './journal.ts'
import { mergeSnapshots } from './merge-snapshots.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'
import { chained } from './snapshot-chain.ts'

/** The migrations of two branches that git could not merge. */
export interface MigrationBranches {
  /** As they were before the branches parted. */
  readonly base: ReadText
  /** Those that keep their place: databases may have run them. */
  readonly first: ReadText
  /** Those that come after them. */
  readonly second: ReadText
}

/** The migrations of both branches, one after the other. */
export interface Rebased {
  /** What has to be written; `undefined` removes. */
  readonly files: ReadonlyMap<string, string | undefined>
  /** Migrations that have another number now. */
  readonly moved: readonly Moved[]
}

/** A migration, and where it was. */
export interface Moved {
  readonly from: string
  readonly to: string
}

/**
 * Puts the migrations of two branches in order: the second ones get new numbers, times and snapshots, and their SQL stays
 * as it is. What both changed in two ways is refused (exit 3).
 */
export function rebased({ base, first, second }: MigrationBranches): Rebased {
  const [old, kept, later] = [readHistory(base), readHistory(first), readHistory(second)]
  const own = entriesAfter(later.journal, [...old.journal.entries, ...kept.journal.entries])
  const files = new Map<string, string | undefined>()
  for (const { tag } of own) for (const path of [sqlPath(tag), snapshotPath(tag)]) files.set(path, undefined)
  for (const { tag } of entriesAfter(kept.journal, old.journal.entries))
    for (const path of [sqlPath(tag), snapshotPath(tag)]) files.set(path, first(path))
  const entries = [...kept.journal.entries]
  const moved: Moved[] = []
  let prevId = kept.previous?.id ?? ''
  for (const entry of own) {
    const renumbered = after(entries.at(-1), entry)
    const snapshot = chained(bothSchemas({ old, kept, theirs: readSnapshot(second, entry), entry }), prevId)
    entries.push(renumbered)
    prevId = snapshot.id
    files.set(sqlPath(renumbered.tag), second(sqlPath(entry.tag)))
    files.set(snapshotPath(renumbered.tag), printJson(snapshot))
    moved.push({ from: sqlPath(entry.tag), to: sqlPath(renumbered.tag) })
  }
  files.set(JOURNAL_PATH, printJson({ ...kept.journal, entries }))
  return { files, moved }
}

/** Those that are not among others. */
function entriesAfter({ entries }: Journal, others: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.filter(({ tag, when }) => !others.some((other) => other.tag === tag && other.when === when))
}

/** A migration with an earlier time than one before it would be skipped in silence. */
function after(last: JournalEntry | undefined, entry: JournalEntry): JournalEntry {
  const idx = (last?.idx ?? -1) + 1
  const tag = entry.tag.replace(/^\d+/, String(idx).padStart(4, '0'))
  return { ...entry, idx, tag, when: Math.max(entry.when, (last?.when ?? 0) + 1) }
}

function readSnapshot(read: ReadText, { tag }: JournalEntry): SchemaSnapshot | undefined {
  const only = {
    version: '7',
    dialect: 'postgresql',
    entries: [{ idx: 0, version: '7', when: 0, tag, breakpoints: true }],
  }
  return readHistory((path) => (path === JOURNAL_PATH ? printJson(only) : read(path))).previous
}

interface Schemas {
  readonly old: { readonly previous: SchemaSnapshot | undefined }
  readonly kept: { readonly previous: SchemaSnapshot | undefined }
  readonly theirs: SchemaSnapshot | undefined
  readonly entry: JournalEntry
}

function bothSchemas({ old, kept, theirs, entry }: Schemas): SchemaSnapshot {
  // Where there is no other branch, the order is all that changes.
  if (kept.previous?.id === old.previous?.id && theirs !== undefined) return theirs
  if (kept.previous === undefined || theirs === undefined) throw parted(entry, 'one of the branches has none')
  const both = mergeSnapshots({ base: old.previous, ours: kept.previous, theirs })
  if ('conflict' in both) throw parted(entry, `both branches change ${both.conflict}`)
  return both.snapshot
}

function parted({ tag }: JournalEntry, reason: string) {
  return environment({
    code: 'ASH3153',
    message: `the migration \`${tag}\` cannot come after those of the other branch: ${reason}`,
    hint: 'abort the merge, merge without what both changed, and make that change again afterwards: a rename above all; or settle migrations/ by hand',
  })
}
