import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { creationOrder, fieldNamed, resourceNamed } from '../../../src/model/lookup.ts'
import { example, summary } from './model-of.ts'

const PLAIN_INDEX = { lower: [], unique: false, where: undefined, live: false, method: 'btree' }

describe('shop', () => {
  const shop = example('shop')

  test('the service', () => {
    const { resources, ...service } = shop
    expect(service).toMatchObject({
      name: 'shop',
      description: 'Catalogue, customers and orders of a small web shop.',
      basePath: '/api',
      pageSize: { default: 20, max: 100 },
    })
    expect(resources.map(({ names }) => names.one)).toEqual(['customer', 'category', 'product', 'order', 'orderLine'])
  })

  test('products', () => {
    const product = resourceNamed(shop, 'product')
    const { fields, key, ...rest } = product
    expect(rest).toMatchObject({
      names: {
        one: 'product',
        many: 'products',
        type: 'Product',
        newType: 'NewProduct',
        patchType: 'ProductPatch',
        keyType: 'ProductKey',
        queryType: 'ProductQuery',
        routes: 'productRoutes',
        paging: 'productPaging',
        columns: 'productColumns',
        relations: 'productsRelations',
        file: 'products',
        words: { one: 'product', many: 'products' },
      },
      description: 'Something the shop sells.',
      table: 'products',
      path: '/products',
      operations: ['list', 'get', 'create', 'update', 'delete', 'bulkCreate', 'bulkUpdate'],
      indexes: [
        { ...PLAIN_INDEX, name: 'products_sku_key', properties: ['sku'], unique: true, live: true },
        { ...PLAIN_INDEX, name: 'products_published_created_at_idx', properties: ['published', 'createdAt'] },
        { ...PLAIN_INDEX, name: 'products_published_id_idx', properties: ['published', 'id'] },
        { ...PLAIN_INDEX, name: 'products_category_id_id_idx', properties: ['categoryId', 'id'] },
        { ...PLAIN_INDEX, name: 'products_price_id_idx', properties: ['price', 'id'] },
        { ...PLAIN_INDEX, name: 'products_stock_id_idx', properties: ['stock', 'id'] },
        { ...PLAIN_INDEX, name: 'products_tags_idx', properties: ['tags'], method: 'gin' },
        { ...PLAIN_INDEX, name: 'products_created_at_id_idx', properties: ['createdAt', 'id'] },
        { ...PLAIN_INDEX, name: 'products_title_id_idx', properties: ['title', 'id'] },
        {
          ...PLAIN_INDEX,
          name: 'products_title_description_idx',
          properties: ['title', 'description'],
          method: 'words',
        },
      ],
      links: [
        {
          name: 'relatedTo',
          resource: 'product',
          symmetric: false,
          inverse: 'relatedToProducts',
          table: 'products_related_to',
        },
      ],
      inverses: [{ name: 'orderLines', resource: 'orderLine', property: 'productId' }],
    })
    expect(key.map(({ property }) => property)).toEqual(['id'])
    expect(key[0]).toBe(fields[0])
    expect(summary(product)).toEqual([
      'id id uuid uuidv7',
      'sku sku string required unique create',
      'title title string required update',
      'description description text optional update',
      'price price decimal required update',
      'currency currency enum update',
      'stock stock int update',
      'tags tags string update',
      'attributes attributes json update',
      'published published boolean update',
      'supplierNote supplier_note text optional update',
      'categoryId category_id uuid optional update',
      'version version int version',
      'createdAt created_at datetime createdAt',
      'updatedAt updated_at datetime updatedAt',
      'deletedAt deleted_at datetime optional deletedAt',
    ])
    expect(fieldNamed(product, 'categoryId')).toMatchObject({
      name: 'category',
      property: 'categoryId',
      column: 'category_id',
      description: '',
      type: { kind: 'uuid' },
      array: false,
      optional: true,
      unique: false,
      inKey: false,
      default: undefined,
      made: undefined,
      writable: { create: true, update: true },
      required: false,
      readable: true,
      reference: {
        service: 'shop',
        resource: 'category',
        relation: 'category',
        key: 'id',
        onDelete: 'set null',
        inverse: 'products',
      },
    })
    expect(fieldNamed(product, 'price').type).toEqual({ kind: 'decimal', precision: 10, scale: 2, min: 0 })
    expect(fieldNamed(product, 'tags')).toMatchObject({ array: true, default: { kind: 'literal', value: [] } })
  })

  test('order lines have the key of both sides, in its order', () => {
    const line = resourceNamed(shop, 'orderLine')
    expect(line).toMatchObject({
      table: 'order_lines',
      path: '/lines',
      names: { many: 'orderLines', type: 'OrderLine', file: 'order-lines' },
    })
    expect(line.key.map(({ property }) => property)).toEqual(['orderId', 'productId'])
    expect(line.indexes).toEqual([{ ...PLAIN_INDEX, name: 'order_lines_product_id_idx', properties: ['productId'] }])
    expect(line.parent).toEqual({ resource: 'order', property: 'orderId' })
    expect(summary(line).slice(0, 2)).toEqual(['orderId order_id uuid', 'productId product_id uuid required create'])
  })

  test('an order is numbered by the database, and placed by nobody yet', () => {
    const order = resourceNamed(shop, 'order')
    expect(summary(order)).toContain('number number bigint identity')
    expect(summary(order)).toContain('placedAt placed_at datetime optional')
    expect(order.inverses).toEqual([{ name: 'lines', resource: 'orderLine', property: 'orderId' }])
    expect(order.createWith).toEqual(order.inverses)
    expect(order.owner).toEqual(['customerId'])
  })

  test('a reference to itself has its other side there', () => {
    expect(resourceNamed(shop, 'category').inverses).toEqual([
      { name: 'categories', resource: 'category', property: 'parentId' },
      { name: 'products', resource: 'product', property: 'categoryId' },
    ])
  })

  test('is frozen through and through', () => {
    const seen = [shop as unknown]
    for (const value of seen) {
      if (typeof value !== 'object' || value === null) continue
      expect(Object.isFrozen(value)).toBe(true)
      seen.push(...Object.values(value))
    }
    expect(seen.length).toBeGreaterThan(500)
  })
})

describe('northwind', () => {
  const northwind = example('northwind')
  const original = readFileSync(new URL('northwind.columns.txt', import.meta.url), 'utf8')

  test('tables and columns are those of the original, empty where they may be', () => {
    const columns = northwind.resources.flatMap(({ table, fields }) =>
      fields.map(({ column, optional }) => `${table}.${column}${optional ? '?' : ''}`),
    )
    expect(columns.toSorted()).toEqual(original.trim().split('\n'))
  })

  test('a resource that is all key has no update', () => {
    expect(resourceNamed(northwind, 'customerCustomerDemo')).toMatchObject({
      table: 'customer_customer_demo',
      path: '/customer-customer-demo',
      operations: ['list', 'get', 'create', 'delete'],
    })
  })

  test('a reference has the type of the key at its end, and a custom column changes no name', () => {
    const employee = resourceNamed(northwind, 'employee')
    expect(fieldNamed(employee, 'reportsToId')).toMatchObject({
      name: 'reportsTo',
      column: 'reports_to',
      type: { kind: 'smallint' },
      reference: { resource: 'employee', relation: 'reportsTo', key: 'employeeId', inverse: 'reports' },
    })
    const order = resourceNamed(northwind, 'order')
    expect(fieldNamed(order, 'customerId').type).toEqual({ kind: 'string', min: 1, max: 5 })
    expect(fieldNamed(order, 'shipViaId')).toMatchObject({ column: 'ship_via', reference: { inverse: 'orders' } })
  })

  test('a key that nobody makes is required on create', () => {
    expect(summary(resourceNamed(northwind, 'category'))[0]).toBe('categoryId category_id smallint required create')
  })

  test('what others require is created before them', () => {
    const order = creationOrder(northwind).map(({ names }) => names.one)
    expect(order).toHaveLength(14)
    const before = (first: string, second: string): boolean => order.indexOf(first) < order.indexOf(second)
    expect(before('order', 'orderDetail') && before('product', 'orderDetail') && before('region', 'territory')).toBe(
      true,
    )
  })
})

test('creation order turns the order of the description round where it must', () => {
  expect(creationOrder(example('shop')).map(({ names }) => names.one)).toEqual([
    'customer',
    'category',
    'product',
    'order',
    'orderLine',
  ])
})

test('asking for what is not there is a bug', () => {
  expect(() => resourceNamed(example('shop'), 'nope')).toThrow('no resource nope')
})
