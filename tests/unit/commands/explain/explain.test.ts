import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../../../src/package.ts'
import { ashlar } from '../../../setup/cli.ts'
import { temporaryFolder, writeTimes } from '../../../setup/tree.ts'
import { edit } from '../adopt/edits.ts'
import { answer, causes, copyOf, explained, newShop } from './asking.ts'

const TABLE = 'src/resources/products/products.table.ts'
const PRICE = "price: numeric('price', { precision: 10, scale: 2 })"
const STOCK = / {6}stock: .*\n/

let generated: string

beforeAll(async () => {
  generated = await newShop('--starter', 'shop')
})

/** The line of a text in a file. */
function lineOf(root: string, path: string, text: string): number {
  return (
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  )
}

describe('a project with edits', async () => {
  const at = (text: string): string => `${TABLE}:${lineOf(shop(), TABLE, text)}`
  let root: string | undefined
  const shop = (): string => {
    if (root !== undefined) return root
    root = copyOf(generated)
    edit(root, TABLE, PRICE, PRICE.replace('10', '12'))
    edit(root, TABLE, '  stock: integer', "  // Ours.\n    color: text('color'),\n    stock: integer")
    edit(root, TABLE, "    tags: varchar('tags', { length: 30 }).array().notNull().default([]),\n", '')
    return root
  }

  const TEMPLATE = 'templates/src/resources/resource.table.ts.hbs'

  test('what was changed: the unit, where it comes from, and the change', async () => {
    const where = readFileSync(join(shop(), 'ashlar.yaml'), 'utf8').split('\n')
    const line = where.findIndex((one) => one.includes('price: decimal')) + 1
    const place = at('price: numeric')
    expect(await explained(shop(), place)).toBe(`${place}
  unit      products, price  (line ${place.split(':').at(-1)})
  state     edited by you
  from      ashlar.yaml:${line}:7  #/resources/product/fields/price
  template  ${TEMPLATE}:${lineOf(packageRoot, TEMPLATE, '{{name}}: {{code}}')}
  file      edited by you, in step with the description
    -    price: numeric('price', { precision: 10, scale: 2 }).notNull()
    +    price: numeric('price', { precision: 12, scale: 2 }).notNull()`)
  })

  test('what was not, beside it; what was added, with the comment above it', async () => {
    expect(await answer(shop(), at('stock: integer'))).toMatchObject({
      unit: { name: ['products', 'stock'], state: 'generated' },
    })
    for (const text of ['// Ours.', 'color: text']) {
      const { unit, from } = await answer(shop(), at(text))
      expect(unit).toMatchObject({
        name: ['products', 'color'],
        state: 'added',
        text: "    // Ours.\n    color: text('color')",
      })
      expect(from).toBeUndefined()
    }
  })

  test('a column of the line says which part of it is meant', async () => {
    const place = at('price: numeric')
    expect(await answer(shop(), `${place}:34`)).toMatchObject({
      column: 34,
      unit: { name: ['products', 'price', 'precision'], state: 'edited', text: 'precision: 12', base: 'precision: 10' },
    })
  })

  test('the file as a whole: each edit with its line', async () => {
    const { edits, unit } = await answer(shop(), TABLE)
    expect(unit).toBeUndefined()
    expect(edits.map(({ kind, name }: { kind: string; name: string[] }) => `${kind} ${name.join(', ')}`)).toEqual([
      'edited products, price, precision',
      'added products, color',
      'removed products, tags',
    ])
    expect(await explained(shop(), TABLE)).toMatch(/\n {4}line \d+ {2}products, color +added by you\n/)
  })

  test('nothing is written', async () => {
    const before = writeTimes(shop())
    await explained(shop(), TABLE)
    expect(writeTimes(shop())).toEqual(before)
  })
})

describe('a description that has changed since', () => {
  async function stale(): Promise<string> {
    const root = copyOf(generated)
    edit(root, TABLE, PRICE, PRICE.replace("'price'", "'amount'"))
    edit(root, 'ashlar.yaml', 'price: decimal(10, 2)', 'price: decimal(14, 4)')
    // What is copied from it has to hold as many digits.
    edit(root, 'ashlar.yaml', 'unitPrice: decimal(10, 2)', 'unitPrice: decimal(14, 4)')
    edit(root, 'ashlar.yaml', STOCK, '')
    edit(root, 'ashlar.yaml', 'price, stock, tags', 'price, tags')
    return root
  }

  test('says what is generated now, and what no longer is', async () => {
    const root = await stale()
    const text = await explained(root, `${TABLE}:${lineOf(root, TABLE, 'price: numeric')}`)
    expect(text).toContain('  state     edited by you; what is generated of it has changed since\n')
    expect(text).toContain('`ashlar generate` merges the two')
    expect(text).toContain(`
    -    price: numeric('price', { precision: 10, scale: 2 }).notNull()
    +    price: numeric('amount', { precision: 10, scale: 2 }).notNull()
  generated now
    -    price: numeric('price', { precision: 10, scale: 2 }).notNull()
    +    price: numeric('price', { precision: 14, scale: 4 }).notNull()`)
    const stock = await answer(root, `${TABLE}:${lineOf(root, TABLE, 'stock: integer')}`)
    expect(stock).toMatchObject({ unit: { state: 'generated', generatedNow: 'gone' } })
    expect(stock.from).toBeUndefined()
    const SCHEMA = 'src/resources/products/products.schema.ts'
    const schema = await answer(root, `${SCHEMA}:${lineOf(root, SCHEMA, '  price: decimal')}`)
    expect(schema).toMatchObject({ file: { state: 'update' }, unit: { state: 'generated', generatedNow: 'changed' } })
  })

  test('a conflict, a file that is not there, one that is yours now', async () => {
    const root = await stale()
    edit(root, TABLE, "stock: integer('stock')", "stock: bigint('stock')")
    const conflict = await explained(root, `${TABLE}:${lineOf(root, TABLE, 'stock: ')}`)
    expect(conflict).toContain(`  file      in conflict: you edited \`products, stock\`, which is no longer generated`)
    expect(conflict).toContain(`see \`ashlar resolve ${TABLE}\``)
    rmSync(join(root, 'docs/api.md'))
    expect(await explained(root, 'docs/api.md:3')).toContain('  file      deleted by you: it stays so')
    edit(root, 'ashlar.yaml', '  orderLine:\n', '  basketLine:\n')
    edit(
      root,
      'ashlar.yaml',
      'sum(orderLines.quantity * orderLines.unitPrice)',
      'sum(basketLines.quantity * basketLines.unitPrice)',
    )
    const LINE = 'src/resources/order-lines/order-lines.routes.ts'
    expect(await explained(root, LINE)).toContain('no longer generated: `ashlar generate` deletes it')
    writeFileSync(join(root, LINE), '// Mine.\n')
    expect(await explained(root, LINE)).toContain('edited by you and no longer generated')
    expect(await explained(root, LINE.replaceAll('order-lines', 'basket-lines'))).toContain('not there yet')
  })
})

describe('files that are read by key, by line, or not at all', () => {
  test('YAML, Markdown, a shell script, a binary', async () => {
    const root = copyOf(generated)
    edit(
      root,
      '.github/workflows/ci.yml',
      '      - uses: actions/setup-node',
      '      - run: ./ours.sh\n      - uses: actions/setup-node',
    )
    edit(root, 'docs/api.md', '# The', '# Our')
    const CI = '.github/workflows/ci.yml'
    const added = await answer(root, `${CI}:${lineOf(root, CI, './ours.sh')}`)
    expect(added.unit).toMatchObject({ state: 'added', name: ['jobs', 'test', 'steps', 'run: ./ours.sh'] })
    expect(await answer(root, 'docs/api.md:1')).toMatchObject({
      unit: { state: 'edited', text: '# Our API of shop', base: '# The API of shop' },
      template: { line: 2 },
    })
    const bracket = lineOf(root, 'docs/api.md', '  }')
    expect(await explained(root, `docs/api.md:${bracket}`)).toContain('  unit      nothing smaller than the file\n')
    writeFileSync(join(root, 'README.md'), Buffer.from([0xff, 0xfe]))
    expect(await explained(root, 'README.md')).toContain('  file      edited by you')
  })

  test('TypeScript in the middle of being written is read by lines', async () => {
    const root = copyOf(generated)
    edit(root, TABLE, 'export const products', 'const half = (\nexport const products')
    const found = await answer(root, `${TABLE}:${lineOf(root, TABLE, 'price: numeric')}`)
    expect(found.unit).toMatchObject({ state: 'generated', name: [`${PRICE}.notNull(),`] })
    expect(found.from.needed).toMatchObject([{ pointer: 'ashlar.yaml#/resources/product/fields/price' }])
  })

  test('the line ends of Windows are no edit', async () => {
    const root = copyOf(generated)
    for (const path of [TABLE, 'docs/api.md']) {
      writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8').replaceAll('\n', '\r\n'))
    }
    expect(await answer(root, `${TABLE}:${lineOf(root, TABLE, 'price: numeric')}`)).toMatchObject({
      unit: { name: ['products', 'price'], state: 'generated' },
    })
    expect(await answer(root, 'docs/api.md')).toMatchObject({ file: { state: 'current' }, edits: [] })
  })
})

test.each([
  ['ashlar.yaml:3', 'the description, from which the others are generated'],
  ['src/mine.ts:1', 'yours: ashlar does not generate it'],
  ['.ashlar/lock.json', 'what ashlar remembers of the project'],
  ['migrations/0000_init.sql', 'a migration: made from the tables once, and never written again'],
])('%s is %s', async (place, sentence) => {
  const root = copyOf(generated)
  writeFileSync(join(root, 'src/mine.ts'), '')
  mkdirSync(join(root, 'migrations'))
  writeFileSync(join(root, 'migrations/0000_init.sql'), '')
  expect(await explained(root, place)).toBe(`${place.replace(/:\d+$/, '')}: ${sentence}`)
  expect(await answer(root, place)).toMatchObject({ exitCode: 0, file: { state: 'notGenerated', sentence } })
})

test('what is not there is refused with what there is', async () => {
  const refused = async (place: string) => {
    const { exitCode, stderr } = await ashlar(['explain', place], { cwd: generated })
    expect(exitCode).toBe(2)
    return stderr
  }
  expect(await refused('src/ap.ts')).toBe(
    '`src/ap.ts` is not there, and is not generated [ASH4016]\n  did you mean `src/app.ts`?\n',
  )
  expect(await refused('src/app.ts:999')).toMatch(
    /^`src\/app\.ts` has no line 999 \[ASH4017\]\n {2}the last one is \d+\n$/,
  )
  expect(await refused('src/app.ts:0')).toContain('[ASH4017]')
  expect(await refused('../elsewhere.ts')).toContain('[ASH4016]')
})

test('a description in TypeScript has the same causes, at their places in it', async () => {
  const root = copyOf(generated)
  expect(await ashlar(['convert', '--to', 'zod'], { cwd: root })).toMatchObject({ exitCode: 0 })
  expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
  const code = readFileSync(join(root, 'ashlar.spec.ts'), 'utf8').split('\n')
  const { from } = await answer(root, `${TABLE}:${lineOf(root, TABLE, 'price: numeric')}`)
  const [{ pointer, where }] = from.needed
  expect(pointer).toBe('ashlar.spec.ts#/resources/product/fields/price')
  expect(where.file).toBe('ashlar.spec.ts')
  expect(code[where.line - 1]?.slice(where.column - 1)).toMatch(/^price: /)
  expect(await causes(root, `${TABLE}:${lineOf(root, TABLE, "index('products_published_created_at_idx'")}`)).toEqual([
    'product/indexes',
  ])
})

test('an API inside of an application', async () => {
  const app = temporaryFolder()
  cpSync(join(packageRoot, 'tests/embed/application'), app, { recursive: true })
  const spec = join(packageRoot, 'tests/embed/clinic.yaml')
  const made = await ashlar(['init', '--embed', 'src', '--db', './db.ts#db', '--spec', spec], { cwd: app })
  expect(made).toMatchObject({ exitCode: 0 })
  const root = join(app, 'src')
  const found = await answer(root, `db/migrate.ts:${lineOf(root, 'db/migrate.ts', 'drizzle-orm/')}`)
  expect(found.from).toMatchObject({ needed: [], setup: ['embed.driver'] })
  expect(found.template).toEqual({ path: 'templates/embed/src/db/migrate.ts.hbs', line: 3 })
})

test('no file of a project is without an answer', async () => {
  const lock = JSON.parse(readFileSync(join(generated, '.ashlar/lock.json'), 'utf8'))
  const paths = Object.values<{ path: string }>(lock.files).map(({ path }) => path)
  expect(paths.length).toBeGreaterThan(90)
  for (const path of paths) {
    const middle = Math.ceil(readFileSync(join(generated, path), 'utf8').split('\n').length / 2)
    const { template, from } = await answer(generated, `${path}:${middle}`)
    expect(template.path, path).toMatch(/^templates\/.+\.hbs$/)
    expect(from, path).toHaveProperty('needed')
  }
})
