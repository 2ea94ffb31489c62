import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../src/merge/text.ts'
import type { Write } from '../../../src/merge/write.ts'
import { nodeFileSystem } from '../../../src/project/file-system.ts'
import { makeProjectFolder } from '../../../src/project/project-folder.ts'
import { recover } from '../../../src/project/recover.ts'
import { commit } from '../../../src/project/writer.ts'
import { folderWith, treeOf } from './folder.ts'
import { AFTER, BEFORE, WRITES } from './mixed-commit.ts'

const put = (path: string, text = 'new'): Write => ({ path, text, executable: false, expect: 'absent' })

describe('commit', () => {
  test('does everything, and leaves nothing of its own behind', async () => {
    const root = folderWith(BEFORE)
    await commit(root, WRITES)
    expect(treeOf(root)).toEqual(AFTER)
  })

  test('does not write again what is there already', async () => {
    const root = folderWith(AFTER)
    const inodes = () => Object.keys(AFTER).map((path) => statSync(join(root, path.replace('*', ''))).ino)
    const before = inodes()
    await commit(
      root,
      WRITES.map((write) => ({ ...write, expect: 'any' })),
    )
    expect(inodes()).toEqual(before)
  })

  test('writes nothing when one file is not as expected', async () => {
    const root = folderWith({ ...BEFORE, 'src/app.ts': 'edited meanwhile' })
    await expect(commit(root, WRITES)).rejects.toMatchObject({
      exitCode: 3,
      problems: [{ code: 'ASH3124', message: expect.stringContaining('src/app.ts') }],
    })
    expect(treeOf(root)).toEqual({ ...BEFORE, 'src/app.ts': 'edited meanwhile' })
  })

  test('notices a file that is saved while the new ones are staged', async () => {
    const root = folderWith(BEFORE)
    const sync = (folder: string) => {
      nodeFileSystem.sync(folder)
      writeFileSync(join(root, 'src/app.ts'), 'saved meanwhile')
    }
    await expect(commit(root, WRITES, { ...nodeFileSystem, sync })).rejects.toThrow(
      '`src/app.ts` changed while ashlar was at work',
    )
    expect(treeOf(root)).toEqual({ ...BEFORE, 'src/app.ts': 'saved meanwhile' })
  })

  test('leaves no empty state folder behind when it fails', async () => {
    const root = folderWith()
    const create = () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })
    }
    await expect(commit(root, [put('a.ts')], { ...nodeFileSystem, create })).rejects.toThrow('ENOSPC')
    expect(treeOf(root)).toEqual({})
  })

  test('a folder that cannot be removed stays', async () => {
    const root = folderWith({ 'old/a.ts': 'A' })
    const remove = (path: string) => {
      nodeFileSystem.remove(path)
      // Somebody replaces the emptied folder at once: a removal that the system refuses.
      if (path.endsWith('old/a.ts')) execFileSync('sh', ['-c', 'rmdir "$1/old" && touch "$1/old"', 'sh', root])
    }
    const writes = [put('b.ts'), { path: 'old/a.ts', text: undefined, executable: false, expect: sha256('A') }]
    await commit(root, writes, { ...nodeFileSystem, remove })
    expect(treeOf(root)).toEqual({ 'b.ts': 'new', old: '' })
  })

  test('has the name of its state folder on the disk before it decides', async () => {
    const root = folderWith()
    const calls: string[] = []
    const sync = (folder: string) => {
      nodeFileSystem.sync(folder)
      if (folder === nodeFileSystem.resolve(root)) calls.push('sync')
    }
    const rename = (from: string, to: string) => {
      nodeFileSystem.rename(from, to)
      calls.push(to.endsWith('committed.json') ? 'decide' : 'rename')
    }
    await commit(root, [put('src/a.ts')], { ...nodeFileSystem, sync, rename })
    expect(calls.slice(0, 2)).toEqual(['sync', 'decide'])
  })

  test('a file that is saved while the new ones go to their places is not overwritten, and no earlier run is blamed', async () => {
    const root = folderWith(BEFORE)
    const rename = (from: string, to: string) => {
      nodeFileSystem.rename(from, to)
      if (to.endsWith('committed.json')) writeFileSync(join(root, 'src/app.ts'), 'saved meanwhile')
    }
    await expect(commit(root, WRITES, { ...nodeFileSystem, rename })).rejects.toThrow(
      /^`src\/app\.ts` was changed while ashlar was writing$/,
    )
    expect(treeOf(root)['src/app.ts']).toBe('saved meanwhile')
  })

  test('the mode follows the umask, the executable bit is set', async () => {
    const root = folderWith()
    const umask = process.umask(0o027)
    try {
      await commit(root, [put('a.txt'), { ...put('a.sh'), executable: true }])
    } finally {
      process.umask(umask)
    }
    expect([statSync(join(root, 'a.txt')).mode & 0o777, statSync(join(root, 'a.sh')).mode & 0o777]).toEqual([
      0o640, 0o750,
    ])
  })

  test('works where the project itself is reached by a link', async () => {
    const root = folderWith({ 'real/a.ts': 'A' })
    symlinkSync('real', join(root, 'link'))
    await commit(join(root, 'link'), [put('b.ts')])
    expect(treeOf(join(root, 'real'))).toEqual({ 'a.ts': 'A', 'b.ts': 'new' })
  })

  test('a file system mounted inside the project is refused before anything is written', async () => {
    const root = folderWith({ 'mounted/a.ts': 'A' })
    const lstat = (path: string) => {
      const stat = nodeFileSystem.lstat(path)
      return stat && path.endsWith('mounted') ? { ...stat, device: -1 } : stat
    }
    await expect(commit(root, [put('mounted/b.ts'), put('c.ts')], { ...nodeFileSystem, lstat })).rejects.toThrow(
      'another file system',
    )
    expect(treeOf(root)).toEqual({ 'mounted/a.ts': 'A' })
  })
})

describe('confinement', () => {
  test.each([
    ['..', '../out.ts'],
    ['.. inside', 'src/../../out.ts'],
    ['an absolute path', '/tmp/out.ts'],
    ['a backslash', 'src\\out.ts'],
    ['a drive', 'C:/out.ts'],
    ['an empty path', ''],
    ['a null byte', 'src/a\0.ts'],
    ['git', '.git/hooks/pre-commit'],
    ['git in capitals', 'src/.GIT/config'],
    ['dependencies', 'node_modules/x/index.js'],
    ['a device of Windows', 'src/NUL.txt'],
    ['a device of Windows as a folder', 'src/aux/a.ts'],
    ['a port of Windows', 'com1'],
    ['a mark that nobody sees', 'src/\u200bapp.ts'],
    ['a mark that turns the text around', 'src/\u202est.app'],
    ['a tag character', 'src/a\u{e0041}.ts'],
    ['a trailing dot', '.git./config'],
  ])('refuses %s', async (_, path) => {
    const root = folderWith({ 'src/a.ts': 'A' })
    await expect(commit(root, [put('fine.ts'), put(path)])).rejects.toMatchObject({ problems: [{ code: 'ASH3120' }] })
    expect(treeOf(root)).toEqual({ 'src/a.ts': 'A' })
  })

  test('takes names that only look like a device', async () => {
    const root = folderWith()
    await commit(
      root,
      ['nulls.ts', 'src/com10.ts', 'console/auxiliary.ts', 'a.nul'].map((path) => put(path)),
    )
    expect(Object.keys(treeOf(root))).toEqual(['a.nul', 'console/auxiliary.ts', 'nulls.ts', 'src/com10.ts'])
  })

  test.each<[string, (root: string) => void]>([
    ['a link to a folder outside', (root) => symlinkSync('/tmp', join(root, 'src'))],
    ['a link to a folder inside', (root) => symlinkSync('real', join(root, 'src'))],
    ['a dangling link', (root) => symlinkSync('nowhere', join(root, 'src'))],
    [
      'a chain of links',
      (root) => {
        symlinkSync('real', join(root, 'one'))
        symlinkSync('one', join(root, 'src'))
      },
    ],
    ['a file where a folder is needed', (root) => writeFileSync(join(root, 'src'), '')],
    ['a FIFO where a folder is needed', (root) => execFileSync('mkfifo', [join(root, 'src')])],
    ['a link where the file goes', (root) => linkIn(root, '../real/a.ts')],
    ['a dangling link where the file goes', (root) => linkIn(root, 'nowhere')],
    ['a link to itself where the file goes', (root) => linkIn(root, 'made.ts')],
    ['a folder where the file goes', (root) => mkdirSync(join(root, 'src/made.ts'), { recursive: true })],
    [
      'a FIFO where the file goes',
      (root) => {
        mkdirSync(join(root, 'src'))
        execFileSync('mkfifo', [join(root, 'src/made.ts')])
      },
    ],
  ])('refuses %s, names it, and writes nothing', async (_, prepare) => {
    const root = folderWith({ 'real/a.ts': 'A' })
    prepare(root)
    const names = () => execFileSync('find', [root]).toString()
    const before = names()
    const refused = commit(root, [put('fine.ts'), { ...put('src/made.ts'), expect: 'any' }])
    await expect(refused).rejects.toMatchObject({
      exitCode: 3,
      problems: [{ code: 'ASH3121', message: expect.stringContaining('src') }],
    })
    expect(names()).toBe(before)
    expect(readFileSync(join(root, 'real/a.ts'), 'utf8')).toBe('A')
  })

  test('a link that is put in while the files are staged is noticed', async () => {
    const outside = folderWith()
    const root = folderWith({ 'src/a.ts': 'A' })
    const sync = (folder: string) => {
      nodeFileSystem.sync(folder)
      execFileSync('sh', ['-c', 'rm -rf "$1/src" && ln -s "$2" "$1/src"', 'sh', root, outside])
    }
    await expect(commit(root, [put('src/b.ts')], { ...nodeFileSystem, sync })).rejects.toThrow(
      '`src` is a symbolic link',
    )
    expect(treeOf(outside)).toEqual({})
  })

  test('a journal that leaves the project is not followed', async () => {
    const journal = { format: 1, steps: [{ path: '../out.ts', before: 'absent', staged: '0' }] }
    const root = folderWith({
      'project/.ashlar/txn-1/committed.json': JSON.stringify(journal),
      'project/.ashlar/txn-1/0': 'bad',
    })
    await expect(recover(join(root, 'project'))).rejects.toMatchObject({ problems: [{ code: 'ASH3122' }] })
    expect(treeOf(root)['out.ts']).toBeUndefined()
  })

  test('a state folder that is a link is refused', async () => {
    const root = folderWith({ 'real/txn-1/0': 'x' })
    symlinkSync('real', join(root, '.ashlar'))
    await expect(recover(root)).rejects.toThrow('`.ashlar` is a symbolic link')
    await expect(commit(root, [put('a.ts')])).rejects.toThrow('`.ashlar` is a symbolic link')
    expect(treeOf(root)).toEqual({ '.ashlar->': 'real', 'real/txn-1/0': 'x' })
  })
})

test('all problems are named at once', async () => {
  const root = folderWith({ 'a.ts': 'other' })
  const writes = [put('a.ts'), put('../b.ts'), { ...put('c.ts'), expect: sha256('C') }]
  await expect(commit(root, writes)).rejects.toMatchObject({
    problems: [{ code: 'ASH3124' }, { code: 'ASH3120' }, { code: 'ASH3124' }],
  })
})

test('a new project takes an empty folder, one with only .git, or none, and no other', () => {
  const root = folderWith({ 'git/.git/HEAD': 'x', 'full/a': 'A' })
  makeProjectFolder(join(root, 'new/deep'))
  makeProjectFolder(join(root, 'git'))
  expect(() => makeProjectFolder(join(root, 'full'))).toThrow('is not empty')
  expect(treeOf(root)).toEqual({ 'full/a': 'A', 'git/.git/HEAD': 'x', 'new/deep/': '' })
})

function linkIn(root: string, target: string): void {
  mkdirSync(join(root, 'src'))
  symlinkSync(target, join(root, 'src/made.ts'))
}
