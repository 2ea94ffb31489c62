import { expect, test } from 'vitest'
import type { Lock, LockEntry } from '../../../src/merge/lock.ts'
import { mergeLocks } from '../../../src/merge/merge-locks.ts'
import { digest } from '../../../src/merge/text.ts'
import { lockOf } from './situation.ts'

type Texts = Readonly<Record<string, string>>

function lock(texts: Texts | undefined): Lock {
  return lockOf(
    Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, { path: `${name}.ts`, text }])),
  )
}

/** The texts that a lock names, those of the other branch behind a `|` with what both had before it. */
function shown({ entries }: Lock): string[] {
  const name = (hash: string | undefined) => 'ABC-'.split('').find((text) => digest(text) === hash) ?? '-'
  return entries.map(({ identity, hash, branches }) => {
    const other = branches === undefined ? '' : `|${name(branches.theirs)} after ${name(branches.base)}`
    return `${identity.subject} ${name(hash)}${other}`
  })
}

test.each<[string, { base?: Texts; ours: Texts; theirs: Texts }, string[]]>([
  ['nobody changed it', { base: { x: 'A' }, ours: { x: 'A' }, theirs: { x: 'A' } }, ['x A']],
  ['ours changed it', { base: { x: 'A' }, ours: { x: 'B' }, theirs: { x: 'A' } }, ['x B']],
  ['theirs changed it', { base: { x: 'A' }, ours: { x: 'A' }, theirs: { x: 'B' } }, ['x B']],
  ['both did the same', { base: { x: 'A' }, ours: { x: 'B' }, theirs: { x: 'B' } }, ['x B']],
  ['both changed it', { base: { x: 'A' }, ours: { x: 'B' }, theirs: { x: 'C' } }, ['x B|C after A']],
  ['both added it', { base: {}, ours: { x: 'B' }, theirs: { x: 'C' } }, ['x B|C after -']],
  ['each added one', { base: {}, ours: { x: 'A' }, theirs: { w: 'B' } }, ['w B', 'x A']],
  ['ours took it out', { base: { x: 'A' }, ours: {}, theirs: { x: 'A' } }, []],
  ['theirs took it out', { base: { x: 'A' }, ours: { x: 'A' }, theirs: {} }, []],
  ['one took it out, the other changed it', { base: { x: 'A' }, ours: {}, theirs: { x: 'B' } }, ['x B']],
  ['nobody knows what was before', { ours: { x: 'A', y: 'B' }, theirs: { x: 'A', z: 'C' } }, ['x A', 'y B', 'z C']],
])('%s', (_what, { base, ours, theirs }, expected) => {
  const merged = mergeLocks({ ours: lock(ours), theirs: lock(theirs), base: base && lock(base) })
  expect(shown(merged)).toEqual(expected)
})

test('merged commit by commit, a file goes back to where the branches parted', () => {
  const first = mergeLocks({ ours: lock({ x: 'B' }), theirs: lock({ x: 'C' }), base: lock({ x: 'A' }) })
  const second = mergeLocks({ ours: first, theirs: lock({ x: '-' }), base: lock({ x: 'C' }) })
  expect(second.entries[0]?.branches).toEqual({ theirs: digest('-'), base: digest('A') })
})

test('a path that one side changed is that of both; one path is never given twice', () => {
  const at = (path: string, text: string): Lock => lockOf({ x: { path, text } })
  const merged = mergeLocks({ ours: at('a.ts', 'B'), theirs: at('b.ts', 'C'), base: at('a.ts', 'A') })
  expect(merged.entries.map(({ path }) => path)).toEqual(['b.ts'])
  const both = mergeLocks({
    ours: lockOf({ x: { path: 'same.ts', text: 'A' } }),
    theirs: lockOf({ y: { path: 'same.ts', text: 'B' } }),
    base: lock({}),
  })
  expect(both.entries).toHaveLength(1)
})

test('the head is that of whoever changed it, and the schema has to be looked at', () => {
  const head = (rest: Partial<Lock>, entries: readonly LockEntry[] = []): Lock => ({ ...lock({}), entries, ...rest })
  const hash = digest('schema')
  const base = head({ tool: '1', schema: hash, setup: { node: '22' } })
  const merged = mergeLocks({
    base,
    ours: base,
    theirs: head({ tool: '2', schema: digest('other'), setup: { node: '24' } }),
  })
  expect(merged).toMatchObject({ tool: '2', schema: undefined, setup: { node: '24' } })
  expect(mergeLocks({ base, ours: base, theirs: base }).schema).toBe(hash)
})
