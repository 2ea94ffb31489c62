import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { digest } from '../../../src/merge/text.ts'
import { NOTES, newNotes } from './project.ts'

const TWO = `${NOTES}  tag:\n    fields:\n      label: string(1..20)\n      color: text?\n`
const OURS = TWO.replace('      body: text?\n', '      body: text?\n      rating: int? = 3\n')
const THEIRS = `${TWO}      weight: int?\n`

const project = await newNotes({ installed: true })

function git(...args: string[]): string {
  const quiet = ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgSign=false']
  return execFileSync('git', [...quiet, ...args], { cwd: project.root, encoding: 'utf8' })
}

/** Describes, generates and commits on a branch of its own. */
async function commitOn(branch: string, description: string): Promise<void> {
  git('checkout', '-q', '-B', branch)
  project.describe(description)
  expect(await project.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
  git('add', '-A')
  git('commit', '-q', '-m', branch)
}

/** Merges `theirs` into `ours`; the paths that git could not merge. */
function merge(): string[] {
  git('checkout', '-q', 'ours')
  spawnSync('git', ['merge', '-q', 'theirs'], { cwd: project.root })
  return git('diff', '--name-only', '--diff-filter=U').split('\n').slice(0, -1)
}

beforeAll(async () => {
  git('init', '-q')
  await commitOn('start', TWO)
  await commitOn('ours', OURS)
  git('checkout', '-q', 'start')
  await commitOn('theirs', THEIRS)
})

test('two branches that each added a field: git writes into no base', () => {
  const unmerged = merge()
  const objects = readdirSync(join(project.root, '.ashlar/objects'))
  const changed = objects.filter(
    (name) => digest(readFileSync(join(project.root, '.ashlar/objects', name), 'utf8')) !== name,
  )
  expect(changed).toEqual([])
  expect(unmerged).toEqual(['.ashlar/lock.json', 'migrations/meta/0002_snapshot.json', 'migrations/meta/_journal.json'])
})

test('the lock and the list of migrations are refused with hints that work', async () => {
  const lock = await project.run('generate')
  expect(lock).toMatchObject({ exitCode: 3 })
  expect(lock.stderr).toContain('git checkout --ours .ashlar/lock.json, then ashlar generate')
  git('checkout', '--ours', '.ashlar/lock.json')

  const journal = await project.run('generate')
  expect(journal).toMatchObject({ exitCode: 3 })
  expect(journal.stderr).toContain('`migrations/meta/_journal.json` has conflict markers of git')
  expect(journal.stderr).toContain('git checkout --ours migrations/meta; remove the .sql files of the other side')
  git('checkout', '--ours', 'migrations/meta')
  rmSync(join(project.root, 'migrations/0002_alter_tags.sql'))

  const { exitCode, stdout, stderr } = await project.run('generate')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toMatch(/^ {2}migrate {3}migrations\/0003_alter_tags\.sql$/m)
  expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  git('add', '-A')
  git('commit', '-q', '-m', 'merged')
  expect(git('status', '--porcelain')).toBe('')
})
