import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Journal } from '../../../src/migrate/journal.ts'
import { readTree } from '../../setup/tree.ts'
import { branchedNotes, type Clone, cloned, migrations } from './branches.ts'

let origin: string

beforeAll(async () => {
  origin = await branchedNotes()
}, 60_000)

const LIST = 'migrations/meta/_journal.json'

function write(clone: Clone, path: string, text: string): void {
  writeFileSync(join(clone.root, path), text)
}

function listOf(clone: Clone, commit?: string): Journal {
  return JSON.parse(commit === undefined ? clone.read(LIST) : clone.git('show', `${commit}:${LIST}`))
}

/** A merge that somebody settled by hand: both migrations are in the list, both with one number. */
function mergedByHand(): Clone {
  const clone = cloned(origin, 'one')
  clone.merge('merge', 'two')
  const [ours, theirs] = [listOf(clone, 'one'), listOf(clone, 'two')]
  const last = theirs.entries.at(-1)
  write(clone, LIST, JSON.stringify({ ...ours, entries: [...ours.entries, last] }))
  write(clone, 'migrations/meta/0002_snapshot.json', clone.git('show', 'one:migrations/meta/0002_snapshot.json'))
  for (const path of clone.git('diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean))
    if (!path.startsWith('migrations/')) clone.git('checkout', '--theirs', path)
  const text = clone.git('show', 'one:ashlar.yaml')
  const coupon = clone.git('show', 'two:ashlar.yaml').split(/^(?= {2}coupon:)/m)[1] ?? ''
  write(clone, 'ashlar.yaml', `${text.trimEnd()}\n${coupon}`)
  clone.git('add', '-A')
  clone.git('commit', '-qm', 'both, by hand')
  return clone
}

describe('migrations of a merge that is committed', () => {
  test('check finds the collision, generate refuses, rebase mends it', async () => {
    const clone = mergedByHand()
    const checked = await clone.run('check')
    expect(checked.exitCode).toBe(1)
    expect(checked.stdout).toMatch(
      /^ {2}collision migrations\/0002_add_coupons\.sql {2}`0002_add_reviews` has its number too: run `ashlar migrate rebase`$/m,
    )
    const refused = await clone.run('generate')
    expect(refused).toMatchObject({ exitCode: 3 })
    expect(refused.stderr).toContain('[ASH3170]')

    const sql = `-- by hand\n${clone.read('migrations/0002_add_coupons.sql')}`
    write(clone, 'migrations/0002_add_coupons.sql', sql)
    const before = readTree(clone.root)
    const tried = await clone.run('migrate', 'rebase', '--dry-run')
    expect(tried).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readTree(clone.root)).toEqual(before)
    const { exitCode, stdout, stderr } = await clone.run('migrate', 'rebase')
    expect({ exitCode, stderr, stdout }).toEqual({ exitCode: 0, stderr: '', stdout: tried.stdout })
    expect(stdout).toMatch(
      /^ {2}move {6}migrations\/0003_add_coupons\.sql {2}\(from migrations\/0002_add_coupons\.sql/m,
    )
    expect(migrations(clone).slice(-2)).toEqual(['0002_add_reviews.sql', '0003_add_coupons.sql'])
    expect(clone.read('migrations/0003_add_coupons.sql')).toBe(sql)

    expect(await clone.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(migrations(clone)).toHaveLength(4)
    expect(await clone.run('check')).toMatchObject({ exitCode: 0 })
    expect(await clone.run('migrate', 'rebase')).toMatchObject({ stdout: 'The migrations are in order.\n' })
  })

  test('one that was made after the merge is not lost: it is refused', async () => {
    const clone = mergedByHand()
    const list = listOf(clone)
    const [last] = list.entries.slice(-1)
    const more = { ...last, idx: 3, when: (last?.when ?? 0) + 1, tag: '0003_of_drizzle_kit' }
    write(clone, LIST, JSON.stringify({ ...list, entries: [...list.entries, more] }))
    write(clone, 'migrations/0003_of_drizzle_kit.sql', 'SELECT 1;\n')
    const before = readTree(clone.root)
    const { exitCode, stderr } = await clone.run('migrate', 'rebase')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining('`0003_of_drizzle_kit` is of neither branch'),
    })
    expect(readTree(clone.root)).toEqual(before)
  })

  test('without a merge that git knows of it is refused', async () => {
    const clone = mergedByHand()
    clone.git('checkout', '-q', '--orphan', 'fresh')
    clone.git('commit', '-qm', 'no parents')
    const before = readTree(clone.root)
    const { exitCode, stderr } = await clone.run('migrate', 'rebase')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('[ASH3171]')
    expect(readTree(clone.root)).toEqual(before)
  })
})

describe('a list that was changed by hand', () => {
  const changed = (clone: Clone, change: (entries: Journal['entries'][number][]) => unknown) => {
    const list = listOf(clone)
    write(clone, LIST, JSON.stringify({ ...list, entries: change([...list.entries]) }))
  }

  test.each([
    ['gap', 'it is number 7 in the list, where 2 belongs', (last: object) => ({ ...last, idx: 7 })],
    ['order', 'it is older than `', (last: object) => ({ ...last, when: 5 })],
  ])('%s is found and mended', async (kind, message, change) => {
    const clone = cloned(origin, 'one')
    changed(clone, (entries) => [...entries.slice(0, -1), change(entries.at(-1) ?? {})])
    const { exitCode, stdout } = await clone.run('check')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(new RegExp(`^ {2}${kind.padEnd(9)} migrations/0002_add_reviews.sql {2}${message}`, 'm'))
    expect(await clone.run('migrate', 'rebase')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await clone.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await clone.run('check')).toMatchObject({ exitCode: 0 })
    expect(migrations(clone)).toHaveLength(3)
  })

  test('a file that no list has is found', async () => {
    const clone = cloned(origin, 'one')
    write(clone, 'migrations/0009_mine.sql', 'SELECT 1;\n')
    write(clone, 'migrations/notes.sql', 'SELECT 1;\n')
    const { exitCode, stdout } = await clone.run('check', '--json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout).migration.flaws).toMatchObject([{ path: 'migrations/0009_mine.sql', state: 'unlisted' }])
  })
})

describe('migrations that the shared branch has', () => {
  test('a change of one is found, with the way back; a new one may be changed', async () => {
    const clone = cloned(origin, 'one')
    clone.git('update-ref', 'refs/remotes/origin/main', 'main')
    const [first] = migrations(clone)
    const path = `migrations/${first}`
    write(clone, 'migrations/0002_add_reviews.sql', `-- mine\n${clone.read('migrations/0002_add_reviews.sql')}`)
    expect(await clone.run('check')).toMatchObject({ exitCode: 0 })
    write(clone, path, `-- mine\n${clone.read(path)}`)
    const { exitCode, stdout } = await clone.run('check')
    expect(exitCode).toBe(1)
    const repair = new RegExp(`^ {2}rewritten ${path} {2}it was changed, .*: git checkout (\\w+) -- ${path}$`, 'm')
    const [, commit = ''] = repair.exec(stdout) ?? []
    clone.git('checkout', commit, '--', path)
    expect(await clone.run('check')).toMatchObject({ exitCode: 0 })
    write(clone, path, clone.read(path).replaceAll('\n', '\r\n'))
    expect(await clone.run('check')).toMatchObject({ exitCode: 0 })
    // What \`generate\` mended, because rows made it fail, is meant to be another one.
    write(clone, path, `-- mine\n${clone.read(path)}-- ashlar:mended\n`)
    expect(await clone.run('check')).toMatchObject({ exitCode: 0 })
  })

  test('one in the wrong place that everybody has is left to people', async () => {
    const clone = cloned(origin, 'one')
    const list = listOf(clone)
    write(clone, LIST, JSON.stringify({ ...list, entries: list.entries.map((one) => ({ ...one, when: 5 })) }))
    clone.git('commit', '-qam', 'older')
    clone.git('commit', '-q', '--allow-empty', '-m', 'pushed')
    clone.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    const { exitCode, stderr } = await clone.run('migrate', 'rebase')
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('[ASH3172]') })
  })
})
