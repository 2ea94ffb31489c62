import { describe, expect, test } from 'vitest'
import {
  JOURNAL_PATH,
  printJson,
  type ReadText,
  readHistory,
  snapshotPath,
  sqlPath,
} from '../../../src/migrate/journal.ts'
import { rebased } from '../../../src/migrate/rebase.ts'

type Columns = Readonly<Record<string, Readonly<Record<string, string>>>>

interface Made {
  readonly tag: string
  readonly when: number
  readonly tables: Columns
}

const START: Made = { tag: '0000_init', when: 10, tables: { books: { id: 'uuid' } } }

function branch(...made: readonly Made[]): ReadText {
  const files = new Map<string, string>()
  const entries = made.map(({ tag, when }, idx) => ({ idx, version: '7', when, tag, breakpoints: true }))
  files.set(JOURNAL_PATH, printJson({ version: '7', dialect: 'postgresql', entries }))
  for (const [at, { tag, tables }] of made.entries()) {
    files.set(sqlPath(tag), `-- ${tag}\n`)
    files.set(snapshotPath(tag), printJson({ ...snapshot(tables), id: `id ${tag}`, prevId: `id ${made[at - 1]?.tag}` }))
  }
  return (path) => files.get(path)
}

function snapshot(tables: Columns) {
  const entries = Object.entries(tables).map(([name, columns]) => [
    `public.${name}`,
    {
      name,
      schema: '',
      columns: Object.fromEntries(Object.entries(columns).map(([key, type]) => [key, { name: key, type }])),
    },
  ])
  return { version: '7', dialect: 'postgresql', tables: Object.fromEntries(entries) }
}

/** The list afterwards, and the columns that each snapshot of it knows. */
function outcome(first: ReadText, second: ReadText) {
  const { files, moved } = rebased({ base: branch(START), first, second })
  const read: ReadText = (path) => (files.has(path) ? files.get(path) : (first(path) ?? second(path)))
  const { journal, previous } = readHistory(read)
  const columns = Object.values(previous?.tables ?? {}).flatMap(({ name, columns }) =>
    Object.keys(columns).map((column) => `${name}.${column}`),
  )
  return {
    tags: journal.entries.map(({ tag, when }) => `${tag} ${when}`),
    columns: columns.toSorted(),
    moved,
    read,
    previous,
  }
}

const REVIEWS: Made = { tag: '0001_add_reviews', when: 40, tables: { ...START.tables, reviews: { id: 'uuid' } } }
const COUPONS: Made = { tag: '0001_add_coupons', when: 30, tables: { ...START.tables, coupons: { id: 'uuid' } } }

describe('migrations of two branches, one after the other', () => {
  test('the second gets the next number, a later time, and the schema of both; its SQL stays', () => {
    const { tags, columns, moved, read, previous } = outcome(branch(START, REVIEWS), branch(START, COUPONS))
    expect(tags).toEqual(['0000_init 10', '0001_add_reviews 40', '0002_add_coupons 41'])
    expect(columns).toEqual(['books.id', 'coupons.id', 'reviews.id'])
    expect(moved).toEqual([{ from: 'migrations/0001_add_coupons.sql', to: 'migrations/0002_add_coupons.sql' }])
    expect(read('migrations/0002_add_coupons.sql')).toBe('-- 0001_add_coupons\n')
    expect(read('migrations/0001_add_coupons.sql')).toBeUndefined()
    expect(previous?.prevId).toBe('id 0001_add_reviews')
  })

  test('several of each, of one number and one name', () => {
    const more: Made = {
      tag: '0002_alter_books',
      when: 50,
      tables: { ...COUPONS.tables, books: { id: 'uuid', b: 'text' } },
    }
    const theirs: Made = { tag: '0001_add_coupons', when: 20, tables: { ...START.tables, vouchers: { id: 'uuid' } } }
    const { tags, columns, read } = outcome(branch(START, theirs), branch(START, COUPONS, more))
    expect(tags).toEqual(['0000_init 10', '0001_add_coupons 20', '0002_add_coupons 30', '0003_alter_books 50'])
    expect(columns).toEqual(['books.b', 'books.id', 'coupons.id', 'vouchers.id'])
    expect(read('migrations/0001_add_coupons.sql')).toBe('-- 0001_add_coupons\n')
    expect(read('migrations/0002_alter_books.sql')).toBeUndefined()
  })

  test('one that both branches have already is there once', () => {
    const { tags } = outcome(branch(START, REVIEWS), branch(START, REVIEWS))
    expect(tags).toEqual(['0000_init 10', '0001_add_reviews 40'])
  })

  test('a column that only one changed is as that one made it', () => {
    const wide: Made = { ...REVIEWS, tables: { books: { id: 'bigint' } } }
    expect(outcome(branch(START, wide), branch(START, COUPONS)).previous?.tables['public.books']?.columns).toEqual({
      id: { name: 'id', type: 'bigint' },
    })
  })

  test('a column that both changed in two ways is refused', () => {
    const one: Made = { ...REVIEWS, tables: { books: { id: 'bigint' } } }
    const two: Made = { ...COUPONS, tables: { books: { id: 'text' } } }
    expect(() => outcome(branch(START, one), branch(START, two))).toThrow(
      expect.objectContaining({
        exitCode: 3,
        problems: [
          expect.objectContaining({
            code: 'ASH3153',
            message: expect.stringContaining('tables.public.books.columns.id'),
          }),
        ],
      }),
    )
  })
})
