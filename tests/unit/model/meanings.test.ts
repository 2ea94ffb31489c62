import { describe, expect, test } from 'vitest'
import { fieldNamed, resourceNamed } from '../../../src/model/lookup.ts'
import { resourceRoutes } from '../../../src/model/routes.ts'
import { problemsOf } from '../spec/problems-of.ts'
import { fieldOf, modelOf } from './model-of.ts'

// The meanings that must not drift, one by one, in the order of the design.

describe('a field is required on create when it has no `?` and no default', () => {
  test.each([
    ['string', true],
    ['string?', false],
    ['string = "x"', false],
    ['string? = "x"', false],
    ['boolean = false', false],
    ['datetime = now', false],
    ['bigint generated', false],
    ['string? readonly', false],
  ])('%s', (text, required) => {
    expect(fieldOf(text)?.required).toBe(required)
  })
})

describe('strings are counted in code points, and one without a bound has a declared cap', () => {
  test('the cap', () => {
    expect(fieldOf('string')?.type).toEqual({ kind: 'string', min: 0, max: 255 })
    expect(fieldOf('string(300..)')?.type).toEqual({ kind: 'string', min: 300, max: 300 })
  })

  test('an emoji is one', () => {
    expect(fieldOf('string(..2) = "👍👍"')?.default).toEqual({ kind: 'literal', value: '👍👍' })
    expect(problemsOf(() => fieldOf('string(..1) = "👍👍"'))).toHaveLength(1)
  })
})

describe('`ref category`', () => {
  const SHOP = `  category: { fields: { slug: slug } }
  product:
    fields: { category: ref category, kind: ref category column(the_kind) }
    query: { filter: [category, category.slug], sort: [category] }`
  const product = resourceNamed(modelOf(SHOP), 'product')

  test('is `category_id` in the table and `categoryId` in JSON', () => {
    expect(product.fields.find(({ name }) => name === 'category')).toMatchObject({
      property: 'categoryId',
      column: 'category_id',
      reference: { relation: 'category', resource: 'category' },
    })
  })

  test('is `categoryId` in filters and sorts; `category` stands in dotted filters and under `include` only', () => {
    expect(product.query.filters.map(({ name, way }) => [name, way])).toEqual([
      ['categoryId', ['categoryId']],
      ['category.slug', ['categoryId', 'slug']],
    ])
    expect(product.query.sorts).toEqual(['categoryId'])
    expect(product.query.includes).toEqual(['category', 'kind'])
  })

  test('keeps its name in the API whatever the column is called', () => {
    expect(fieldNamed(product, 'kindId').column).toBe('the_kind')
  })

  test('is refused to a composite key', () => {
    const text = `  a: { key: [x, y], fields: { x: int, y: int } }\n  b: { fields: { a: ref a } }`
    expect(problemsOf(() => modelOf(text))[0]).toContain('ASH2041')
  })
})

describe('the key', () => {
  test('is `id`, a uuid of version 7 that the application makes', () => {
    const [id] = modelOf('  note: { fields: { a: int } }').resources[0]?.key ?? []
    expect(id).toMatchObject({ property: 'id', made: 'uuidv7', type: { kind: 'uuid' }, required: false })
  })

  test('never changes, and is given on create when nobody makes it', () => {
    const sku = modelOf('  part: { key: sku, fields: { sku: string, a: int } }').resources[0]?.key[0]
    expect(sku).toMatchObject({ required: true, writable: { create: true, update: false } })
    const made = modelOf('  part: { key: nr, fields: { nr: bigint generated, a: int } }').resources[0]?.key[0]
    expect(made).toMatchObject({ required: false, writable: { create: false, update: false } })
  })

  test('leaves no update to a resource that is nothing else', () => {
    const all = modelOf('  pair: { key: [a, b], timestamps: false, fields: { a: int, b: int } }')
    expect(all.resources[0]?.operations).toEqual(['list', 'get', 'create', 'delete'])
  })

  test('is a segment of the path a part, in its order; what is nested leaves the part of its parent out', () => {
    const service = modelOf(`  order: { fields: { note: text? } }
  product: { fields: { title: string } }
  line:
    key: [order, product]
    fields: { order: ref order, product: ref product, quantity: int }
  part:
    key: [order, product]
    parent: order
    path: parts
    fields: { order: ref order, product: ref product, quantity: int }`)
    const pathOf = (name: string) =>
      resourceRoutes(resourceNamed(service, name), service).find((route) => route.name === 'get')?.path
    expect(pathOf('line')).toBe('/lines/{orderId}/{productId}')
    expect(pathOf('part')).toBe('/orders/{orderId}/parts/{productId}')
  })
})

describe('access', () => {
  const AUTH = 'auth: { user: user, identifier: email, roles: { field: role } }\n'
  const USER = `  user:
    fields: { email: email unique, password: secret, role: "enum(reader, writer) write(writer) = reader" }
    access: { list: writer, get: self, create: public, update: self, delete: writer }`
  const withAccess = (access: string, more = '') =>
    modelOf(
      `${USER}\n  note:\n    fields: { user: ref user set(actor), live: boolean = false, state: "enum(a, b) = a" }\n    owner: user\n    access: ${access}\n${more}`,
      AUTH,
    )

  test.each([
    ['public', { who: { kind: 'public' } }],
    ['signedIn', { who: { kind: 'signedIn' } }],
    ['writer', { who: { kind: 'role', role: 'writer' } }],
    ['owner', { who: { kind: 'owner' } }],
    ['owner where live', { who: { kind: 'owner' }, where: { property: 'live', value: true } }],
    ['public where state = b', { who: { kind: 'public' }, where: { property: 'state', value: 'b' } }],
  ])('%s', (rule, expected) => {
    expect(resourceNamed(withAccess(rule), 'note').access?.list).toMatchObject([expected])
  })

  test('a list means that one of its rules must hold; a role brings no other with it', () => {
    const note = resourceNamed(withAccess('[writer, owner]'), 'note')
    expect(note.access?.get?.map(({ who }) => who)).toEqual([{ kind: 'role', role: 'writer' }, { kind: 'owner' }])
  })

  test('bulk follows create and update', () => {
    const model = withAccess(
      '{ create: writer, update: owner }',
      '    operations: [create, update, bulkCreate, bulkUpdate]\n    timestamps: true',
    )
    const routes = resourceRoutes(resourceNamed(model, 'note'), model)
    const rules = Object.fromEntries(routes.map((route) => [route.name, route.rules?.map(({ who }) => who.kind)]))
    expect(rules).toEqual({ create: ['role'], update: ['owner'], bulkCreate: ['role'], bulkUpdate: ['owner'] })
  })

  test('what has no rule nobody may do, and that is an error', () => {
    expect(problemsOf(() => withAccess('{ list: public, get: public }'))[0]).toContain('ASH2082')
  })

  test('the owner of a new row is who is signed in: no body may name another', () => {
    expect(fieldNamed(resourceNamed(withAccess('owner'), 'note'), 'userId')).toMatchObject({
      source: { kind: 'actor' },
      required: false,
      writable: { create: false, update: false },
    })
  })

  test('without `auth` everybody may', () => {
    expect(modelOf('  note: { fields: { a: int } }').resources[0]?.access).toBeUndefined()
  })
})

describe('values that the server keeps are in no body', () => {
  const shop = modelOf(`  product: { fields: { price: "decimal(10, 2)" } }
  order:
    fields: { pieces: int count(lines), total: "decimal(12, 2) sum(lines.quantity * lines.price)" }
  orderLine:
    parent: order
    path: lines
    key: [order, product]
    fields: { order: ref order, product: ref product, quantity: int, price: "decimal(10, 2) copy(product.price)" }`)

  test.each([
    ['order', 'pieces', { kind: 'count', children: 'lines' }],
    ['order', 'total', { kind: 'sum', children: 'lines', factors: ['quantity', 'price'] }],
    ['orderLine', 'price', { kind: 'copy', reference: 'productId', property: 'price' }],
  ])('%s.%s', (resource, property, source) => {
    const field = fieldNamed(resourceNamed(shop, resource), property)
    expect(field).toMatchObject({ source, required: false, writable: { create: false, update: false } })
  })

  test('a state with moves starts at its default, and no body sets it', () => {
    const state = modelOf(
      '  note: { fields: { state: { enum: [a, b], default: a, moves: { a: [b] } }, x: int } }',
    ).resources[0]?.fields.find(({ name }) => name === 'state')
    expect(state).toMatchObject({ required: false, writable: { create: false, update: false }, moves: { a: ['b'] } })
  })
})
