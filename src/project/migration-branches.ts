import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { JOURNAL_PATH, type ReadText, snapshotPath, sqlPath, tagsIn } from '../migrate/journal.ts'
import type { MigrationBranches } from '../migrate/rebase.ts'
import {
  fileIn,
  isMergeOfShared,
  isSharedAlone,
  type Merging,
  mergeBase,
  mergesOf,
  mergingIn,
  sharedCommit,
} from './git.ts'

/**
 * The migrations of both branches, where git is in the middle of merging two that each have new ones. Those of the shared
 * branch come first, because databases have run them; else those of the branch that is checked out.
 */
export async function readMigrationBranches(root: string, onDisk: ReadText): Promise<MigrationBranches | undefined> {
  if (!areOfBranches(onDisk)) return undefined
  const merging = await mergingIn(root)
  if (merging === undefined) return undefined
  const before = await journalIn(root, merging.base)
  const side = (commit: string) => migrationsIn({ root, commit, before: new Set(tagsIn(before ?? '')) }, onDisk)
  const { base, ours, theirs }: Record<keyof Merging, ReadText> = {
    base: await side(merging.base),
    ours: await side(merging.ours),
    theirs: await side(merging.theirs),
  }
  return (await isMergeOfShared(root)) ? { base, first: theirs, second: ours } : { base, first: ours, second: theirs }
}

/**
 * The same for a merge that was committed before anybody put them in order: the newest one after which the list is as in
 * neither branch. What somebody changed in the SQL since stays.
 */
export async function readMergedMigrations(root: string, onDisk: ReadText): Promise<MigrationBranches | undefined> {
  const tags = new Set(tagsIn(onDisk(JOURNAL_PATH) ?? ''))
  for (const [one, other] of await mergesOf(root, JOURNAL_PATH)) {
    const base = await mergeBase(root, one, other)
    if (base === undefined) continue
    const before = new Set(tagsIn((await journalIn(root, base)) ?? ''))
    const sides = await Promise.all([one, other].map((commit) => ownMigrations({ root, commit, before }, onDisk)))
    const [ours, theirs] = sides
    const isWhole = sides.every(({ own }) => own.length > 0 && own.some((tag) => tags.has(tag)))
    if (ours === undefined || theirs === undefined || !isWhole) continue
    const old = await migrationsIn({ root, commit: base, before }, onDisk)
    const [mine, others] = [edited(ours, theirs, onDisk), edited(theirs, ours, onDisk)]
    return (await isSharedAlone(root, other, one))
      ? { base: old, first: others, second: mine }
      : { base: old, first: mine, second: others }
  }
  return undefined
}

/** With the SQL as it stands, where the other side has none of that name. */
function edited(side: OwnMigrations, other: OwnMigrations, onDisk: ReadText): ReadText {
  const paths = new Set(side.own.filter((tag) => !other.own.includes(tag)).map(sqlPath))
  return (path) => (paths.has(path) ? (onDisk(path) ?? side.read(path)) : side.read(path))
}

interface OwnMigrations {
  readonly own: readonly string[]
  readonly read: ReadText
}

/** Those behind the ones of the shared branch of the remote as they are, to be numbered anew. */
export async function sinceShared(root: string, onDisk: ReadText): Promise<MigrationBranches> {
  const commit = await sharedCommit(root)
  const list = commit === undefined ? undefined : await journalIn(root, commit)
  const shared: ReadText = (path) => (path === JOURNAL_PATH ? list : onDisk(path))
  return { base: shared, first: shared, second: onDisk }
}

/** What is new on one side of a merge that was committed. */
async function ownMigrations(side: Side, onDisk: ReadText): Promise<OwnMigrations> {
  const read = await migrationsIn(side, onDisk)
  const own = tagsIn(read(JOURNAL_PATH) ?? '').filter((tag) => !side.before.has(tag))
  return { own, read }
}

/** Whether git could not merge the list or a snapshot, or made a list of which two have one number. */
function areOfBranches(onDisk: ReadText): boolean {
  const list = onDisk(JOURNAL_PATH) ?? ''
  if (hasConflictMarkers(list)) return true
  const tags = tagsIn(list)
  const numbers = new Set(tags.map((tag) => snapshotPath(tag)))
  const last = tags.at(-1)
  return numbers.size < tags.length || (last !== undefined && hasConflictMarkers(onDisk(snapshotPath(last)) ?? ''))
}

interface Side {
  readonly root: string
  readonly commit: string
  /** Tags that both branches have. */
  readonly before: ReadonlySet<string>
}

/** The list of a commit, what is new in it, and its last snapshot; all else is as on the disk. */
async function migrationsIn({ root, commit, before }: Side, onDisk: ReadText): Promise<ReadText> {
  const journal = await journalIn(root, commit)
  const tags = tagsIn(journal ?? '')
  // What was put behind others since has another name on the disk.
  const own = tags.filter((tag) => !before.has(tag) || onDisk(sqlPath(tag)) === undefined)
  const paths = [...own.map(sqlPath), ...[...own, ...tags.slice(-1)].map(snapshotPath)]
  const texts = new Map<string, string | undefined>([[JOURNAL_PATH, journal]])
  for (const path of new Set(paths)) texts.set(path, await fileIn(root, commit, path))
  return (path) => (texts.has(path) ? texts.get(path) : onDisk(path))
}

function journalIn(root: string, commit: string): Promise<string | undefined> {
  return fileIn(root, commit, JOURNAL_PATH)
}
