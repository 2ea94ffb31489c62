import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AshlarError } from '../errors.ts'
import { toLf } from '../merge/text.ts'
import { type HistoryFlaw, historyFlaws } from '../migrate/history-flaws.ts'
import type { ReadText } from '../migrate/journal.ts'
import { isMendedSql } from '../migrate/sql-file.ts'
import { fileIn, filesChangedSince, isMerging, sharedCommit } from './git.ts'

const FOLDER = 'migrations'

/** What is wrong with the migrations of a project, by themselves and against those of the shared branch. */
export async function migrationFlaws(root: string, onDisk: ReadText): Promise<readonly HistoryFlaw[]> {
  const files = filesIn(join(root, FOLDER))
  if (files.length === 0) return []
  const flaws = historyFlaws(onDisk, files)
  // While git merges, `generate` puts the migrations of both branches in order.
  if (flaws.length > 0 && (await isMerging(root))) return []
  return mayHaveRemote(root) ? [...flaws, ...(await changedFlaws(root, onDisk))] : flaws
}

/** Whether to ask git at all, which takes longer than the rest of `check`. */
function mayHaveRemote(root: string): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    const repository = join(folder, '.git')
    if (existsSync(repository))
      // That of a worktree is a file, and its references are elsewhere.
      return (
        statSync(repository).isFile() || existsSync(join(repository, 'refs/remotes/origin')) || isPacked(repository)
      )
    if (dirname(folder) === folder) return false
  }
}

function isPacked(repository: string): boolean {
  const references = join(repository, 'packed-refs')
  return existsSync(references) && readFileSync(references, 'utf8').includes(' refs/remotes/origin/')
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Databases have run what the shared branch has, and run nothing twice: a change of it reaches only new ones. */
async function changedFlaws(root: string, onDisk: ReadText): Promise<readonly HistoryFlaw[]> {
  try {
    const commit = await sharedCommit(root)
    if (commit === undefined) return []
    const changed = (await filesChangedSince(root, commit, FOLDER)).filter((path) =>
      /^migrations\/[^/]+\.sql$/.test(path),
    )
    const flaws = await Promise.all(changed.map((path) => changedFlaw(root, path, { commit, onDisk })))
    return flaws.flat()
  } catch (error) {
    // Where there is no git, nothing is shared.
    if (error instanceof AshlarError) return []
    throw error
  }
}

/** What made a migration fail was mended by `generate`: no database with such rows has run it. */
function isSame(own: string, shared: string): boolean {
  return own === shared || isMendedSql(own)
}

interface Versions {
  readonly commit: string
  readonly onDisk: ReadText
}

async function changedFlaw(root: string, path: string, { commit, onDisk }: Versions): Promise<HistoryFlaw[]> {
  const [shared, own] = [await fileIn(root, commit, path), onDisk(path)]
  // A checkout may have other line ends.
  if (shared === undefined || (own !== undefined && isSame(toLf(own), toLf(shared)))) return []
  const what = own === undefined ? 'it was taken out' : 'it was changed'
  const message = `${what}, and databases may have run it as it was`
  return [{ kind: 'rewritten', path, message, since: commit.slice(0, 8) }]
}
