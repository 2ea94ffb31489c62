import { byCodeUnit, identityKey, type Lock, type LockEntry, sameEntry } from './lock.ts'

/** The locks of two branches, and the one that both began with where it is known. */
export interface Locks {
  readonly ours: Lock
  readonly theirs: Lock
  readonly base: Lock | undefined
}

/**
 * The lock of a merge of two branches. A file that both wrote anew keeps what both wrote, until the next run makes one
 * text of them.
 *
 * @example
 * mergeLocks({ ours, theirs, base }).entries // those of both
 */
export function mergeLocks({ ours, theirs, base }: Locks): Lock {
  const sides = { ours: byKey(ours), theirs: byKey(theirs), base: byKey(base) }
  const keys = [...new Set([...sides.ours.keys(), ...sides.theirs.keys()])].toSorted(byCodeUnit)
  const entries = keys.flatMap((key) => {
    const of = { ours: sides.ours.get(key), theirs: sides.theirs.get(key), base: sides.base.get(key) }
    return mergeEntry(of, base !== undefined) ?? []
  })
  const setup = JSON.stringify(ours.setup) === JSON.stringify(base?.setup) ? theirs.setup : ours.setup
  return {
    tool: ours.tool === base?.tool ? theirs.tool : ours.tool,
    description: ours.description === base?.description ? theirs.description : ours.description,
    formatter: ours.formatter === base?.formatter ? theirs.formatter : ours.formatter,
    // Two schemas have become one, which nobody has held against the migrations yet.
    schema: ours.schema === theirs.schema ? ours.schema : undefined,
    setup,
    entries: withoutSharedPaths(entries),
  }
}

function byKey(lock: Lock | undefined): ReadonlyMap<string, LockEntry> {
  return new Map(lock?.entries.map((entry) => [identityKey(entry.identity), entry]))
}

interface Entries {
  readonly ours: LockEntry | undefined
  readonly theirs: LockEntry | undefined
  readonly base: LockEntry | undefined
}

function mergeEntry({ ours, theirs, base }: Entries, isBaseKnown: boolean): LockEntry | undefined {
  if (sameEntry(ours, theirs)) return ours
  if (isBaseKnown && sameEntry(theirs, base)) return ours
  if (isBaseKnown && sameEntry(ours, base)) return theirs
  // Whoever changed it has it still; where it stands nowhere the next run forgets it.
  if (ours === undefined || theirs === undefined) return ours ?? theirs
  const first = ours.path === base?.path ? { ...ours, path: theirs.path } : ours
  if (ours.hash === theirs.hash) return first
  return { ...first, branches: { theirs: theirs.hash, base: parting({ ours, base }) } }
}

/** What both wrote last; where the other branch is merged commit by commit, what they wrote before its first one. */
function parting({ ours, base }: Pick<Entries, 'base'> & { readonly ours: LockEntry }): string | undefined {
  return ours.branches !== undefined && ours.branches.theirs === base?.hash ? ours.branches.base : base?.hash
}

/** Two branches may have put two files at one path; the second is new to the next run. */
function withoutSharedPaths(entries: readonly LockEntry[]): readonly LockEntry[] {
  const taken = new Set<string>()
  return entries.filter(({ path }) => {
    if (taken.has(path)) return false
    taken.add(path)
    return true
  })
}
