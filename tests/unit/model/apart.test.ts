import { describe, expect, test } from 'vitest'
import { problemsOf } from '../spec/problems-of.ts'
import { modelOf } from './model-of.ts'

describe('names that files derive', () => {
  test.each([
    [
      'the columns of answers',
      ['order: { fields: {} }', 'orderColumn: { fields: {} }'],
      ['5:3 ASH2004 `orderColumn` and `order` would share the variable `orderColumns` -> ANOTHER, or add `plural:`'],
    ],
    [
      'a plural given',
      ['note: { plural: orderPaging, fields: {} }', 'order: { fields: {} }'],
      ['5:3 ASH2004 `order` and `note` would share the variable `orderPaging` -> ANOTHER, or add `plural:`'],
    ],
    [
      'the routes, and the resource of that name',
      ['order: { fields: {} }', 'orderRoutes: { plural: ways, fields: {} }'],
      ['5:3 ASH2004 `orderRoutes` and `order` would share the variable `orderRoutes` -> ANOTHER'],
    ],
    [
      'relations',
      ['order: { fields: {} }', 'x: { plural: ordersRelations, fields: {} }'],
      ['5:3 ASH2004 `x` and `order` would share the variable `ordersRelations` -> ANOTHER, or add `plural:`'],
    ],
    [
      'one resource alone',
      ['order: { plural: orderRoutes, fields: {} }'],
      ['4:3 ASH2004 `order` would need the variable `orderRoutes` for two things -> give it another `plural:`'],
    ],
    [
      'the values of enums',
      ['order: { fields: { lineState: "enum(a, b)" } }', 'orderLine: { fields: { state: "enum(a, b)" } }'],
      [
        '5:26 ASH2004 `orderLine.state` and `order.lineState` would share the variable `orderLineStateValues` -> ANOTHER',
      ],
    ],
    [
      'the values of an enum, and a plural',
      ['order: { fields: { state: "enum(a, b)" } }', 'choice: { plural: orderStateValues, fields: {} }'],
      [
        '5:3 ASH2004 `choice` and `order.state` would share the variable `orderStateValues` -> ANOTHER, or add `plural:`',
      ],
    ],
    [
      'the body of a create',
      ['order: { fields: {} }', 'newOrder: { fields: {} }'],
      ['5:3 ASH2004 `newOrder` and `order` would share the type `NewOrder` -> ANOTHER'],
    ],
    ...['Patch', 'Key', 'Query'].map((end): [string, string[], string[]] => [
      `the type that ends in ${end}`,
      [`order${end}: { plural: others, fields: {} }`, 'order: { fields: {} }'],
      [`5:3 ASH2004 \`order\` and \`order${end}\` would share the type \`Order${end}\` -> ANOTHER`],
    ]),
    [
      'a type that made way for one of the service',
      ['request: { fields: {} }', 'requestRow: { fields: {} }'],
      ['5:3 ASH2004 `requestRow` and `request` would share the type `RequestRow` -> ANOTHER'],
    ],
  ])('%s', (_what, resources, expected) => {
    const problems = problemsOf(() => modelOf(resources.map((line) => `  ${line}`).join('\n')))
    expect(problems).toEqual(expected.map((line) => line.replace('ANOTHER', 'give one of them another name')))
  })

  test('may look alike as long as they differ', () => {
    const resources = ['order', 'orderLine', 'orderNew', 'line'].map(
      (name) => `  ${name}: { fields: { state: "enum(a, b)", a: int } }`,
    )
    expect(problemsOf(() => modelOf(resources.join('\n')))).toEqual([])
  })

  test('leave its table to what the service keeps answers in, where it keeps some', () => {
    const of = (more: string) => problemsOf(() => modelOf(`  idempotencyKey: { fields: { name: text } ${more} }`))
    expect(of(', idempotent: true')).toEqual([
      '4:3 ASH2004 in the table `idempotency_keys` the service keeps the answers to creates with an `Idempotency-Key` -> give it another name, or add `table:`',
    ])
    expect(of('')).toEqual([])
    expect(of(', idempotent: true, table: keys')).toEqual([])
    expect(of(', idempotent: true, operations: [list, get]')).toEqual([])
  })

  test('do not keep the path of one resource from beginning like that of another', () => {
    const service = modelOf('  order: { fields: {} }\n  orderLine: { path: orders-lines, fields: {} }')
    expect(service.resources.map(({ path }) => path)).toEqual(['/orders', '/orders-lines'])
  })
})
