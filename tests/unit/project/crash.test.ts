import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type FileSystem, nodeFileSystem } from '../../../src/project/file-system.ts'
import { recover } from '../../../src/project/recover.ts'
import { commit } from '../../../src/project/writer.ts'
import { folderWith, treeOf } from './folder.ts'
import { AFTER, BEFORE, WRITES } from './mixed-commit.ts'

class Crash extends Error {}

type How = 'before' | 'torn'

/** The file system of a machine that goes down at its call number `index`: no call after it does anything. */
function crashingAt(index: number, how: How): { readonly fs: FileSystem; readonly calls: () => number } {
  let calls = 0
  const guard = (method: unknown) => {
    return (...args: readonly unknown[]) => {
      if (++calls === index && how === 'torn' && method === nodeFileSystem.create) {
        const [path, text] = args
        writeFileSync(String(path), String(text).slice(0, 3))
      }
      if (calls >= index) throw new Crash()
      return Reflect.apply(method as () => unknown, nodeFileSystem, args)
    }
  }
  const fs = new Proxy(nodeFileSystem, { get: (target, name) => guard(Reflect.get(target, name)) })
  return { fs, calls: () => calls }
}

async function callsOf(action: (fs: FileSystem) => Promise<void>): Promise<number> {
  const { fs, calls } = crashingAt(Number.POSITIVE_INFINITY, 'before')
  await action(fs)
  return calls()
}

const outcome = (root: string) => {
  const tree = treeOf(root)
  if (JSON.stringify(tree) === JSON.stringify(AFTER)) return 'new'
  expect(tree).toEqual(BEFORE)
  return 'old'
}

test.each<How>(['before', 'torn'])(
  'stopped at every single call (%s): after recovery the tree is all old or all new',
  async (how) => {
    const total = await callsOf((fs) => commit(folderWith(BEFORE), WRITES, fs))
    const outcomes: string[] = []
    for (let index = 1; index <= total; index++) {
      const root = folderWith(BEFORE)
      await expect(commit(root, WRITES, crashingAt(index, how).fs)).rejects.toThrow()
      await recover(root)
      outcomes.push(outcome(root))
    }
    expect(total).toBeGreaterThan(100)
    // Once it is decided it stays decided.
    expect(outcomes).toEqual([...outcomes].toSorted().toReversed())
    expect(new Set(outcomes)).toEqual(new Set(['old', 'new']))
  },
)

test('a recovery that is stopped at any call is itself recovered', async () => {
  const interrupted = async (index: number) => {
    const root = folderWith(BEFORE)
    await expect(commit(root, WRITES, crashingAt(index, 'before').fs)).rejects.toThrow()
    return root
  }
  const total = await callsOf((fs) => commit(folderWith(BEFORE), WRITES, fs))
  for (const at of [0.5, 0.7, 0.8, 0.9].map((part) => Math.round(total * part))) {
    const steps = await callsOf(async (fs) => recover(await interrupted(at), fs))
    const first = await interrupted(at)
    await recover(first)
    const expected = outcome(first)
    for (let index = 1; index <= steps; index++) {
      const root = await interrupted(at)
      await expect(recover(root, crashingAt(index, 'before').fs)).rejects.toThrow()
      await recover(root)
      expect(outcome(root)).toBe(expected)
    }
  }
})

test('a process that is killed, at calls from the first to the last', async () => {
  const total = await callsOf((fs) => commit(folderWith(BEFORE), WRITES, fs))
  const child = new URL('./killed-commit.ts', import.meta.url).pathname
  const rounds = 8
  const outcomes: string[] = []
  for (let round = 1; round <= rounds; round++) {
    const root = folderWith(BEFORE)
    const { signal } = spawnSync(process.execPath, [child, root, String(Math.round((total * round) / rounds))])
    expect(signal).toBe('SIGKILL')
    await recover(root)
    outcomes.push(outcome(root))
  }
  expect(new Set(outcomes)).toEqual(new Set(['old', 'new']))
})

test.each(['ENOSPC', 'EIO', 'EACCES', 'EXDEV'])(
  '%s at every call that changes something leaves all old or all new',
  async (code) => {
    const changing: readonly (keyof FileSystem)[] = ['create', 'makeFolder', 'rename', 'remove', 'sync']
    for (const name of changing) {
      for (let nth = 1; ; nth++) {
        const root = folderWith(BEFORE)
        let calls = 0
        const fs = new Proxy(nodeFileSystem, {
          get:
            (target, key) =>
            (...args: readonly unknown[]) => {
              if (key === name && ++calls === nth) throw Object.assign(new Error(code), { code, syscall: name })
              return Reflect.apply(Reflect.get(target, key) as () => unknown, target, args)
            },
        })
        const failed = await commit(root, WRITES, fs).then(
          () => false,
          () => true,
        )
        await recover(root)
        expect(failed ? ['old', 'new'] : ['new']).toContain(outcome(root))
        if (!failed) break
      }
    }
  },
)

test('what was changed between the interruption and the recovery is not overwritten', async () => {
  const root = await decidedButNotDone()
  writeFileSync(`${root}/src/app.ts`, 'mine')
  await expect(recover(root)).rejects.toThrow('`src/app.ts` was changed after an earlier run of ashlar was interrupted')
  expect(treeOf(root)['src/app.ts']).toBe('mine')
  execFileSync('mv', [`${root}/src/app.ts`, `${root}/app.mine`])
  await recover(root)
  expect(treeOf(root)).toEqual({ ...AFTER, 'app.mine': 'mine' })
})

/** A project whose commit was stopped as soon as it was decided, with nothing in its place yet. */
async function decidedButNotDone(): Promise<string> {
  for (let index = 1; ; index++) {
    const root = folderWith(BEFORE)
    await expect(commit(root, WRITES, crashingAt(index, 'before').fs)).rejects.toThrow()
    if (Object.keys(treeOf(root)).some((path) => path.endsWith('/committed.json'))) return root
  }
}
