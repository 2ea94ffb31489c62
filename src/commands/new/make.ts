import { packageRoot, packageVersion } from '../../package.ts'
import { startOnce } from '../../project/first-start.ts'
import { gitInitAndCommit, isGitRepository } from '../../project/git.ts'
import { install } from '../../project/install.ts'
import { makeProjectFolder, requireFree } from '../../project/project-folder.ts'
import { exclusively } from '../../project/run-lock.ts'
import { undoWhenInterrupted } from '../../project/undo.ts'
import { vendor } from '../../project/vendor.ts'
import { commit } from '../../project/writer.ts'
import { count } from '../../report/duration.ts'
import { migrationFiles } from '../../report/migration.ts'
import { printable } from '../../report/printable.ts'
import type { Progress } from '../../report/progress.ts'
import type { CommandContext } from '../context.ts'
import { planUpdate } from '../update.ts'
import type { NewProject } from './project.ts'

interface Making {
  readonly progress: Progress
  readonly context: CommandContext
}

/** Makes the project, step by step. Interrupted, it leaves nothing behind; a step that fails leaves those before it. */
export async function makeProject(project: NewProject, making: Making): Promise<void> {
  const undo = undoWhenInterrupted(project.root)
  try {
    await making.progress.step('writing the files', () => write(project, making.context.now()))
    try {
      await finish(project, making)
    } catch (error) {
      making.context.terminal.err(
        `The files are in ${printable(project.dir)}, but the steps above are all that was done.`,
      )
      throw error
    }
  } finally {
    undo.keep()
  }
}

/** Files first, in one commit with the description; they need nothing that is not here. */
async function write({ root, dir, description: { source, code }, setup }: NewProject, now: number): Promise<string> {
  makeProjectFolder(root, dir)
  return exclusively(root, async () => {
    const { changes, writes } = await planUpdate({ root, source, allowDrop: [], now, setup })
    requireFree(changes.filter(({ kind }) => kind !== 'create').map(({ path }) => path))
    const description = { path: source.file, text: code, executable: false, expect: 'absent' }
    await commit(root, [description, ...writes])
    return `${count(changes.length + 1, 'file')} written`
  })
}

/** What needs programs and the network: dependencies, the migration that needs them, a first commit of it all. */
async function finish(project: NewProject, { progress, context }: Making): Promise<void> {
  const { root, manager, git } = project
  await vendor(root, packageRoot, await packageVersion())
  if (project.install) {
    await progress.step(`installing with ${manager}`, async () => {
      await install(root, manager)
      return `dependencies installed with ${manager}`
    })
    await progress.step('making the first migration', () => migrate(project, context.now()))
    await progress.step('starting it for the first time', () => startOnce(root))
  }
  if (git) await progress.step('making the repository', () => makeRepository(root))
}

async function migrate({ root, description: { source } }: NewProject, now: number): Promise<string> {
  return exclusively(root, async () => {
    const { migration, writes } = await planUpdate({ root, source, allowDrop: [], now })
    await commit(root, writes)
    const files = migrationFiles(migration)
    return files.length === 0 ? 'no migration needed' : `first migration ${files.join(', ')}`
  })
}

/** A project inside a repository belongs to it: what is committed there, and when, is the user's business. */
async function makeRepository(root: string): Promise<string> {
  if (await isGitRepository(root)) return 'nothing committed: the folder is in a git repository already'
  await gitInitAndCommit(root, 'Generate the service with ashlar')
  return 'git repository with a first commit'
}
