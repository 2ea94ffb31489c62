import { devNull } from 'node:os'
import { AshlarError } from '../errors.ts'
import { requireTool, runTool, type Tool } from './tools.ts'

// Nothing that a repository or a machine has configured may run: no hook, no monitor, no signing, no template.
const QUIET = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'commit.gpgSign=false', 'init.templateDir='].flatMap(
  (setting) => ['-c', setting],
)

// A run inside a hook inherits variables that would point git at another repository.
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_TEMPLATE_DIR: undefined,
  GIT_TERMINAL_PROMPT: '0',
}

/** Whether the folder is in a git repository, its own or one further up. */
export async function isGitRepository(root: string): Promise<boolean> {
  const { exitCode, stdout } = await runTool(git(root, ['rev-parse', '--is-inside-work-tree']))
  return exitCode === 0 && stdout.trim() === 'true'
}

/** Whether git has the file as it stands, so that nothing is lost with it. */
export async function isCommitted(root: string, path: string): Promise<boolean> {
  try {
    const known = await runTool(git(root, ['ls-files', '--error-unmatch', '--', path]))
    if (known.exitCode !== 0) return false
    const { exitCode, stdout } = await runTool(git(root, ['status', '--porcelain', '--', path]))
    return exitCode === 0 && stdout === ''
  } catch (error) {
    // Where there is no git, it has nothing.
    if (error instanceof AshlarError) return false
    throw error
  }
}

/** Commits that git is about to make one of. */
export interface Merging {
  /** What both have. */
  readonly base: string
  /** What is checked out. */
  readonly ours: string
  /** What is merged, picked or rebased. */
  readonly theirs: string
}

/** What git is in the middle of; nothing where it is not. */
export async function mergingIn(root: string): Promise<Merging | undefined> {
  for (const theirs of ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD']) {
    const range =
      theirs === 'MERGE_HEAD' ? ['merge-base', 'HEAD', theirs] : ['rev-parse', '--quiet', '--verify', `${theirs}^`]
    const { exitCode, stdout } = await runTool(git(root, range))
    if (exitCode === 0) return { base: stdout.trim(), ours: 'HEAD', theirs }
  }
  return undefined
}

/** Whether git is in the middle of a merge, a pick or a rebase; not where there is no git. */
export async function isMerging(root: string): Promise<boolean> {
  try {
    return (await mergingIn(root)) !== undefined
  } catch (error) {
    if (error instanceof AshlarError) return false
    throw error
  }
}

/** A file of the project as a commit has it; `undefined` when it has none. */
export async function fileIn(root: string, commit: string, path: string): Promise<string | undefined> {
  const { exitCode, stdout } = await runTool(git(root, ['show', `${commit}:./${path}`]))
  return exitCode === 0 ? stdout : undefined
}

/** Where teams keep what they share, by its usual names. */
const SHARED = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/** Whether git is merging the shared branch into one that is not: `git merge main`, typed on a branch of one's own. */
export function isMergeOfShared(root: string): Promise<boolean> {
  return isSharedAlone(root, 'MERGE_HEAD', 'HEAD')
}

/**
 * The commit up to which this branch is what the shared branch of the remote has; nothing where there is no remote. On
 * the shared branch itself it is the commit before the one that is checked out, which may be what is pushed just now.
 */
export async function sharedCommit(root: string): Promise<string | undefined> {
  for (const branch of SHARED.filter((name) => name.startsWith('origin/'))) {
    const base = await commitOf(root, ['merge-base', 'HEAD', branch])
    if (base === undefined) continue
    if (base !== (await commitOf(root, ['rev-parse', 'HEAD']))) return base
    return (await commitOf(root, ['rev-parse', '--quiet', '--verify', 'HEAD^'])) ?? base
  }
  return undefined
}

/** Commits with two parents in which a file is as in neither, the newest first: their parents. */
export async function mergesOf(root: string, path: string): Promise<readonly (readonly [string, string])[]> {
  const { exitCode, stdout } = await runTool(git(root, ['log', '--merges', '-20', '--format=%P', '--', path]))
  if (exitCode !== 0) return []
  return stdout.split('\n').flatMap((line): [string, string][] => {
    const [first, second, ...more] = line.split(' ')
    return first && second && more.length === 0 ? [[first, second]] : []
  })
}

/** What two commits have in common. */
export function mergeBase(root: string, one: string, other: string): Promise<string | undefined> {
  return commitOf(root, ['merge-base', one, other])
}

/** Files below a folder that are not as a commit has them, or are gone. */
export async function filesChangedSince(root: string, commit: string, folder: string): Promise<readonly string[]> {
  const options = ['--name-only', '--relative', '-z', '--no-renames', '--diff-filter=DM']
  const { exitCode, stdout } = await runTool(git(root, ['diff', ...options, commit, '--', folder]))
  return exitCode === 0 ? stdout.split('\0').filter((path) => path !== '') : []
}

async function commitOf(root: string, args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await runTool(git(root, args))
  return exitCode === 0 ? stdout.trim() : undefined
}

/** Whether a commit is on the shared branch, and another one is not. */
export async function isSharedAlone(root: string, commit: string, other: string): Promise<boolean> {
  for (const branch of SHARED) {
    if ((await commitOf(root, ['rev-parse', '--quiet', '--verify', branch])) === undefined) continue
    return (await isAncestor(root, commit, branch)) && !(await isAncestor(root, other, branch))
  }
  return false
}

async function isAncestor(root: string, commit: string, of: string): Promise<boolean> {
  const { exitCode } = await runTool(git(root, ['merge-base', '--is-ancestor', commit, of]))
  return exitCode === 0
}

/** Makes a repository in the folder and commits all that is there and not ignored, as the user or as ashlar. */
export async function gitInitAndCommit(root: string, message: string): Promise<void> {
  await requireTool(git(root, ['init', '--quiet', '--initial-branch=main']))
  await requireTool(git(root, ['add', '--all']))
  const identity = await committer(root)
  await requireTool(git(root, [...identity, 'commit', '--quiet', `--message=${message}`]))
}

/** A git command in a folder, deaf to what the machine and the repository have configured. */
export function git(root: string, args: readonly string[]): Tool {
  return {
    program: 'git',
    args: [...QUIET, ...args],
    cwd: root,
    env: ENVIRONMENT,
    hint: 'install git, or use --no-git',
  }
}

/** The one thing of the user's own configuration that is used. */
async function committer(root: string): Promise<readonly string[]> {
  const [name, email] = [await configured(root, 'user.name'), await configured(root, 'user.email')]
  const settings =
    name === '' || email === ''
      ? ['user.name=ashlar', 'user.email=ashlar@localhost']
      : [`user.name=${name}`, `user.email=${email}`]
  return settings.flatMap((setting) => ['-c', setting])
}

async function configured(root: string, name: string): Promise<string> {
  const { GIT_CONFIG_GLOBAL: _global, GIT_CONFIG_NOSYSTEM: _system, ...env } = ENVIRONMENT
  const { stdout } = await runTool({ ...git(root, ['config', '--get', name]), env })
  return stdout.trim()
}
