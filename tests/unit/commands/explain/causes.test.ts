import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { answer, causes, enough, newShop } from './asking.ts'

let shop: string

beforeAll(async () => {
  shop = await newShop('--starter', 'shop')
})

/** The place of the first line that has a text in it. */
function at(path: string, text: string): string {
  const lines = readFileSync(join(shop, path), 'utf8').split('\n')
  const line = lines.findIndex((one) => one.includes(text))
  if (line < 0) throw new Error(`${path} has no ${text}`)
  return `${path}:${line + 1}`
}

const PRODUCT = 'src/resources/products/products'

describe('what comes from one part, or from that and the key that ashlar makes', () => {
  test.each([
    [`${PRODUCT}.table.ts`, 'price: numeric(', ['product/fields/price']],
    [`${PRODUCT}.table.ts`, "supplierNote: text('supplier_note')", ['product/fields/supplierNote']],
    [`${PRODUCT}.table.ts`, "createdAt: timestamp('created_at'", ['product/timestamps']],
    [`${PRODUCT}.table.ts`, "check('products_price_check'", ['product/fields/price']],
    [`${PRODUCT}.table.ts`, '/** What `currency` may be. */', ['product/fields/currency']],
    [`${PRODUCT}.table.ts`, '  numeric,', ['product/fields/price']],
    [`${PRODUCT}.schema.ts`, 'price: decimal(10, 2', ['product/fields/price']],
    [`${PRODUCT}.routes.ts`, "routes.delete('/:id'", ['product/key', 'product/operations (delete)']],
    [
      `${PRODUCT}.routes.ts`,
      'const { rows: found, page }',
      ['product/fields/category', 'product/query', 'product/operations (list)'],
    ],
    ['src/db/constraints.ts', 'products_sku_key', ['product/fields/sku', 'product/key']],
    ['src/resources/index.ts', "from './orders/orders.routes.ts'", ['order']],
    ['tests/curl/products.sh', 'product_id=', ['product/key', 'product/operations (create)']],
    ['package.json', '"name": "shop"', ['name']],
    ['package.json', '"description":', ['description']],
  ])('%s: %s', async (path, text, expected) => {
    expect(await causes(shop, at(path, text))).toEqual(expected)
  })

  test('what goes with a field when that is taken out comes from its own part', async () => {
    expect(await causes(shop, at(`${PRODUCT}.table.ts`, "index('products_published_created_at_idx')"))).toEqual([
      'product/indexes',
    ])
  })

  test('the position is that of the key in the description', async () => {
    const { from } = await answer(shop, at(`${PRODUCT}.table.ts`, 'price: numeric('))
    const lines = readFileSync(join(shop, 'ashlar.yaml'), 'utf8').split('\n')
    const line = lines.findIndex((one) => one.includes('price: decimal')) + 1
    expect(from.needed[0]).toMatchObject({ written: true, where: { file: 'ashlar.yaml', line, column: 7 } })
  })

  test('a default is said to be one', async () => {
    const { from } = await answer(shop, at(`${PRODUCT}.table.ts`, "createdAt: timestamp('created_at'"))
    expect(from.needed[0]).toMatchObject({ pointer: 'ashlar.yaml#/resources/product/timestamps', written: false })
  })
})

describe('what comes from several parts', () => {
  test('of which each is needed', async () => {
    const found = await causes(shop, at(`${PRODUCT}.table.ts`, 'export const products = pgTable('))
    expect(found).toContain('product/fields/title')
    expect(found).toContain('product/indexes')
    expect(found.length).toBeGreaterThan(10)
    expect(await causes(shop, at('src/resources/index.ts', "app.route('/api/orders'"))).toEqual([
      'order',
      'api/basePath',
    ])
  })

  test.each([
    [`${PRODUCT}.table.ts`, '  check,', ['product/fields/price', 'product/fields/currency', 'product/fields/stock']],
    [`${PRODUCT}.table.ts`, '  varchar,', ['product/fields/sku', 'product/fields/title', 'product/fields/tags']],
  ])('of which one is enough: %s: %s', async (path, text, expected) => {
    expect(await causes(shop, at(path, text))).toEqual([])
    expect(await enough(shop, at(path, text))).toEqual(expected)
  })

  test('a whole file that any resource with a list asks for', async () => {
    const lists = ['customer', 'category', 'product', 'order', 'orderLine'].map((name) => `${name}/operations (list)`)
    expect(await enough(shop, 'src/http/cursor.ts')).toEqual(lists)
  })
})

test('a name of another resource is told, and what follows from the name alone', async () => {
  const names = async (place: string) =>
    (await answer(shop, place)).from.names.map(({ pointer }: { pointer: string }) => pointer.split('/').at(-1))
  expect(await names(at('src/resources/orders/orders.table.ts', 'foreignColumns: [customers.id]'))).toEqual([
    'customer',
  ])
  const header = await answer(shop, `${PRODUCT}.table.ts:1`)
  expect(header.from).toMatchObject({ needed: [], enough: [], together: false })
  expect(await names(`${PRODUCT}.table.ts:1`)).toEqual(['product'])
})

test.each([
  ['Dockerfile', 'vendor/*.tgz', ['dependency']],
  ['README.md', 'npm install', ['manager']],
  ['.github/workflows/ci.yml', 'actions/checkout', ['member']],
])('what is no part of the description, but of the setup: %s: %s', async (path, text, setup) => {
  const { from } = await answer(shop, at(path, text))
  expect(from).toMatchObject({ needed: [], enough: [], names: [], setup })
})

test.each([
  ['src/app.ts', 'readonly logger: Logger'],
  ['package.json', '"db:migrate"'],
  ['.gitignore', 'dist/'],
  ['src/http/problem.ts', 'export '],
])('what every service has: %s: %s', async (path, text) => {
  const { from } = await answer(shop, at(path, text))
  expect(from).toMatchObject({ needed: [], enough: [], names: [], together: false, setup: [] })
})

test('of the only resource too: without any there would be no service', async () => {
  const minimal = await newShop('--starter', 'minimal')
  const index = 'src/resources/index.ts'
  const line =
    readFileSync(join(minimal, index), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes('app.route(')) + 1
  const { from } = await answer(minimal, `${index}:${line}`)
  const [name] = from.names.map(({ pointer }: { pointer: string }) => pointer.split('/').at(-1))
  expect(readFileSync(join(minimal, 'ashlar.yaml'), 'utf8')).toContain(`\n  ${name}:\n`)
})
