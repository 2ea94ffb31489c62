import { AshlarError } from '../errors.ts'
import { git } from './git.ts'
import { runTool } from './tools.ts'

/** A text that a file had in a commit. */
export interface Version {
  /** Short, as people type it. */
  readonly commit: string
  readonly text: string
}

/** So many versions of one file are looked at; what is older is not what anybody has lost. */
const MOST_VERSIONS = 50

/** The texts that a file had on this branch, the newest first; none where git or the file is not there. */
export async function* versionsOf(root: string, path: string): AsyncGenerator<Version> {
  const commits = await asked(root, ['log', `-${MOST_VERSIONS}`, '--format=%h', '--diff-filter=AM', '--', path])
  for (const commit of commits?.split('\n').filter((line) => line !== '') ?? []) {
    const text = await asked(root, ['cat-file', 'blob', `${commit}:./${path}`])
    if (text !== undefined) yield { commit, text }
  }
}

/** Those of some paths that git has, or had on this branch. */
export async function pathsKnownToGit(root: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set()
  const options = ['--format=', '--name-only', '--relative', '-z', '--diff-filter=A', '--no-renames']
  const known = await asked(root, ['log', ...options, '--', ...paths])
  return new Set(known?.split(/[\0\n]/).filter((path) => path !== '') ?? [])
}

async function asked(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runTool(git(root, args))
    return exitCode === 0 ? stdout : undefined
  } catch (error) {
    // Where there is no git, it has nothing.
    if (error instanceof AshlarError) return undefined
    throw error
  }
}
