import type { Stages } from '../merge/as-git-left-it.ts'
import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { JOURNAL_PATH, type ReadText } from '../migrate/journal.ts'
import type { MigrationBranches } from '../migrate/rebase.ts'
import { isMergeOfShared } from './git.ts'
import { readUnmerged } from './unmerged.ts'

/**
 * The migrations of both branches, where git is in the middle of merging two that each have new ones. Those of the shared
 * branch come first, because databases have run them; else those of the branch that is checked out.
 */
export async function readMigrationBranches(root: string, onDisk: ReadText): Promise<MigrationBranches | undefined> {
  if (!hasConflictMarkers(onDisk(JOURNAL_PATH) ?? '')) return undefined
  const stages = await readUnmerged(root)
  if (!stages.has(JOURNAL_PATH)) return undefined
  const side = (name: keyof Stages): ReadText => {
    return (path) => (stages.has(path) ? stages.get(path)?.[name] : onDisk(path))
  }
  const [first, second] = (await isMergeOfShared(root)) ? (['theirs', 'ours'] as const) : (['ours', 'theirs'] as const)
  return { base: side('base'), first: side(first), second: side(second) }
}
