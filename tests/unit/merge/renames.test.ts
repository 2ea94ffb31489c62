import { describe, expect, test } from 'vitest'
import { fileMerge } from '../../../src/merge/merge-file.ts'
import { renaming } from '../../../src/merge/renames.ts'
import { renamesOf } from '../../../src/model/renames.ts'
import { describeGenerated } from '../../../src/pipeline.ts'

// A `§` here is a `$` there: in a plain string linters take one for a mistake.
const text = (written: string): string => written.replaceAll('§', '$')

const description = (resources: string): string => `ashlar: 1\nname: shop\n\nresources:\n${resources}`

/** Merges after a rename, as `renamedFrom` says it. */
function mergeAfter(resources: string) {
  const service = describeGenerated({ file: 'ashlar.yaml', text: description(resources) })
  return renaming(fileMerge(new Map()), renamesOf(service))
}

const RESOURCE = '  item:\n    renamedFrom: product\n    fields:\n      price: int\n'
const FIELD = '  product:\n    fields:\n      cost: int renamedFrom(price)\n'

const BASE = `import { products } from './products.table.ts'
import type { NewProduct } from './products.schema.ts'

const productLimit = 9

/** What every product has. */
export const columns = {
  price: products.price,
}

const byKey = prepared('products_by_key')
`
const afterResource = BASE.replaceAll('products', 'items')
  .replaceAll('product', 'item')
  .replaceAll('NewProduct', 'NewItem')
const afterField = BASE.replace('price: products.price', 'cost: products.cost')

function mergedWith(own: string, rename: 'resource' | 'field') {
  const [resources, next] = rename === 'resource' ? [RESOURCE, afterResource] : [FIELD, afterField]
  const result = mergeAfter(resources)({ path: 'x.ts', base: BASE, yours: `${BASE}${own}`, next })
  if ('conflict' in result) return result.conflict
  expect(result.text.startsWith(next)).toBe(true)
  return result.text.slice(next.length)
}

describe('a resource has another name', () => {
  test.each([
    [
      'const all = db.select().from(products).where(eq(products.price, 1))\n',
      'const all = db.select().from(items).where(eq(items.price, 1))\n',
    ],
    ["import { help } from '../products/product-helpers.ts'\n", "import { help } from '../items/product-helpers.ts'\n"],
    ["app.request('/products/1', { body: x as NewProduct })\n", "app.request('/items/1', { body: x as NewItem })\n"],
    [
      "c.json({ products: 1, product: 2, kind: 'products' })\n",
      "c.json({ products: 1, product: 2, kind: 'products' })\n",
    ],
    [
      '// the best of our products\nproductHelpers(product)\n',
      '// the best of our products\nproductHelpers(product)\n',
    ],
    ['  /**\n   * All products.\n   */\n', '  /**\n   * All products.\n   */\n'],
    [
      'log(productLimit, { productLimit: 1 }, a ? productLimit : 2)\n',
      'log(itemLimit, { productLimit: 1 }, a ? itemLimit : 2)\n',
    ],
    ['shelf.products.add(1)\n', 'shelf.products.add(1)\n'],
    ['const row = await t.make.product({ product: 1 })\n', 'const row = await t.make.item({ product: 1 })\n'],
  ])('%j', (own, expected) => {
    expect(mergedWith(own, 'resource')).toBe(expected)
  })

  test('what the user has under the new name already would be taken for it: a conflict', () => {
    const own = 'function quote(items: Line[]) {\n  return db.select().from(products).where(items.length)\n}\n'
    expect(mergedWith(own, 'resource')).toContain('`items` is a name of yours already')
  })
})

describe("two resources have each other's names", () => {
  const swapped =
    '  item:\n    renamedFrom: product\n    fields: { price: int }\n  product:\n    renamedFrom: item\n    fields: { weight: int }\n'
  const base =
    "import { products } from './products.table.ts'\nimport { items } from '../items/items.table.ts'\n\nexport const first = products\n"
  const next =
    "import { items } from './items.table.ts'\nimport { products } from '../products/products.table.ts'\n\nexport const first = items\n"

  test.each([
    ['db.select().from(products).leftJoin(items)\n', 'db.select().from(items).leftJoin(products)\n'],
    ["fetch('/products/1').then(() => fetch('/items/2'))\n", "fetch('/items/1').then(() => fetch('/products/2'))\n"],
  ])('%j', (own, expected) => {
    expect(mergeAfter(swapped)({ path: 'x.ts', base, yours: base + own, next })).toMatchObject({
      text: next + expected,
    })
  })

  test('and that was done already', () => {
    const text = description(swapped)
    const service = describeGenerated({ file: 'ashlar.yaml', text })
    const merge = renaming(fileMerge(new Map()), renamesOf(service, ['item<product', 'product<item']))
    const own = 'db.select().from(products)\n'
    const after = next.replace('= items', '= [items]')
    expect(merge({ path: 'x.ts', base: next, yours: next + own, next: after })).toMatchObject({ text: after + own })
  })
})

test('long after a rename an old name is a new thing of the user', () => {
  const own = "const products = await shelf()\napp.request('/products/1')\n"
  const next = afterResource.replace('  price:', '  weight: items.weight,\n  price:')
  const result = mergeAfter(RESOURCE)({ path: 'x.ts', base: afterResource, yours: `${afterResource}${own}`, next })
  expect(result).toMatchObject({ text: `${next}${own}` })
})

describe('a field has another name', () => {
  test.each([
    ['sum(products.price)\n', 'sum(products.cost)\n'],
    [
      text('const free = sql`§{products.price} = 0 -- price`\n'),
      text('const free = sql`§{products.cost} = 0 -- price`\n'),
    ],
    ['rows.map(({ price }) => price + cost)\n', 'rows.map(({ price }) => price + cost)\n'],
    ["const flags = { price: 'price' }\n", "const flags = { price: 'price' }\n"],
    ['line.price + row.price // the price\n', 'line.price + row.price // the price\n'],
  ])('%j', (own, expected) => {
    expect(mergedWith(own, 'field')).toBe(expected)
  })

  test('in what is generated it is the new one, edited or not', () => {
    const yours = BASE.replace('  price: products.price,\n', '  price: products.price,\n  mine: 1,\n')
    const result = mergeAfter(FIELD)({ path: 'x.ts', base: BASE, yours, next: afterField })
    expect(result).toMatchObject({
      text: afterField.replace('  cost: products.cost,\n', '  cost: products.cost,\n  mine: 1,\n'),
    })
  })

  test.each([
    ['a rule', '  price: text(1, 9),\n', '  price: text(3, 9), // the price\n', '  cost: text(3, 9), // the price\n'],
    [
      'a column',
      "  price: varchar('price').notNull(),\n",
      "  price: varchar('price').notNull().default('price'),\n",
      "  cost: varchar('cost').notNull().default('price'),\n",
    ],
    [
      'a check, with a name of its own',
      text("  rule: check('products_price_check', sql`§{t.price} >= 0`),\n"),
      text("  rule: check('products_price_positive', sql`§{t.price} > 0`),\n"),
      text("  rule: check('products_price_positive', sql`§{t.cost} > 0`),\n"),
    ],
    [
      'in another format',
      "  byPrice: orderBy('price', { price: 1 }),\n",
      '    byPrice: orderBy("price", { price: 1 }, mine),\n',
      '    byCost: orderBy("cost", { cost: 1 }, mine),\n',
    ],
    [
      'beside a line of yours',
      '  price: text(1, 9),\n',
      '  price: text(3, 9),\n  mine: { price: 1 },\n',
      '  cost: text(3, 9),\n  mine: { price: 1 },\n',
    ],
  ])('what you made of a generated line has it too: %s', (_, line, own, expected) => {
    const around = (text: string): string => `export const shape = {\n  id: key(),\n${text}  last: 1,\n}\n`
    const [before, after] = [around(line), around(line).replaceAll('price', 'cost').replaceAll('Price', 'Cost')]
    const result = mergeAfter(FIELD)({ path: 'x.ts', base: before, yours: around(own), next: after })
    expect(result).toMatchObject({ text: around(expected) })
  })
})
