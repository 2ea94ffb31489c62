import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Change, isDrift } from '../../../src/merge/change.ts'
import { decideChanges } from '../../../src/merge/changes.ts'
import { nextLock } from '../../../src/merge/lock.ts'
import { digest } from '../../../src/merge/text.ts'
import { projectWrites } from '../../../src/project/project-writes.ts'
import { readLock, readSnapshot } from '../../../src/project/snapshot.ts'
import { commit } from '../../../src/project/writer.ts'
import type { GeneratedFile } from '../../../src/render/generated-file.ts'
import { fill, folderWith, treeOf } from './folder.ts'

const ABOUT = { tool: '0.1.0', description: 'ashlar.yaml', schema: undefined, setup: {} }

/** Files by identity, as `path` and text; a path with `*` is a script. */
type Wanted = Readonly<Record<string, readonly [path: string, text: string]>>

function filesOf(wanted: Wanted): readonly GeneratedFile[] {
  return Object.entries(wanted).map(([subject, [path, text]]) => ({
    identity: { template: 'file', subject },
    path: path.replace('*', ''),
    executable: path.endsWith('*'),
    owner: 'merged',
    text,
  }))
}

function look(root: string, wanted: Wanted) {
  const files = filesOf(wanted)
  const lock = readLock(root)
  const snapshot = readSnapshot(root, lock, files)
  return { lock, snapshot, changes: decideChanges({ wanted: files, lock, snapshot }) }
}

/** What `generate` does, from the snapshot to the disk. */
async function generate(root: string, wanted: Wanted): Promise<readonly Change[]> {
  const { lock, snapshot, changes } = look(root, wanted)
  await commit(root, projectWrites(changes, nextLock(lock, changes, ABOUT), snapshot))
  return changes
}

const project = (root: string) =>
  Object.fromEntries(Object.entries(treeOf(root)).filter(([path]) => !path.startsWith('.ashlar/')))
const objects = (root: string) => Object.values(treeOf(join(root, '.ashlar/objects')))

const FIRST: Wanted = { app: ['src/app.ts', 'app\n'], one: ['src/one/one.ts', 'one\n'], run: ['run.sh*', 'run\n'] }

describe('a whole regeneration', () => {
  test('the first one makes the files, the lock and the bases; the second one writes nothing', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    expect(project(root)).toEqual({ 'run.sh*': 'run\n', 'src/app.ts': 'app\n', 'src/one/one.ts': 'one\n' })
    expect(objects(root).toSorted()).toEqual(['app\n', 'one\n', 'run\n'])
    const { lock, snapshot, changes } = look(root, FIRST)
    expect(changes.some(isDrift)).toBe(false)
    const before = treeOf(root)
    const refusing = { create: () => expect.unreachable('nothing is to be written') }
    const { nodeFileSystem } = await import('../../../src/project/file-system.ts')
    await commit(root, projectWrites(changes, nextLock(lock, changes, ABOUT), snapshot), {
      ...nodeFileSystem,
      ...refusing,
    })
    expect(treeOf(root)).toEqual(before)
  })

  test('updates, adds and removes what is untouched, keeps what was edited, and every base that there was', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    fill(root, { 'run.sh*': 'run\nmine\n' })
    await generate(root, { app: ['src/app.ts', 'app 2\n'], two: ['src/two.ts', 'two\n'], run: ['run.sh*', 'run\n'] })
    expect(project(root)).toEqual({ 'run.sh*': 'run\nmine\n', 'src/app.ts': 'app 2\n', 'src/two.ts': 'two\n' })
    expect(objects(root).toSorted()).toEqual(['app\n', 'app 2\n', 'one\n', 'run\n', 'two\n'].toSorted())
  })

  test('two files change places, one of them with an edit', async () => {
    const root = folderWith()
    await generate(root, { a: ['a.ts', 'A'], b: ['b.ts', 'B'] })
    fill(root, { 'a.ts': 'A edited' })
    await generate(root, { a: ['b.ts', 'A'], b: ['a.ts', 'B'] })
    expect(project(root)).toEqual({ 'a.ts': 'B', 'b.ts': 'A edited' })
    expect(look(root, { a: ['b.ts', 'A'], b: ['a.ts', 'B'] }).changes.map(({ kind }) => kind)).toEqual([
      'current',
      'keepEdit',
    ])
  })

  test('a conflict leaves the file and its base, and stays a conflict', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    fill(root, { 'src/app.ts': 'mine\n' })
    const next: Wanted = { ...FIRST, app: ['src/app.ts', 'app 2\n'] }
    for (const _ of ['first', 'second']) {
      const changes = await generate(root, next)
      expect(changes.find(({ path }) => path === 'src/app.ts')?.kind).toBe('conflict')
      expect(project(root)['src/app.ts']).toBe('mine\n')
      expect(readLock(root).entries.find(({ path }) => path === 'src/app.ts')).toMatchObject({
        hash: digest('app\n'),
        conflict: digest('app 2\n'),
      })
    }
  })

  test('a checkout with CRLF is current, and stays CRLF through an update', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    fill(root, {
      'src/app.ts': 'app\r\n',
      '.ashlar/lock.json': readFileSync(join(root, '.ashlar/lock.json'), 'utf8').replaceAll('\n', '\r\n'),
    })
    expect(look(root, FIRST).changes.some(isDrift)).toBe(false)
    await generate(root, { ...FIRST, app: ['src/app.ts', 'app\n2\n'] })
    expect(project(root)['src/app.ts']).toBe('app\r\n2\r\n')
    expect(objects(root)).toContain('app\n2\n')
  })

  test('a base that was lost, or that holds another text, comes back from the unedited file', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    const before = treeOf(root)
    rmSync(join(root, '.ashlar/objects', digest('app\n')))
    writeFileSync(join(root, '.ashlar/objects', digest('one\n')), 'merged by git')
    await generate(root, FIRST)
    expect(treeOf(root)).toEqual(before)
  })

  test('git stores the state as it is, and does not see what is temporary', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', root, ...args]).toString()
    git('init', '-q')
    fill(root, { '.ashlar/run.lock': '', '.ashlar/txn-1/0': '' })
    const object = `.ashlar/objects/${digest('app\n')}`
    expect(git('check-attr', 'text', 'diff', 'merge', '--', object)).toBe(
      ['text', 'diff', 'merge'].map((name) => `${object}: ${name}: unset\n`).join(''),
    )
    const untracked = git('ls-files', '--others', '--exclude-standard').split('\n')
    expect(untracked.filter((path) => /run\.lock|txn-/.test(path))).toEqual([])
    expect(untracked).toContain('.ashlar/lock.json')
  })
})

describe('a snapshot', () => {
  test('refuses a file that both sides changed when its base is missing or tampered with', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    fill(root, { 'src/app.ts': 'mine', 'src/one/one.ts': 'mine' })
    rmSync(join(root, '.ashlar/objects', digest('app\n')))
    writeFileSync(join(root, '.ashlar/objects', digest('one\n')), 'tampered')
    const next: Wanted = { ...FIRST, app: ['src/app.ts', 'app 2\n'], one: ['src/one/one.ts', 'one 2\n'] }
    expect(() => look(root, next)).toThrow(
      expect.objectContaining({
        exitCode: 3,
        problems: ['src/app.ts', 'src/one/one.ts'].map((path) =>
          expect.objectContaining({ code: 'ASH3104', message: expect.stringContaining(path) }),
        ),
      }),
    )
  })

  test('asks for no base where the user alone changed the file, or made the change that was to come', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    rmSync(join(root, '.ashlar/objects'), { recursive: true })
    fill(root, { 'src/app.ts': 'mine', 'src/one/one.ts': 'one 2\n' })
    const next: Wanted = { ...FIRST, one: ['src/one/one.ts', 'one 2\n'] }
    expect(look(root, next).changes.map(({ kind }) => kind)).toEqual(['current', 'keepEdit', 'adopt'])
  })

  test('has the base of a file that the user moved to its new path and edited', async () => {
    const root = folderWith()
    await generate(root, { app: ['src/app.ts', 'app\n'] })
    rmSync(join(root, 'src/app.ts'))
    fill(root, { 'src/main.ts': 'mine' })
    expect(look(root, { app: ['src/main.ts', 'app 2\n'] }).changes).toMatchObject([
      { kind: 'conflict', base: 'app\n', conflict: 'you edited it, and what is generated changed too' },
    ])
  })

  test('does not follow links, and names all of them at once', () => {
    const root = folderWith({ 'secret.txt': 'secret' })
    symlinkSync('secret.txt', join(root, 'a.ts'))
    symlinkSync('nowhere', join(root, 'b.ts'))
    expect(() => look(root, { a: ['a.ts', ''], b: ['b.ts', ''] })).toThrow(
      '`a.ts` is a symbolic link, and ashlar needs a file there; `b.ts` is a symbolic link, and ashlar needs a file there',
    )
  })

  test('reads a file that is not UTF-8 as one without text', () => {
    const root = folderWith()
    writeFileSync(join(root, 'a.ts'), Buffer.from([0xff, 0xfe, 0x00]))
    expect(look(root, { a: ['a.ts', 'A'] }).changes).toMatchObject([
      { kind: 'conflict', conflict: 'it is not UTF-8 text' },
    ])
  })

  test('a byte order mark is an edit that is kept', async () => {
    const root = folderWith()
    await generate(root, FIRST)
    fill(root, { 'src/app.ts': '\uFEFFapp\n' })
    expect(look(root, FIRST).changes.find(({ path }) => path === 'src/app.ts')).toMatchObject({
      kind: 'keepEdit',
      after: '\uFEFFapp\n',
    })
  })
})
