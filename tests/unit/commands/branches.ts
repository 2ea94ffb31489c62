import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ashlar } from '../../setup/cli.ts'
import { installedFolder } from '../../setup/tree.ts'
import { NOTES, newNotes } from './project.ts'

const TWO = `${NOTES}  tag:\n    fields:\n      label: string(1..20)\n      color: text?\n`

/** A project in a repository of its own. */
export interface Clone {
  readonly root: string
  git(...args: string[]): string
  /** A merge as people type it; the paths that git could not merge. */
  merge(...args: string[]): string[]
  run: (...args: string[]) => ReturnType<typeof ashlar>
  read(path: string): string
  replace(path: string, from: string, to: string): void
}

/** A clone of {@link branchedNotes} with a branch checked out; every test has its own. */
export function cloned(origin: string, branch: string, folder = installedFolder()): Clone {
  const root = join(folder, 'notes')
  cpSync(origin, root, { recursive: true })
  const clone = cloneAt(root)
  clone.git('checkout', '-q', branch)
  return clone
}

function cloneAt(root: string): Clone {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  return {
    root,
    git,
    merge: (...args) => {
      spawnSync('git', args, { cwd: root })
      return git('diff', '--name-only', '--diff-filter=U').split('\n').slice(0, -1)
    },
    run: (...args) => ashlar(args, { cwd: root }),
    read,
    replace: (path, from, to) => {
      const text = read(path)
      expect(text).toContain(from)
      writeFileSync(join(root, path), text.replace(from, to))
    },
  }
}

/** A file that both branches edited. */
export const ROUTES = 'src/resources/notes/notes.routes.ts'

/** Two branches of a project, `one` and `two`, each with a resource and an edit of its own: its folder. */
export async function branchedNotes(): Promise<string> {
  const project = await newNotes({ installed: true })
  project.describe(TWO)
  const clone = cloneAt(project.root)
  const { git } = clone
  git('init', '-q', '-b', 'main')
  for (const [key, value] of Object.entries({
    'user.name': 't',
    'user.email': 't@localhost',
    'commit.gpgSign': 'false',
  }))
    git('config', key, value)
  const commit = async (branch: string, ...args: string[]) => {
    expect(await project.run(...args)).toMatchObject({ exitCode: 0, stderr: '' })
    git('add', '-A')
    git('commit', '-q', '-m', branch)
  }
  await commit('start', 'generate')
  git('checkout', '-q', '-b', 'one')
  clone.replace(ROUTES, "import { Hono } from 'hono'", "import { Hono } from 'hono'\nimport './one.ts'")
  clone.replace('README.md', '# notes', '# Notes of one')
  await commit('one', 'add-resource', 'review', 'rating:int', 'note:ref')
  git('checkout', '-q', '-b', 'two', 'main')
  clone.replace(ROUTES, '\n  return routes', "\n  console.log('two')\n\n  return routes")
  await commit('two', 'add-resource', 'coupon', 'code:string', 'percent:int')
  return project.root
}

/** The names of its migrations. */
export function migrations({ root }: Clone): string[] {
  return readdirSync(join(root, 'migrations')).filter((name) => name.endsWith('.sql'))
}
