import { describe, expect, test } from 'vitest'
import { mergeBranches, withOneBase } from '../../../src/merge/branches.ts'
import { fileMerge } from '../../../src/merge/merge-file.ts'
import type { DiskFile } from '../../../src/merge/snapshot.ts'
import { digest, sha256 } from '../../../src/merge/text.ts'
import { lockOf } from './situation.ts'

const merge = fileMerge(new Map())
const lines = (...names: string[]): string => names.map((name) => `${name}()\n`).join('')

describe('a file that git could not merge', () => {
  const next = lines('a', 'generatedByOne', 'generatedByTwo', 'b')
  const one = { base: lines('a', 'generatedByOne', 'b') }
  const two = { base: lines('a', 'generatedByTwo', 'b') }

  test('nobody edited it: what is generated now', () => {
    const result = mergeBranches(
      { path: 'x.ts', ours: { ...one, yours: one.base }, theirs: { ...two, yours: two.base }, next },
      merge,
    )
    expect(result).toMatchObject({ text: next })
  })

  test('one edited it, or both: the edits on what is generated now', () => {
    const ours = { ...one, yours: `${one.base}mine()\n` }
    const theirs = { ...two, yours: `first()\n${two.base}` }
    const untouched = { ...two, yours: two.base }
    expect(mergeBranches({ path: 'x.ts', ours, theirs: untouched, next }, merge)).toMatchObject({
      text: `${next}mine()\n`,
    })
    expect(mergeBranches({ path: 'x.ts', ours, theirs, next }, merge)).toMatchObject({
      text: `first()\n${next}mine()\n`,
    })
  })

  test('both edited one line in two ways, or one took out what the other edited: a conflict', () => {
    const text = 'const limit = 1\n'
    const on = (yours: string) => ({ base: text, yours })
    const both = mergeBranches(
      { path: 'x.ts', ours: on('const limit = 2\n'), theirs: on('const limit = 3\n'), next: text },
      merge,
    )
    expect(both).toHaveProperty('conflict')
    const code = 'a()\nfunction f() {\n  return 1\n}\nb()\n'
    const ours = { base: code, yours: 'a()\nb()\n' }
    const theirs = { base: code, yours: code.replace('return 1', 'return 2') }
    expect(mergeBranches({ path: 'x.ts', ours, theirs, next: code }, merge)).toHaveProperty('conflict')
    expect(mergeBranches({ path: 'x.ts', ours: theirs, theirs: ours, next: code }, merge)).toHaveProperty('conflict')
  })
})

describe('one base for what two branches wrote anew', () => {
  const [before, ours, theirs] = [
    lines('a', 'b', 'c', 'd', 'e'),
    lines('x', 'a', 'b', 'c', 'd', 'e'),
    lines('a', 'b', 'c', 'd', 'e', 'y'),
  ]
  const both = lines('x', 'a', 'b', 'c', 'd', 'e', 'y')

  function baseFor(disk: string, texts = [before, ours, theirs]): string | undefined {
    const lock = lockOf({ s: { path: 'x.ts', text: ours } })
    const branches = { theirs: digest(theirs), base: digest(before) }
    const entries = lock.entries.map((entry) => ({ ...entry, branches }))
    const file: DiskFile = { text: disk, hash: sha256(disk), executable: false }
    const snapshot = { files: new Map([['x.ts', file]]), bases: new Map(texts.map((text) => [digest(text), text])) }
    const project = withOneBase({ lock: { ...lock, entries }, snapshot }, merge)
    expect(project.lock.entries[0]).not.toHaveProperty('branches')
    return project.snapshot.bases.get(project.lock.entries[0]?.hash ?? '')
  }

  test('is what git makes of them, so that only edits stand against it', () => {
    expect(baseFor(both)).toBe(both)
    expect(baseFor(`${both}mine()\n`)).toBe(both)
  })

  test('is that of the other branch where somebody took that file', () => {
    expect(baseFor(theirs)).toBe(theirs)
  })

  test('is that of this branch where a text was lost', () => {
    expect(baseFor(both, [ours])).toBe(ours)
    expect(baseFor(both, [ours, theirs])).toBe(ours)
  })
})
