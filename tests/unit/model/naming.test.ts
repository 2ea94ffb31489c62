import { describe, expect, test } from 'vitest'
import { kebabCase, pascalCase, pluralOf, snakeCase } from '../../../src/model/casing.ts'
import { checkName, foreignKeyName, indexName, primaryKeyName, uniqueName } from '../../../src/model/naming.ts'
import { modelOf } from './model-of.ts'

test.each([
  ['orderLine', 'order_line', 'order-line', 'OrderLine', 'orderLines'],
  ['category', 'category', 'category', 'Category', 'categories'],
  ['usState', 'us_state', 'us-state', 'UsState', 'usStates'],
  ['imageURL', 'image_url', 'image-url', 'ImageURL', 'imageURLs'],
  ['xmlHTTPRequest', 'xml_http_request', 'xml-http-request', 'XmlHTTPRequest', 'xmlHTTPRequests'],
  ['line2', 'line2', 'line2', 'Line2', 'line2s'],
  ['salesPerson', 'sales_person', 'sales-person', 'SalesPerson', 'salesPeople'],
  ['child', 'child', 'child', 'Child', 'children'],
])('%s', (name, snake, kebab, pascal, plural) => {
  expect([snakeCase(name), kebabCase(name), pascalCase(name), pluralOf(name)]).toEqual([snake, kebab, pascal, plural])
})

test('names of constraints', () => {
  expect([
    primaryKeyName('products'),
    indexName('products', ['published', 'created_at']),
    foreignKeyName('products', 'category_id'),
    uniqueName('products', 'sku'),
    checkName('products', 'price'),
  ]).toEqual([
    'products_pkey',
    'products_published_created_at_idx',
    'products_category_id_fkey',
    'products_sku_key',
    'products_price_check',
  ])
})

test('long names are cut to 63 characters, and told apart', () => {
  const table = 'a'.repeat(63)
  const names = [
    primaryKeyName(table),
    uniqueName(table, 'x'),
    uniqueName(table, 'y'),
    checkName(table, 'x'),
    foreignKeyName(table, 'x'),
    indexName(table, ['x']),
    indexName(table, ['x', 'y']),
  ]
  expect(names.map((name) => name.length)).toEqual(names.map(() => 63))
  expect(new Set(names).size).toBe(names.length)
  // Fixed for ever: another name would be a migration.
  expect(names[1]).toBe('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_3573ca0e_key')
  expect(uniqueName('t', 'c'.repeat(57)).length).toBe(63)
  expect(uniqueName('t', 'c'.repeat(57))).not.toMatch(/_[0-9a-f]{8}_key$/)
})

describe('names of a resource', () => {
  const namesOf = (name: string, body = 'fields: {}') => {
    const { names, table, path } = modelOf(`  ${name}: { ${body} }`).resources[0] ?? {}
    return [names?.one, names?.many, names?.type, names?.file, names?.words.many, table, path]
  }

  test.each([
    [
      'orderLine',
      'fields: {}',
      ['orderLine', 'orderLines', 'OrderLine', 'order-lines', 'order lines', 'order_lines', '/order-lines'],
    ],
    [
      'person',
      'plural: folkPersons, fields: {}',
      ['person', 'folkPersons', 'Person', 'folk-persons', 'folk persons', 'folk_persons', '/folk-persons'],
    ],
    [
      'person',
      'table: human, path: staff, fields: {}',
      ['person', 'people', 'Person', 'people', 'people', 'human', '/staff'],
    ],
  ])('%s with %s', (name, body, expected) => {
    expect(namesOf(name, body)).toEqual(expected)
  })

  test('the constant of an enum field has one; that of a reference to an enum key too', () => {
    const service = modelOf(
      '  orderLine: { timestamps: false, fields: { lineState: "enum(a, b)", kind: ref kind, count: int } }\n' +
        '  kind: { key: code, fields: { code: "enum(x, y)" } }',
    )
    expect(service.resources[0]?.fields.map(({ property, valuesName }) => [property, valuesName])).toEqual([
      ['id', undefined],
      ['lineState', 'orderLineLineStateValues'],
      ['kindId', 'orderLineKindValues'],
      ['count', undefined],
    ])
  })

  test('a name that follows from another follows from the one that is free', () => {
    const { names } = modelOf('  request: { plural: routes, fields: {} }').resources[0] ?? {}
    expect(names).toMatchObject({ type: 'RequestRow', newType: 'NewRequestRow', keyType: 'RequestRowKey' })
    expect(names).toMatchObject({ many: 'routesTable', relations: 'routesTableRelations', routes: 'requestRoutes' })
  })

  test('a variable that generated files need is left to them', () => {
    expect(namesOf('route')).toEqual(['route', 'routesTable', 'Route', 'routes', 'routes', 'routes', '/routes'])
    expect(namesOf('argument')[1]).toBe('argumentsTable')
  })

  test('a type that generated files need is left to them', () => {
    expect(namesOf('request')).toEqual([
      'request',
      'requests',
      'RequestRow',
      'requests',
      'requests',
      'requests',
      '/requests',
    ])
    expect(namesOf('date')[2]).toBe('DateRow')
  })
})
