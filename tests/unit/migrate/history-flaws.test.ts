import { expect, test } from 'vitest'
import { historyFlaws } from '../../../src/migrate/history-flaws.ts'
import { JOURNAL_PATH, type JournalEntry, printJson, snapshotPath } from '../../../src/migrate/journal.ts'

interface Migration {
  readonly tag: string
  readonly prevId?: string
  readonly idx?: number
  readonly when?: number
}

/** A folder of migrations, each with a snapshot whose id is its tag. */
function flawsOf(migrations: readonly Migration[], files = migrations.map(({ tag }) => `${tag}.sql`)) {
  const entries = migrations.map(
    ({ tag, idx, when }, at): JournalEntry => ({
      idx: idx ?? at,
      version: '7',
      when: when ?? at,
      tag,
      breakpoints: true,
    }),
  )
  const texts = new Map([[JOURNAL_PATH, printJson({ version: '7', dialect: 'postgresql', entries })]])
  for (const [at, { tag, prevId }] of migrations.entries())
    texts.set(snapshotPath(tag), printJson({ id: tag, prevId: prevId ?? migrations[at - 1]?.tag ?? '', tables: {} }))
  return historyFlaws((path) => texts.get(path), files).map(({ kind, path }) => `${kind} ${path}`)
}

const [ONE, TWO, THREE] = [{ tag: '0000_one' }, { tag: '0001_two' }, { tag: '0002_three' }]

test.each([
  ['what is in order', [ONE, TWO, THREE], []],
  ['nothing', [], []],
  ['two of one number', [ONE, TWO, { tag: '0001_other', prevId: '0000_one' }], ['collision migrations/0001_other.sql']],
  ['a number left out', [ONE, { ...THREE, idx: 2 }], ['gap migrations/0002_three.sql']],
  ['one that is older', [ONE, { ...TWO, when: 0 }], ['order migrations/0001_two.sql']],
  ['two behind one', [ONE, TWO, { ...THREE, prevId: '0000_one' }], ['chain migrations/meta/0002_snapshot.json']],
] as const)('%s', (_, migrations, flaws) => {
  expect(flawsOf(migrations)).toEqual(flaws)
})

test('a file that is in no list, and no other file', () => {
  const files = ['0000_one.sql', '0003_mine.sql', 'notes.sql', '0004_mine.txt', 'meta']
  expect(flawsOf([ONE], files)).toEqual(['unlisted migrations/0003_mine.sql'])
})

test('a list that cannot be read is for others to refuse', () => {
  expect(historyFlaws(() => '{', ['0000_one.sql'])).toEqual([])
  expect(historyFlaws(() => undefined, ['0000_one.sql'])).toEqual([])
})
