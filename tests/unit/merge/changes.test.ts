import { describe, expect, test } from 'vitest'
import { isDrift, textsAfter, touchesFile } from '../../../src/merge/change.ts'
import { nextLock } from '../../../src/merge/lock.ts'
import { digest } from '../../../src/merge/text.ts'
import { changesOf, lockOf, type Story } from './situation.ts'

/** Each change as one line: kind, where from, where to, text afterwards. */
const told = (story: Story) =>
  changesOf(story).map(({ kind, from, path, after }) =>
    [kind, from ? `${from} -> ${path}` : path, after ?? '-'].join(' | '),
  )

const only = (story: Story) => {
  const [change, ...more] = changesOf(story)
  if (change === undefined || more.length > 0) throw new Error('expected exactly one change')
  return change
}

const last = { p: { path: 'a.ts', text: 'A' } }

describe('one file that stays where it is', () => {
  test.each<[string, Story, boolean]>([
    ['create | a.ts | A', { wanted: last }, true],
    ['adopt | a.ts | A', { disk: { 'a.ts': 'A' }, wanted: last }, true],
    ['conflict | a.ts | X', { disk: { 'a.ts': 'X' }, wanted: last }, true],
    ['current | a.ts | A', { last, disk: { 'a.ts': 'A' }, wanted: last }, false],
    ['update | a.ts | B', { last, disk: { 'a.ts': 'A' }, wanted: { p: { path: 'a.ts', text: 'B' } } }, true],
    ['keepEdit | a.ts | X', { last, disk: { 'a.ts': 'X' }, wanted: last }, false],
    ['adopt | a.ts | B', { last, disk: { 'a.ts': 'B' }, wanted: { p: { path: 'a.ts', text: 'B' } } }, true],
    ['conflict | a.ts | X', { last, disk: { 'a.ts': 'X' }, wanted: { p: { path: 'a.ts', text: 'B' } } }, true],
    ['delete | a.ts | -', { last, disk: { 'a.ts': 'A' } }, true],
    ['orphan | a.ts | X', { last, disk: { 'a.ts': 'X' } }, false],
    ['stayDeleted | a.ts | -', { last, wanted: { p: { path: 'a.ts', text: 'B' } } }, false],
    ['forget | a.ts | -', { last }, true],
  ])('%s', (line, story, drift) => {
    expect(told(story)).toEqual([line])
    expect(isDrift(only(story))).toBe(drift)
  })

  test('a file that is not UTF-8 counts as edited and is never merged', () => {
    const disk = { 'a.ts': { text: undefined } }
    expect(only({ last, disk, wanted: last }).kind).toBe('keepEdit')
    expect(only({ last, disk, wanted: { p: { path: 'a.ts', text: 'B' } } })).toMatchObject({
      kind: 'conflict',
      conflict: 'it is not UTF-8 text',
    })
  })

  test('two wanted files with one path, or one identity, are a bug', () => {
    const wanted = { p: { path: 'a.ts', text: 'A' }, q: { path: 'a.ts', text: 'B' } }
    expect(() => changesOf({ wanted })).toThrow('two generated files have the path "a.ts"')
  })
})

describe('line ends', () => {
  const wanted = { p: { path: 'a.ts', text: 'one\nthree\n' } }
  const before = { p: { path: 'a.ts', text: 'one\ntwo\n' } }

  test('alone they are not an edit', () => {
    expect(told({ last: before, disk: { 'a.ts': 'one\r\ntwo\r\n' }, wanted: before })).toEqual([
      'current | a.ts | one\r\ntwo\r\n',
    ])
  })

  test('an update keeps those of the disk', () => {
    expect(told({ last: before, disk: { 'a.ts': 'one\r\ntwo\r\n' }, wanted })).toEqual([
      'update | a.ts | one\r\nthree\r\n',
    ])
    expect(told({ last: before, disk: { 'a.ts': 'one\ntwo\n' }, wanted })).toEqual(['update | a.ts | one\nthree\n'])
  })
})

describe('the executable bit', () => {
  const script = { p: { path: 'run.sh', text: 'A', executable: true } }

  test('is restored when it was lost, on an edited file too', () => {
    for (const text of ['A', 'edited']) {
      const change = only({ last: script, disk: { 'run.sh': text }, wanted: script })
      expect(change).toMatchObject({ kind: 'mode', after: text, executable: true })
      expect(isDrift(change)).toBe(true)
    }
  })

  test('is left where the user set it, and where the file system does not know', () => {
    expect(only({ last, disk: { 'a.ts': { text: 'A', executable: true } }, wanted: last }).kind).toBe('current')
    const unknown = { 'run.sh': { text: 'A', executable: undefined } }
    expect(only({ last: script, disk: unknown, wanted: script }).kind).toBe('current')
  })

  test('is taken away when the generator no longer wants it', () => {
    const disk = { 'run.sh': { text: 'A', executable: true } }
    const wanted = { p: { path: 'run.sh', text: 'A' } }
    expect(only({ last: script, disk, wanted })).toMatchObject({ kind: 'mode', executable: false })
  })

  test('comes with an update', () => {
    const wanted = { p: { path: 'a.ts', text: 'B', executable: true } }
    expect(only({ last, disk: { 'a.ts': 'A' }, wanted })).toMatchObject({ kind: 'update', executable: true })
  })
})

describe('files written once', () => {
  const once = { p: { path: 'a.ts', text: 'A', once: true } }
  const wanted = { p: { path: 'a.ts', text: 'B', owner: 'once' as const } }

  test('are never touched afterwards, and their line in the lock stays', () => {
    for (const text of ['A', 'edited']) {
      const change = only({ last: once, disk: { 'a.ts': text }, wanted })
      expect(change.after).toBe(text)
      expect(touchesFile(change)).toBe(false)
      expect(isDrift(change)).toBe(false)
    }
  })

  test('leave the lock, not the disk, when they are no longer wanted', () => {
    const change = only({ last: once, disk: { 'a.ts': 'A' } })
    expect(change).toMatchObject({ kind: 'forget', after: 'A', entry: undefined })
    expect(touchesFile(change)).toBe(false)
  })

  test('do not replace, or take over, what the user had there before', () => {
    expect(only({ disk: { 'a.ts': 'mine' }, wanted })).toMatchObject({
      kind: 'keepEdit',
      after: 'mine',
      entry: undefined,
    })
  })

  test('move with the text that the user gave them', () => {
    const to = { p: { path: 'b.ts', text: 'B', owner: 'once' as const } }
    expect(told({ last: once, disk: { 'a.ts': 'mine' }, wanted: to })).toEqual(['move | a.ts -> b.ts | mine'])
    expect(told({ last: once, disk: { 'a.ts': 'A' }, wanted: to })).toEqual(['move | a.ts -> b.ts | A'])
  })
})

describe('an identity whose path changes', () => {
  const to = (text: string) => ({ p: { path: 'b.ts', text } })

  test.each<[string, Story]>([
    ['move | a.ts -> b.ts | A', { last, disk: { 'a.ts': 'A' }, wanted: to('A') }],
    ['move | a.ts -> b.ts | B', { last, disk: { 'a.ts': 'A' }, wanted: to('B') }],
    ['move | a.ts -> b.ts | X', { last, disk: { 'a.ts': 'X' }, wanted: to('A') }],
    ['move | a.ts -> b.ts | B', { last, disk: { 'a.ts': 'B' }, wanted: to('B') }],
    ['conflict | a.ts | X', { last, disk: { 'a.ts': 'X' }, wanted: to('B') }],
    ['stayDeleted | b.ts | -', { last, wanted: to('B') }],
    ['conflict | a.ts | A', { last, disk: { 'a.ts': 'A', 'b.ts': 'mine' }, wanted: to('B') }],
    ['move | a.ts -> b.ts | B', { last, disk: { 'a.ts': 'A', 'b.ts': 'B' }, wanted: to('B') }],
    ['adopt | b.ts | A', { last, disk: { 'b.ts': 'A' }, wanted: to('A') }],
    ['keepEdit | b.ts | X', { last, disk: { 'b.ts': 'X' }, wanted: to('A') }],
    ['update | b.ts | B', { last, disk: { 'b.ts': 'A' }, wanted: to('B') }],
  ])('%s', (line, story) => {
    expect(told(story)).toEqual([line])
  })

  test('two files change places', () => {
    const story: Story = {
      last: { p: { path: 'a.ts', text: 'P' }, q: { path: 'b.ts', text: 'Q' } },
      disk: { 'a.ts': 'edited P', 'b.ts': 'Q' },
      wanted: { p: { path: 'b.ts', text: 'P' }, q: { path: 'a.ts', text: 'Q2' } },
    }
    expect(told(story)).toEqual(['move | b.ts -> a.ts | Q2', 'move | a.ts -> b.ts | edited P'])
  })

  test('a chain moves up', () => {
    const story: Story = {
      last: { p: { path: 'a.ts', text: 'P' }, q: { path: 'b.ts', text: 'Q' } },
      disk: { 'a.ts': 'P', 'b.ts': 'Q' },
      wanted: { p: { path: 'b.ts', text: 'P' }, q: { path: 'c.ts', text: 'Q' }, r: { path: 'a.ts', text: 'R' } },
    }
    expect(told(story)).toEqual(['create | a.ts | R', 'move | a.ts -> b.ts | P', 'move | b.ts -> c.ts | Q'])
  })

  test('what waits keeps everything behind it waiting', () => {
    const story: Story = {
      last: { p: { path: 'a.ts', text: 'P' }, q: { path: 'b.ts', text: 'Q' } },
      disk: { 'a.ts': 'P', 'b.ts': 'edited Q' },
      wanted: { p: { path: 'b.ts', text: 'P' }, q: { path: 'c.ts', text: 'Q2' }, r: { path: 'a.ts', text: 'R' } },
    }
    const changes = changesOf(story)
    expect(changes.map(({ kind }) => kind)).toEqual(['conflict', 'conflict', 'conflict'])
    expect(changes.some(touchesFile)).toBe(false)
    expect(changes.map(({ conflict }) => conflict)).toContain(
      'b.ts is taken by another generated file that stays there',
    )
  })

  test('a new file takes the path of one that is deleted in the same run', () => {
    const story: Story = { last, disk: { 'a.ts': 'A' }, wanted: { q: { path: 'a.ts', text: 'Q' } } }
    expect(told(story)).toEqual(['delete | a.ts | -', 'create | a.ts | Q'])
  })

  test('a new file does not take the path of an orphan', () => {
    const story: Story = { last, disk: { 'a.ts': 'X' }, wanted: { q: { path: 'a.ts', text: 'Q' } } }
    expect(told(story)).toEqual(['orphan | a.ts | X', 'conflict | a.ts | X'])
  })

  test('no line of the lock ever shares a path with another one', () => {
    const changes = changesOf({
      last: { p: { path: 'a.ts', text: 'P' }, q: { path: 'b.ts', text: 'Q' } },
      disk: { 'b.ts': 'edited Q' },
      wanted: { p: { path: 'b.ts', text: 'P' }, r: { path: 'a.ts', text: 'R' } },
    })
    const paths = nextLock(lockOf({}), changes, ABOUT).entries.map(({ path }) => path)
    expect(paths).toEqual(['a.ts', 'b.ts'])
    expect(changes.map(({ kind, conflict }) => [kind, conflict])).toEqual([
      ['stayDeleted', undefined],
      ['conflict', 'a.ts is that of a file that you deleted and whose new path is taken'],
      ['orphan', undefined],
    ])
  })

  test('a file that the user deleted stays deleted when an orphan stands at its new path, and when the orphan goes', () => {
    const wanted = { p: { path: 'b.ts', text: 'P2' } }
    const files = { p: { path: 'a.ts', text: 'P' }, q: { path: 'b.ts', text: 'Q' } }
    const changes = changesOf({ last: files, disk: { 'b.ts': 'edited Q' }, wanted })
    expect(changes.map(({ kind, path }) => [kind, path])).toEqual([
      ['stayDeleted', 'a.ts'],
      ['orphan', 'b.ts'],
    ])
    const next = nextLock(lockOf(files), changes, ABOUT)
    expect(next.entries.map(({ path }) => path)).toEqual(['a.ts', 'b.ts'])
    expect(changes.some(isDrift)).toBe(false)
    expect(told({ last: files, wanted })).toContain('stayDeleted | b.ts | -')
  })
})

describe('merging', () => {
  const disk = { 'a.ts': 'X\r\n' }
  const wanted = { p: { path: 'a.ts', text: 'B\n' } }
  const before = { p: { path: 'a.ts', text: 'A\n' } }

  test('a merge function gets the three texts with LF, and its result the line ends of the disk', () => {
    const change = only({
      last: before,
      disk,
      wanted,
      merge: ({ path, base, yours, next }) => ({ text: `${path} ${base}${yours}${next}` }),
    })
    expect(change).toMatchObject({ kind: 'merged', after: 'a.ts A\r\nX\r\nB\r\n' })
  })

  test('the base becomes the generated text, not the merged one', () => {
    const change = only({ last: before, disk, wanted, merge: () => ({ text: 'merged' }) })
    expect(change.entry?.hash).toBe(digest('B\n'))
  })

  test('a conflict leaves the base and names the text that waits; the same conflict again changes nothing', () => {
    const first = only({ last: before, disk, wanted })
    expect(first.entry).toMatchObject({ hash: digest('A\n'), conflict: digest('B\n') })
    const again = only({ last: { p: { path: 'a.ts', text: 'A\n', conflict: digest('B\n') } }, disk, wanted })
    expect(again.entry).toEqual(first.entry)
  })

  test('an edit and a path that change together move the merged text', () => {
    const change = only({
      last: before,
      disk,
      wanted: { p: { path: 'b.ts', text: 'B\n' } },
      merge: () => ({ text: 'merged\n' }),
    })
    expect(change).toMatchObject({ kind: 'move', from: 'a.ts', path: 'b.ts', after: 'merged\r\n' })
  })
})

const ABOUT = { tool: '2.0.0', description: 'ashlar.yaml', schema: undefined, setup: {} }

describe('the next lock', () => {
  test('is the same one when only the version of ashlar differs', () => {
    const lock = lockOf(last)
    expect(nextLock(lock, changesOf({ last, disk: { 'a.ts': 'A' }, wanted: last }), ABOUT)).toBe(lock)
  })

  test('is sorted by code unit and names the new version when something changed', () => {
    const wanted = { b: { path: 'b', text: '' }, Z: { path: 'z', text: '' }, a: { path: 'a', text: '' } }
    const lock = nextLock(lockOf({}), changesOf({ wanted }), ABOUT)
    expect(lock.tool).toBe('2.0.0')
    expect(lock.entries.map(({ identity }) => identity.subject)).toEqual(['Z', 'a', 'b'])
  })

  test('keeps orphans and files that the user deleted, and drops what is gone', () => {
    const lock = lockOf({ p: { path: 'a', text: 'A' }, q: { path: 'b', text: 'B' }, r: { path: 'c', text: 'C' } })
    const changes = changesOf({
      last: { p: { path: 'a', text: 'A' }, q: { path: 'b', text: 'B' }, r: { path: 'c', text: 'C' } },
      disk: { a: 'edited', c: 'C' },
      wanted: { q: { path: 'b', text: 'B' } },
    })
    expect(nextLock(lock, changes, ABOUT).entries.map(({ path }) => path)).toEqual(['a', 'b'])
  })
})

test('the texts afterwards are those of every file that is still there', () => {
  const changes = changesOf({
    last: { p: { path: 'a', text: 'A' }, q: { path: 'b', text: 'B' } },
    disk: { a: 'edited', b: 'B' },
    wanted: { p: { path: 'a', text: 'A' }, r: { path: 'c', text: 'C' } },
  })
  expect([...textsAfter(changes)]).toEqual([
    ['b', undefined],
    ['a', 'edited'],
    ['c', 'C'],
  ])
})

test('a path that one file leaves and another one takes has the text of the other one', () => {
  const changes = changesOf({
    last: { p: { path: 'a', text: 'P' }, q: { path: 'b', text: 'Q' } },
    disk: { a: 'P', b: 'Q' },
    wanted: { p: { path: 'b', text: 'P' }, r: { path: 'c', text: 'R' } },
  })
  expect(textsAfter(changes)).toEqual(
    new Map([
      ['a', undefined],
      ['b', 'P'],
      ['c', 'R'],
    ]),
  )
})
