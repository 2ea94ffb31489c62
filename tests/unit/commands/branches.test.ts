import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { digest } from '../../../src/merge/text.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'
import { branchedNotes, type Clone, cloned, migrations, ROUTES } from './branches.ts'
import { newNotes } from './project.ts'

let origin: string

beforeAll(async () => {
  origin = await branchedNotes()
}, 60_000)

/** What has to be true of a project once `generate` has seen the merge. */
async function expectBoth({ root, run, read, git }: Clone): Promise<void> {
  expect(await run('check')).toMatchObject({ exitCode: 0, stderr: '' })
  const tree = readTree(root)
  const marked = Object.keys(tree).filter((path) => /^(<{7}|>{7})/m.test(tree[path] ?? ''))
  expect(marked).toEqual([])
  expect(read('ashlar.yaml')).toMatch(/ {2}coupon:/)
  expect(read('ashlar.yaml')).toMatch(/ {2}review:/)
  expect(read('src/resources/index.ts')).toMatch(/couponRoutes[\s\S]*reviewRoutes|reviewRoutes[\s\S]*couponRoutes/)
  expect(read(ROUTES)).toContain("import './one.ts'")
  expect(read(ROUTES)).toContain("console.log('two')")
  git('add', '-A')
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(git('diff', '--name-only')).toBe('')
}

describe('git merge of two branches that each added a resource, and edited', () => {
  test('git writes into no base, and ashlar check names what two branches have', async () => {
    const clone = cloned(origin, 'one')
    expect(clone.merge('merge', 'two')).toEqual(
      expect.arrayContaining(['.ashlar/lock.json', 'ashlar.yaml', 'migrations/meta/_journal.json']),
    )
    const objects = readdirSync(join(clone.root, '.ashlar/objects'))
    expect(objects.filter((name) => digest(clone.read(`.ashlar/objects/${name}`)) !== name)).toEqual([])
    const { exitCode, stdout } = await clone.run('check')
    expect(exitCode).toBe(1)
    for (const path of ['.ashlar/lock.json', 'ashlar.yaml', 'migrations/meta/_journal.json'])
      expect(stdout).toMatch(new RegExp(`^ {2}branches {2}${path}`, 'm'))
  })

  test('one `generate` makes the tree right', async () => {
    const clone = cloned(origin, 'one')
    const sql = clone.git('show', 'two:migrations/0002_add_coupons.sql')
    clone.merge('merge', 'two')
    const { exitCode, stdout, stderr } = await clone.run('generate')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^ {2}merge {5}ashlar\.yaml {2}\(of both branches\)$/m)
    expect(stdout).toMatch(/^ {2}move {6}migrations\/0003_add_coupons\.sql/m)
    expect(stdout).toContain('Both branches are in it now')
    await expectBoth(clone)
    expect(clone.read('README.md')).toMatch(/^# Notes of one$/m)
    expect(migrations(clone)).toEqual(expect.arrayContaining(['0002_add_reviews.sql', '0003_add_coupons.sql']))
    expect(migrations(clone)).not.toContain('0002_add_coupons.sql')
    expect(clone.read('migrations/0003_add_coupons.sql')).toBe(sql)
  })

  test('migrations of the shared branch stay where they are, whoever merges', async () => {
    const clone = cloned(origin, 'one')
    clone.git('branch', '-f', 'main', 'two')
    clone.merge('merge', 'main')
    expect(await clone.run('generate')).toMatchObject({ exitCode: 0 })
    await expectBoth(clone)
    expect(migrations(clone)).toEqual(expect.arrayContaining(['0002_add_coupons.sql', '0003_add_reviews.sql']))
  })

  test.each([['rebase'], ['cherry-pick']])('the same in a %s', async (verb) => {
    const clone = cloned(origin, 'one')
    clone.merge(verb, 'two')
    expect(await clone.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    await expectBoth(clone)
  })

  test('without the dependencies the migrations are in order all the same', async () => {
    const clone = cloned(origin, 'one', temporaryFolder())
    clone.merge('merge', 'two')
    const { exitCode, stdout } = await clone.run('generate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('the dependencies are not installed')
    expect(migrations(clone)).toEqual(expect.arrayContaining(['0002_add_reviews.sql', '0003_add_coupons.sql']))
    const { entries } = JSON.parse(clone.read('migrations/meta/_journal.json'))
    const last = JSON.parse(clone.read('migrations/meta/0003_snapshot.json'))
    const before = JSON.parse(clone.read('migrations/meta/0002_snapshot.json'))
    expect(entries.map(({ idx }: { idx: number }) => idx)).toEqual([0, 1, 2, 3])
    expect(last.prevId).toBe(before.id)
    expect(Object.keys(last.tables)).toEqual(expect.arrayContaining(['public.coupons', 'public.reviews']))
  })
})

test('a branch that is rebased commit by commit, each with a migration', async () => {
  const clone = cloned(origin, 'two')
  clone.replace('ashlar.yaml', '      percent: int\n', '      percent: int\n      note: text?\n')
  expect(await clone.run('generate')).toMatchObject({ exitCode: 0 })
  clone.git('add', '-A')
  clone.git('commit', '-qm', 'two, once more')
  for (let unmerged = clone.merge('rebase', 'one'); unmerged.length > 0; ) {
    expect(await clone.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    clone.git('add', '-A')
    unmerged = clone.merge('-c', 'core.editor=true', 'rebase', '--continue')
  }
  await expectBoth(clone)
  expect(migrations(clone).slice(-3)).toEqual([
    '0002_add_reviews.sql',
    '0003_add_coupons.sql',
    '0004_alter_coupons.sql',
  ])
  const { tables } = JSON.parse(clone.read('migrations/meta/0004_snapshot.json'))
  expect(Object.keys(tables['public.coupons'].columns)).toContain('note')
  expect(Object.keys(tables)).toContain('public.reviews')
})

describe('what ashlar does not do', () => {
  test('a file that somebody has begun to settle is not merged anew', async () => {
    const clone = cloned(origin, 'one')
    clone.merge('merge', 'two')
    const index = 'src/resources/index.ts'
    writeFileSync(
      join(clone.root, index),
      clone
        .read(index)
        .replace(/<{7}[^\n]*\n([\s\S]*?)={7}\n[\s\S]*?>{7}[^\n]*\n/, (_all, ours) => `${ours}// by hand\n`),
    )
    const before = clone.read(index)
    const { exitCode, stdout } = await clone.run('generate')
    expect(exitCode).toBe(before.includes('<<<<<<<') ? 1 : 0)
    expect(clone.read(index)).toContain('// by hand')
    expect(stdout).toContain(index)
  })

  test('what both branches changed in two ways stays for people: the description', async () => {
    const clone = cloned(origin, 'one')
    clone.git('checkout', '-q', '-B', 'left', 'main')
    clone.replace('ashlar.yaml', 'title: string(1..200)', 'title: string(1..300)')
    clone.git('commit', '-qam', 'left')
    clone.git('checkout', '-q', '-B', 'right', 'main')
    clone.replace('ashlar.yaml', 'title: string(1..200)', 'title: string(1..100)')
    clone.git('commit', '-qam', 'right')
    clone.merge('merge', 'left')
    const tree = readTree(clone.root)
    const { exitCode, stderr } = await clone.run('generate')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(
      /^ashlar\.yaml:8:1: git could not merge the description, and neither can ashlar: .*\[ASH4020\]/m,
    )
    expect(readTree(clone.root)).toEqual(tree)
  })

  test('what both branches changed in two ways stays for people: a file', async () => {
    const clone = cloned(origin, 'one')
    const line = "import { Hono } from 'hono'"
    for (const [branch, text] of [
      ['left', "import { Hono } from 'left'"],
      ['right', "import { Hono } from 'right'"],
    ] as const) {
      clone.git('checkout', '-q', '-B', branch, 'main')
      clone.replace(ROUTES, line, text)
      clone.git('commit', '-qam', branch)
    }
    clone.merge('merge', 'left')
    const before = clone.read(ROUTES)
    const { exitCode, stdout } = await clone.run('generate')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^ {2}conflict {2}src\/resources\/notes\/notes\.routes\.ts/m)
    expect(clone.read(ROUTES)).toBe(before)
  })

  test('markers that git knows nothing of: the lock is that of both, the migrations are refused', async () => {
    const clone = cloned(origin, 'one')
    clone.merge('merge', 'two')
    clone.git('add', '-A')
    clone.git('commit', '-qm', 'markers and all')
    const description = await clone.run('generate')
    expect(description).toMatchObject({ exitCode: 2 })
    expect(description.stderr).toContain('git could not merge the description')
    writeFileSync(join(clone.root, 'ashlar.yaml'), clone.git('show', 'HEAD~1:ashlar.yaml'))
    const journal = await clone.run('generate')
    expect(journal).toMatchObject({ exitCode: 3 })
    expect(journal.stderr).toContain('and git knows of no merge')
  })
})

describe('ashlar git-setup', () => {
  test('git merges with ashlar from then on, and the next `generate` has the rest', async () => {
    const clone = cloned(origin, 'one')
    expect(await clone.run('git-setup')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(clone.git('status', '--porcelain')).toBe('')
    const unmerged = clone.merge('merge', 'two')
    expect(unmerged).not.toContain('.ashlar/lock.json')
    expect(unmerged).not.toContain('ashlar.yaml')
    expect(unmerged).not.toContain('src/resources/index.ts')
    expect((await clone.run('check')).stdout).toMatch(/^ {2}branches {2}\.ashlar\/lock\.json/m)
    expect(await clone.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    await expectBoth(clone)
  })

  test('files that are not generated are merged in the way of git', async () => {
    const clone = cloned(origin, 'one')
    await clone.run('git-setup')
    const own = join(clone.root, 'src/own.ts')
    const write = (branch: string, text: string) => {
      clone.git('checkout', '-q', '-B', branch, branch === 'base' ? 'main' : 'base')
      writeFileSync(own, text)
      clone.git('add', '-A')
      clone.git('commit', '-qm', branch)
    }
    write('base', 'a()\n')
    write('left', 'b()\n')
    write('right', 'c()\n')
    expect(clone.merge('merge', 'left')).toEqual(['src/own.ts'])
    expect(readFileSync(own, 'utf8')).toBe('<<<<<<< ours\nc()\n=======\nb()\n>>>>>>> theirs\n')
  })

  test('twice is once, and `--remove` leaves nothing', async () => {
    const clone = cloned(origin, 'one')
    const [config, attributes] = ['.git/config', '.git/info/attributes'] as const
    const before = clone.read(config)
    writeFileSync(join(clone.root, attributes), '*.png binary\n')
    await clone.run('git-setup')
    const once = [clone.read(config), clone.read(attributes)]
    await clone.run('git-setup')
    expect([clone.read(config), clone.read(attributes)]).toEqual(once)
    expect(await clone.run('git-setup', '--remove')).toMatchObject({ exitCode: 0 })
    expect(clone.read(config)).toBe(before)
    expect(clone.read(attributes)).toBe('*.png binary\n')
  })

  test('of a project in a folder of its repository, only that folder', async () => {
    const { root } = await newNotes({ installed: true })
    execFileSync('git', ['init', '-q'], { cwd: join(root, '..') })
    expect(await ashlar(['git-setup'], { cwd: root })).toMatchObject({ exitCode: 0 })
    const attributes = readFileSync(join(root, '../.git/info/attributes'), 'utf8')
    expect(attributes).toContain('/notes/.ashlar/lock.json merge=ashlar-notes')
    expect(attributes.split('\n').filter((line) => line !== '' && !/^#|^\/notes\//.test(line))).toEqual([])
    expect(readFileSync(join(root, '../.git/config'), 'utf8')).toContain("'-C' 'notes/' 'merge-driver'")
  })

  test('where there is no repository, or no project, it says so', async () => {
    const { root } = await newNotes({ installed: false })
    expect(await ashlar(['git-setup'], { cwd: root })).toMatchObject({ exitCode: 3 })
    expect((await ashlar(['git-setup'], { cwd: join(root, 'src') })).stderr).toContain('ASH3001')
  })
})
