import { describe, expect, test } from 'vitest'
import { midOf } from '../../../src/migrate/mid.ts'
import { contractName, expandName } from '../../../src/migrate/migration-name.ts'
import { schemaHash } from '../../../src/migrate/schema-hash.ts'
import type { SchemaSnapshot } from '../../../src/migrate/schema-snapshot.ts'

/** A snapshot of tables by their columns. */
function snapshotOf(tables: Readonly<Record<string, readonly string[]>>): SchemaSnapshot {
  const entries = Object.entries(tables).map(([name, columns]) => [
    `public.${name}`,
    { name, schema: '', columns: Object.fromEntries(columns.map((column) => [column, { name: column }])), indexes: {} },
  ])
  return { id: '1', prevId: '0', version: '7', dialect: 'postgresql', tables: Object.fromEntries(entries) }
}

describe('names', () => {
  const before = snapshotOf({ products: ['id'], orders: ['id'] })

  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['add_reviews', { products: ['id'], orders: ['id'], reviews: ['id'] }],
    ['alter_products', { products: ['id', 'name'], orders: ['id'] }],
    ['alter_orders_products', { products: ['id', 'name'], orders: ['id', 'name'] }],
    ['add_reviews_alter_products', { products: ['id', 'name'], orders: ['id'], reviews: ['id'] }],
    ['add_3', { products: ['id'], orders: ['id'], a: [], b: [], c: [] }],
    ['add_o_reilly_s', { products: ['id'], orders: ['id'], "O'Reilly/../s": [] }],
    ['alter_schema', { products: ['id'], orders: ['id'] }],
  ])('%s', (name, tables) => {
    expect(expandName(before, snapshotOf(tables))).toBe(name)
  })

  test('the first one is init, whatever is in it', () => {
    expect(expandName(undefined, before)).toBe('init')
  })

  test('no name is longer than a file name should be', () => {
    const name = expandName(
      before,
      snapshotOf({ products: ['id'], orders: ['id'], ['x'.repeat(63)]: [], ['y'.repeat(63)]: [] }),
    )
    expect(name).toBe(`add_${'x'.repeat(56)}`)
  })

  test('a drop names what goes', () => {
    expect(contractName([{ kind: 'column', name: 'products.old_name' }])).toBe('drop_products_old_name')
  })
})

test('the schema between two has all of both, the later one where they differ', () => {
  const previous = snapshotOf({ gone: ['id'], kept: ['id', 'old'] })
  const next = snapshotOf({ kept: ['id', 'new'], made: ['id'] })
  const mid = midOf(previous, next)
  const columns = Object.values(mid.tables).map((table) => [table.name, Object.keys(table.columns)])
  expect(columns).toEqual([
    ['kept', ['id', 'new', 'old']],
    ['made', ['id']],
    ['gone', ['id']],
  ])
  expect(Object.keys(next.tables['public.kept']?.columns ?? {})).toEqual(['id', 'new'])
})

describe('the hash of the schema', () => {
  const files: Readonly<Record<string, string>> = {
    'src/db/schema.ts': "export * from '../resources/a/a.table.ts'\nexport * from '../resources/b/b.table.ts'\n",
    'src/resources/a/a.table.ts': "import { stamp } from '../../db/columns.ts'\nimport { a } from 'package'\n",
    'src/resources/b/b.table.ts': "import { stamp } from '../../db/columns.js'\nimport '../a/a.table.ts'\n",
    'src/db/columns.ts': 'export const stamp = 1\n',
    'src/db/client.ts': 'export const client = 1\n',
  }
  const hashWith = (changed: Readonly<Record<string, string>>) => {
    const all: Readonly<Record<string, string>> = { ...files, ...changed }
    return schemaHash((path) => all[path], 'src/db/schema.ts')
  }

  test.each(Object.keys(files).filter((path) => path !== 'src/db/client.ts'))('follows %s', (path) => {
    expect(hashWith({ [path]: `${files[path]}// changed` })).not.toBe(hashWith({}))
  })

  test('follows the list of migrations, the last snapshot, and that the SQL is there', () => {
    const entry = (idx: number) => ({ idx, version: '7', when: idx, tag: `000${idx}_x`, breakpoints: true })
    const list = { version: '7', dialect: 'postgresql', entries: [entry(0), entry(1)] }
    const recorded = {
      'migrations/meta/_journal.json': JSON.stringify(list),
      'migrations/meta/0001_snapshot.json': '{}',
      'migrations/0000_x.sql': 'select 0;',
      'migrations/0001_x.sql': 'select 1;',
    }
    const hashes = [
      hashWith({}),
      hashWith(recorded),
      hashWith({ ...recorded, 'migrations/meta/_journal.json': JSON.stringify({ ...list, entries: [entry(0)] }) }),
      hashWith({ ...recorded, 'migrations/meta/0001_snapshot.json': '{ }' }),
      hashWith(Object.fromEntries(Object.entries(recorded).filter(([path]) => path !== 'migrations/0000_x.sql'))),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hashWith({ ...recorded, 'migrations/0000_x.sql': '-- mine' })).toBe(hashes[1])
  })

  test('does not follow line ends, or files that the schema does not import', () => {
    expect(hashWith({ 'src/db/columns.ts': 'export const stamp = 1\r\n' })).toBe(hashWith({}))
    expect(hashWith({ 'src/db/client.ts': 'changed' })).toBe(hashWith({}))
  })
})
