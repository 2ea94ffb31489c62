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

/** Makes a repository in the folder and commits all that is there and not ignored, as the user or as ashlar. */
export async function gitInitAndCommit(root: string, message: string): Promise<void> {
  await requireTool(git(root, ['init', '--quiet', '--initial-branch=main']))
  await requireTool(git(root, ['add', '--all']))
  const identity = await committer(root)
  await requireTool(git(root, [...identity, 'commit', '--quiet', `--message=${message}`]))
}

/** git in a folder, as free of what anybody has configured as it can be. */
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
