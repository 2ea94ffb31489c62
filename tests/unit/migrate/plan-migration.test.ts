import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { planMigration } from '../../../src/migrate/plan-migration.ts'
import { commit } from '../../../src/project/writer.ts'
import { migrateTo, projectFolder, put, schemaOf } from './project.ts'

const PRODUCTS = `{ id: integer('id').primaryKey(), name: text('name').notNull() }`
const sqlOf = (root: string, tag: string) => readFileSync(join(root, `migrations/${tag}.sql`), 'utf8')
const journalOf = (root: string) => JSON.parse(readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8'))

test('the first migration is in the layout of drizzle-kit, of a schema that is not on disk', async () => {
  const root = projectFolder()
  const [migration, ...more] = await migrateTo(root, schemaOf({ products: PRODUCTS }))
  expect(more).toEqual([])
  expect(migration).toMatchObject({ tag: '0000_init', path: 'migrations/0000_init.sql', drops: [] })
  expect(sqlOf(root, '0000_init')).toBe(
    'CREATE TABLE "products" (\n\t"id" integer PRIMARY KEY NOT NULL,\n\t"name" text NOT NULL\n);\n',
  )
  expect(journalOf(root)).toEqual({
    version: '7',
    dialect: 'postgresql',
    entries: [{ idx: 0, version: '7', when: 1_000, tag: '0000_init', breakpoints: true }],
  })
  expect(readdirSync(join(root, 'migrations/meta'))).toEqual(['0000_snapshot.json', '_journal.json'])
  expect(existsSync(join(root, 'src'))).toBe(false)
})

test('the same schema gives the same bytes, and no second migration', async () => {
  const [one, two] = [projectFolder(), projectFolder()]
  for (const root of [one, two]) await migrateTo(root, schemaOf({ products: PRODUCTS }))
  const snapshot = (root: string) => readFileSync(join(root, 'migrations/meta/0000_snapshot.json'), 'utf8')
  expect(snapshot(one)).toBe(snapshot(two))
  expect(await migrateTo(one, schemaOf({ products: PRODUCTS }))).toEqual([])
})

test('tables and columns are added in migrations of their own names, in strictly rising time', async () => {
  const root = projectFolder()
  await migrateTo(root, schemaOf({ products: PRODUCTS }), { now: 5_000 })
  const reviews = `{ id: integer('id').primaryKey() }`
  const added = await migrateTo(root, schemaOf({ products: PRODUCTS, reviews }), { now: 4_000 })
  const wider = PRODUCTS.replace(' }', `, price: integer('price') }`)
  const altered = await migrateTo(root, schemaOf({ products: wider, reviews }), { now: 4_000 })
  expect([...added, ...altered].map(({ tag }) => tag)).toEqual(['0001_add_reviews', '0002_alter_products'])
  expect(sqlOf(root, '0002_alter_products')).toBe('ALTER TABLE "products" ADD COLUMN "price" integer;\n')
  expect(journalOf(root).entries.map(({ when }: { when: number }) => when)).toEqual([5_000, 5_001, 5_002])
})

describe('what loses data', () => {
  const before = `{ id: integer('id').primaryKey(), name: text('name'), title: text('title') }`
  const after = `{ id: integer('id').primaryKey(), label: text('label') }`

  test('is refused with all that has to be typed, and nothing is written', async () => {
    const root = projectFolder()
    await migrateTo(root, schemaOf({ products: before, reviews: before }))
    const hint =
      'put it back, or say that the data may go: ashlar generate --allow-drop products.name --allow-drop products.title --allow-drop reviews'
    await expect(
      migrateTo(root, schemaOf({ products: after }), { allowDrop: ['products.name'] }),
    ).rejects.toMatchObject({
      exitCode: 1,
      problems: [
        {
          code: 'ASH3142',
          message: 'the column `products.title` is no longer described, and dropping it loses its data',
          hint,
        },
        {
          code: 'ASH3142',
          message: 'the table `reviews` is no longer described, and dropping it loses its data',
          hint,
        },
      ],
    })
    expect(journalOf(root).entries).toHaveLength(1)
  })

  test('when it is named, goes after what is added, in a migration of its own, and nobody is asked about renames', async () => {
    const root = projectFolder()
    await migrateTo(root, schemaOf({ products: before }))
    const migrations = await migrateTo(root, schemaOf({ products: after }), {
      allowDrop: ['products.name', 'products.title'],
    })
    expect(migrations.map(({ tag, statements }) => ({ tag, statements }))).toEqual([
      { tag: '0001_alter_products', statements: ['ALTER TABLE "products" ADD COLUMN "label" text;'] },
      {
        tag: '0002_drop_products_name_products_title',
        statements: ['ALTER TABLE "products" DROP COLUMN "name";', 'ALTER TABLE "products" DROP COLUMN "title";'],
      },
    ])
    expect(migrations.map(({ drops }) => drops.map(({ name }) => name))).toEqual([
      [],
      ['products.name', 'products.title'],
    ])
  })
})

test('drizzle-kit itself goes on working on the folder', async () => {
  const root = projectFolder()
  const before = `{ id: integer('id').primaryKey(), name: text('name') }`
  const after = schemaOf({ products: `{ id: integer('id').primaryKey(), label: text('label') }` })
  await migrateTo(root, schemaOf({ products: before }))
  await migrateTo(root, after, { allowDrop: ['products.name'] })
  for (const [path, text] of after) put(root, path, text)
  put(
    root,
    'drizzle.config.json',
    JSON.stringify({ dialect: 'postgresql', schema: './src/resources/*/*.table.ts', out: './migrations' }),
  )
  const kit = (command: string) =>
    execFileSync(process.execPath, ['../../node_modules/drizzle-kit/bin.cjs', command], {
      cwd: root,
      stdio: 'pipe',
    }).toString()
  expect(kit('check')).toContain("Everything's fine")
  expect(kit('generate')).toContain('No schema changes')
})

describe('refused', () => {
  test('another primary key of a table that a foreign key refers to', async () => {
    const root = projectFolder()
    const products = (key: string) =>
      schemaOf({
        products: `{ a: integer('a').notNull()${key === 'a' ? '.primaryKey()' : ''}, b: integer('b').notNull()${key === 'b' ? '.primaryKey()' : ''} }`,
        reviews: `{ id: integer('id').primaryKey(), a: integer('a') }, (t) => [foreignKey({ columns: [t.a], foreignColumns: [products.a] })]`,
      })
    const importing = (files: ReadonlyMap<string, string>) =>
      new Map(
        [...files].map(
          ([path, text]) =>
            [
              path,
              path.includes('reviews.table')
                ? `import { products } from '../products/products.table.ts'\n${text}`
                : text,
            ] as const,
        ),
      )
    await migrateTo(root, importing(products('a')))
    await expect(migrateTo(root, importing(products('b')))).rejects.toMatchObject({
      exitCode: 2,
      problems: [{ code: 'ASH3144', message: expect.stringContaining('`products` is no longer `a`') }],
    })
  })

  test('a default that drizzle would cut in two', async () => {
    const body = `{ id: integer('id').primaryKey(), name: text('name').default('a --> statement-breakpoint b') }`
    await expect(migrateTo(projectFolder(), schemaOf({ products: body }))).rejects.toMatchObject({
      exitCode: 2,
      problems: [{ code: 'ASH3143' }],
    })
  })

  test('a schema that does not parse, with the file that is wrong', async () => {
    const broken = schemaOf({ products: '{ id: integer(' })
    const error = await migrateTo(projectFolder(), broken).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      exitCode: 2,
      problems: [{ code: 'ASH3145', message: expect.stringContaining('src/resources/products/products.table.ts:6:') }],
    })
    expect(error).toMatchObject({ message: expect.stringContaining('Expected `}`') })
    // Nothing that a terminal would obey: rolldown paints single letters.
    expect(JSON.stringify(error)).not.toContain('\\u001b')
  })

  test('a file that goes and is imported by one that stays, while it is still on disk', async () => {
    const root = projectFolder()
    const files = schemaOf({ orders: PRODUCTS, products: PRODUCTS })
    await migrateTo(root, files)
    for (const [path, text] of files) put(root, path, text)
    const after = new Map<string, string | undefined>([...files, ['src/resources/orders/orders.table.ts', undefined]])
    for (const entry of [
      files.get('src/db/schema.ts') ?? '',
      "export * from '../resources/orders/orders.table.js'\n",
    ]) {
      const planned = migrateTo(root, after.set('src/db/schema.ts', entry), { allowDrop: ['orders', 'products'] })
      await expect(planned).rejects.toMatchObject({
        exitCode: 2,
        problems: [
          {
            code: 'ASH3145',
            message: expect.stringContaining(
              ': src/db/schema.ts imports src/resources/orders/orders.table.ts, which goes',
            ),
          },
        ],
      })
    }
  })

  test('a list of migrations with conflict markers, and a lost snapshot', async () => {
    const root = projectFolder()
    await migrateTo(root, schemaOf({ products: PRODUCTS }))
    rmSync(join(root, 'migrations/meta/0000_snapshot.json'))
    await expect(migrateTo(root, schemaOf({ products: PRODUCTS }))).rejects.toMatchObject({
      exitCode: 3,
      problems: [{ code: 'ASH3140', message: expect.stringContaining('0000_snapshot.json') }],
    })
    put(root, 'migrations/meta/_journal.json', '<<<<<<< HEAD')
    await expect(migrateTo(root, schemaOf({ products: PRODUCTS }))).rejects.toThrow('_journal.json')
  })
})

describe('when the child is started', () => {
  test('not while the schema is the one of the lock, whatever else is generated', async () => {
    const root = projectFolder()
    const candidateFiles = schemaOf({ products: PRODUCTS })
    const input = {
      root,
      candidateFiles,
      entry: 'src/db/schema.ts',
      externals: [],
      requireExternals: () => {},
      allowDrop: [],
      now: 0,
    }
    const first = await planMigration({ ...input, lock: { schema: undefined } })
    if ('unavailable' in first) return expect.unreachable('installed')
    const withRoutes = new Map([...candidateFiles, ['src/app.ts', 'export const app = 1']])
    // A project that has no dependencies could not be planned, but need not be.
    const bare = bareFolder()
    await commit(bare, first.writes)
    const again = await planMigration({
      ...input,
      root: bare,
      candidateFiles: withRoutes,
      lock: { schema: first.schema },
    })
    expect(again).toEqual({ migrations: [], writes: [], moved: [], mended: [], schema: first.schema, refused: [] })
  })

  test.each([
    ['all migrations', 'migrations', 'migrations/0000_init.sql'],
    ['the list of them', 'migrations/meta/_journal.json', 'migrations/0000_init.sql'],
  ])('when %s went, and the same migration is made again', async (_, gone, made) => {
    const root = projectFolder()
    const input = {
      root,
      candidateFiles: schemaOf({ products: PRODUCTS }),
      entry: 'src/db/schema.ts',
      externals: [],
      requireExternals: () => {},
      allowDrop: [],
      now: 0,
    }
    const first = await planMigration({ ...input, lock: { schema: undefined } })
    if ('unavailable' in first) return expect.unreachable('installed')
    await commit(root, first.writes)
    rmSync(join(root, gone), { recursive: true })
    const again = await planMigration({ ...input, lock: first })
    if ('unavailable' in again) return expect.unreachable('installed')
    expect(again.migrations.map(({ path }) => path)).toEqual([made])
    expect(again.schema).toBe(first.schema)
  })

  test('when a new migration was discarded with git', async () => {
    const root = projectFolder()
    const wider = schemaOf({ products: PRODUCTS.replace(' }', `, price: integer('price') }`) })
    await migrateTo(root, schemaOf({ products: PRODUCTS }))
    const before = readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8')
    const input = {
      root,
      candidateFiles: wider,
      entry: 'src/db/schema.ts',
      externals: [],
      requireExternals: () => {},
      allowDrop: [],
      now: 0,
    }
    const first = await planMigration({ ...input, lock: { schema: undefined } })
    if ('unavailable' in first) return expect.unreachable('installed')
    await commit(root, first.writes)
    rmSync(join(root, 'migrations/0001_alter_products.sql'))
    await expect(planMigration({ ...input, lock: first })).rejects.toMatchObject({
      exitCode: 3,
      problems: [{ code: 'ASH3140', message: expect.stringContaining('migrations/0001_alter_products.sql') }],
    })
    put(root, 'migrations/meta/_journal.json', before)
    expect(await planMigration({ ...input, lock: first })).toMatchObject({
      migrations: [{ path: 'migrations/0001_alter_products.sql' }],
    })
  })

  test('nothing is planned without the dependencies of the project', async () => {
    const input = {
      root: bareFolder(),
      candidateFiles: schemaOf({ products: PRODUCTS }),
      entry: 'src/db/schema.ts',
      externals: [],
      requireExternals: () => {},
      allowDrop: [],
      now: 0,
    }
    expect(await planMigration({ ...input, lock: { schema: undefined } })).toEqual({
      unavailable: 'not-installed',
      writes: [],
      moved: [],
      mended: [],
    })
  })

  test('a table that the user wrote by hand counts, and what it prints does no harm', async () => {
    const root = projectFolder()
    const [path, text] = [...schemaOf({ extra: PRODUCTS })][0] ?? expect.unreachable()
    put(root, path, `console.log('{ "noise": true }')\n${text}`)
    const files = new Map([...schemaOf({ products: PRODUCTS })])
    files.set('src/db/schema.ts', `${files.get('src/db/schema.ts')}export * from '../resources/extra/extra.table.ts'\n`)
    const [migration] = await migrateTo(root, files)
    expect(migration?.statements.map((statement) => statement.split('\n')[0])).toEqual([
      'CREATE TABLE "extra" (',
      'CREATE TABLE "products" (',
    ])
  })

  test('it sees none of the secrets in the environment', async () => {
    const root = projectFolder()
    const leak = `{ id: integer('id').primaryKey(), name: text('name').default(Object.keys(process.env).toSorted().join(' ')) }`
    process.env.ASHLAR_TEST_SECRET = 'secret'
    try {
      const [migration] = await migrateTo(root, schemaOf({ products: leak }))
      const seen = /DEFAULT '([^']*)'/.exec(migration?.statements[0] ?? '')?.[1]?.split(' ')
      expect(seen).toContain('PATH')
      expect(seen).not.toContain('ASHLAR_TEST_SECRET')
    } finally {
      delete process.env.ASHLAR_TEST_SECRET
    }
  })
})

function bareFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'ashlar-bare-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  writeFileSync(join(root, 'package.json'), '{}')
  return root
}
