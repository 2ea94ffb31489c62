import { execFileSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { gitInitAndCommit, isGitRepository } from '../../../src/project/git.ts'
import { install } from '../../../src/project/install.ts'
import { fill, folderWith, treeOf } from './folder.ts'

const git = (root: string, ...args: readonly string[]) =>
  execFileSync('git', ['-C', root, ...args])
    .toString()
    .trim()

beforeEach(() => {
  for (const name of ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL'])
    vi.stubEnv(name, undefined)
  return () => vi.unstubAllEnvs()
})

/** A home whose git configuration is this. */
function homeWith(config: string): void {
  vi.stubEnv('HOME', folderWith({ '.gitconfig': config }))
  vi.stubEnv('XDG_CONFIG_HOME', undefined)
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1')
  vi.stubEnv('GIT_CONFIG_GLOBAL', undefined)
}

describe('git', () => {
  test('commits everything that is not ignored, as the user', async () => {
    homeWith('[user]\nname = Ada\nemail = ada@example.org\n')
    const root = folderWith({ '.gitignore': 'ignored\n', ignored: '', 'src/app.ts': '' })
    expect(await isGitRepository(root)).toBe(false)
    await gitInitAndCommit(root, '-m is not an option here')
    expect(await isGitRepository(join(root, 'src'))).toBe(true)
    expect(git(root, 'log', '--format=%an <%ae> %s')).toBe('Ada <ada@example.org> -m is not an option here')
    expect(git(root, 'ls-files').split('\n')).toEqual(['.gitignore', 'src/app.ts'])
    expect(git(root, 'branch', '--show-current')).toBe('main')
  })

  test('commits as ashlar when there is no identity', async () => {
    homeWith('')
    const root = folderWith({ a: '' })
    await gitInitAndCommit(root, 'first')
    expect(git(root, 'log', '--format=%an <%ae>')).toBe('ashlar <ashlar@localhost>')
  })

  test('runs no hook, no monitor, no template and no signing, whatever is configured', async () => {
    const trap = folderWith({
      'hooks/pre-commit*': '#!/bin/sh\ntouch "$TRAP"\nexit 1\n',
      'templates/hooks/pre-commit*': '#!/bin/sh\nexit 1\n',
    })
    vi.stubEnv('TRAP', join(trap, 'sprung'))
    homeWith(
      `[core]\nhooksPath = ${trap}/hooks\nfsmonitor = ${trap}/hooks/pre-commit\n[init]\ntemplateDir = ${trap}/templates\n[commit]\ngpgSign = true\n`,
    )
    const root = folderWith({ a: '' })
    await gitInitAndCommit(root, 'first')
    expect(git(root, 'rev-list', '--count', 'HEAD')).toBe('1')
    expect(treeOf(trap).sprung).toBeUndefined()
  })

  test('a repository that is set in the environment is not taken for this one', async () => {
    const other = folderWith()
    git(other, 'init', '-q')
    vi.stubEnv('GIT_DIR', join(other, '.git'))
    expect(await isGitRepository(folderWith())).toBe(false)
  })

  test('that is not installed is said, with what to do', async () => {
    const root = folderWith()
    vi.stubEnv('PATH', root)
    await expect(isGitRepository(root)).rejects.toMatchObject({
      exitCode: 3,
      problems: [{ code: 'ASH3130', hint: 'install git, or use --no-git' }],
    })
  })
})

describe('installing', () => {
  /** A package manager that writes down how it was called. */
  function withProgram(name: string, script: string): void {
    const bin = folderWith()
    fill(bin, { [`${name}*`]: `#!/bin/sh\n${script}\n` })
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`)
  }

  test('runs the package manager in the project, development dependencies included', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    withProgram('pnpm', 'echo "$@ $(printenv NODE_ENV || echo unset)" > called')
    const root = folderWith()
    await install(root, 'pnpm')
    expect(treeOf(root)).toEqual({ called: 'install unset\n' })
  })

  test('a failure ends with its last words', async () => {
    withProgram('npm', 'echo "ERESOLVE could not resolve" >&2; exit 1')
    await expect(install(folderWith(), 'npm')).rejects.toMatchObject({
      exitCode: 3,
      problems: [{ code: 'ASH3131', message: '`npm install` failed: ERESOLVE could not resolve' }],
    })
  })

  test('a package manager that is not there is said, with what to do', async () => {
    const root = folderWith()
    vi.stubEnv('PATH', root)
    await expect(install(root, 'bun')).rejects.toThrow('`bun` is not installed')
  })
})
