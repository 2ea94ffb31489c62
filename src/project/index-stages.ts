import { AshlarError } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import type { Snapshot } from '../merge/snapshot.ts'
import { toLf } from '../merge/text.ts'
import { markable } from './conflict-texts.ts'
import { git, isGitRepository } from './git.ts'
import { requireTool } from './tools.ts'
import { readUnmerged } from './unmerged.ts'

/** A file in conflict, for git to know of; LF line ends. */
export interface StagedConflict {
  readonly path: string
  readonly executable: boolean
  /** `undefined` where ashlar has not written the file before. */
  readonly base: string | undefined
  readonly yours: string
  readonly generated: string
}

/** Every conflict whose file gets markers. */
export function stagedConflicts(changes: readonly Change[], snapshot: Snapshot): readonly StagedConflict[] {
  return markable(changes, snapshot).map(({ path, before, texts }) => ({
    path,
    executable: before.executable ?? false,
    base: texts.base === '' ? undefined : toLf(texts.base),
    yours: toLf(texts.yours),
    generated: toLf(texts.new),
  }))
}

/** Puts the texts of conflicts into git's index, so that `git mergetool` and editors open them; nothing without git. */
export async function stageConflicts(root: string, conflicts: readonly StagedConflict[]): Promise<void> {
  if (conflicts.length === 0 || !(await isInGit(root))) return
  const prefix = (await requireTool(git(root, ['rev-parse', '--show-prefix']))).trimEnd()
  const lines: string[] = []
  for (const { path, executable, base, yours, generated } of conflicts) {
    const mode = executable ? '100755' : '100644'
    const hashes = [base && (await written(root, base)), await written(root, yours), await written(root, generated)]
    // What is not unmerged goes first; its hash is zeros, as many as a hash of this repository has.
    lines.push(`0 ${'0'.repeat(hashes[1]?.length ?? 0)}\t${prefix}${path}`)
    for (const [at, hash] of hashes.entries()) if (hash) lines.push(`${mode} ${hash} ${at + 1}\t${prefix}${path}`)
  }
  await requireTool({
    ...git(root, ['update-index', '-z', '--index-info']),
    input: lines.map((line) => `${line}\0`).join(''),
  })
}

/** Tells git that files are settled, as `git mergetool` does; those that it takes for settled are left alone. */
export async function addSettled(root: string, paths: readonly string[]): Promise<void> {
  const unmerged = await readUnmerged(root)
  const settled = paths.filter((path) => unmerged.has(path))
  if (settled.length > 0) await requireTool(git(root, ['add', '--', ...settled]))
}

async function written(root: string, text: string): Promise<string> {
  return (await requireTool({ ...git(root, ['hash-object', '-w', '--no-filters', '--stdin']), input: text })).trim()
}

async function isInGit(root: string): Promise<boolean> {
  try {
    return await isGitRepository(root)
  } catch (error) {
    // Where there is no git, nobody asks for its index.
    if (error instanceof AshlarError) return false
    throw error
  }
}
