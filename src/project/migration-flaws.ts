import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AshlarError } from '../errors.ts'
import { toLf } from '../merge/text.ts'
import { type HistoryFlaw, historyFlaws } from '../migrate/history-flaws.ts'
import type { ReadText } from '../migrate/journal.ts'
import { fileIn, filesChangedSince, sharedCommit } from './git.ts'

const FOLDER = 'migrations'

/** What is wrong with the migrations of a project, by themselves and against those of the shared branch. */
export async function migrationFlaws(root: string, onDisk: ReadText): Promise<readonly HistoryFlaw[]> {
  const files = filesIn(join(root, FOLDER))
  if (files.length === 0) return []
  return [...historyFlaws(onDisk, files), ...(await changedFlaws(root, onDisk))]
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

interface Versions {
  readonly commit: string
  readonly onDisk: ReadText
}

async function changedFlaw(root: string, path: string, { commit, onDisk }: Versions): Promise<HistoryFlaw[]> {
  const [shared, own] = [await fileIn(root, commit, path), onDisk(path)]
  // A checkout may have other line ends.
  if (shared === undefined || (own !== undefined && toLf(own) === toLf(shared))) return []
  const what = own === undefined ? 'it was taken out' : 'it was changed'
  const message = `${what}, and databases may have run it as it was`
  return [{ kind: 'rewritten', path, message, since: commit.slice(0, 8) }]
}
