import { expect, test } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { keepersInOrder, partsOf } from '../../../src/model/kept.ts'
import { resourceNamed } from '../../../src/model/lookup.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { problemsOf } from '../spec/problems-of.ts'

/** Orders with lines of products, and what these tests put into them. */
function described(more: { order?: string; line?: string; product?: string; others?: string } = {}): string {
  return `ashlar: 1
name: shop
resources:
  order: { fields: { note: text?${more.order ?? ''} } }
  product: { fields: { price: "decimal(6, 2)"${more.product ?? ''} } }
  line:
    fields:
      order: ref order onDelete(cascade)
      product: ref product
      price: decimal(6, 2) copy(product.price)
      amount: int${more.line ?? ''}
${more.others ?? ''}`
}

const model = (text: string) => buildModel(parseDescription({ file: 'a.yaml', text }))
const found = (...given: Parameters<typeof described>) => problemsOf(() => model(described(...given)))

test('what a row counts for, and the properties that do, also by way of a copy', () => {
  const service = model(described({ order: ', total: "decimal(8, 2) sum(lines.amount * lines.price)"' }))
  const parts = partsOf(resourceNamed(service, 'line'), service)
  expect(parts.map(({ keeper, properties }) => [keeper.names.one, properties])).toEqual([
    ['order', ['orderId', 'amount', 'price', 'productId']],
  ])
})

test('what is below is kept first', () => {
  const others = '  customer: { fields: { spent: "decimal(9, 2) sum(orders.total)" } }\n'
  const order = ', customer: ref customer?, total: "decimal(8, 2) sum(lines.price)"'
  const service = model(
    described({ order, others })
      .replace('resources:\n', `resources:\n${others}`)
      .replace(/\n {2}customer:[^\n]*\n$/, '\n'),
  )
  expect(keepersInOrder(service).map(({ names }) => names.one)).toEqual(['order', 'customer'])
})

test.each([
  [
    'a bound that leaves 0 out',
    { order: ', pieces: int min(1) count(lines)' },
    ['4:60 ASH2034 `pieces` is 0 to begin with, which is less than the least value, 1 -> take that bound away'],
  ],
  [
    'a factor that changes with every update',
    { order: ', sum: int sum(lines.version)', line: '\n    versioned: true' },
    ['4:48 ASH2034 `line.version` changes with every update -> name fields that hold something'],
  ],
  [
    'a copy along a reference that may be empty',
    { line: '\n      other: ref product? inverse(others)\n      was: decimal(6, 2) copy(other.price)' },
    ['13:31 ASH2034 `other` may be empty, and `was`, which is copied along it, may not -> type `?` behind the type'],
  ],
  [
    'rows that go with something else',
    { product: ', pieces: int count(lines)' },
    [
      '8:33 ASH2037 lines that go with their `order` would still count in `product`: the database deletes them by itself -> type `onDelete(restrict)`, or take `delete` away from `order`',
    ],
  ],
])('%s is refused', (_, more, problems) => {
  expect(found(more)).toEqual(problems)
})

test('rows may go with what is never deleted', () => {
  const text = described({ product: ', pieces: int count(lines)' })
  expect(problemsOf(() => model(text.replace('order: { ', 'order: { operations: [list, create], ')))).toEqual([])
  expect(problemsOf(() => model(text.replace('order: { ', 'order: { softDelete: true, ')))).toEqual([])
})

test('sums that go round are refused', () => {
  const text = `ashlar: 1
name: round
resources:
  a: { fields: { b: ref b?, n: int sum(bs.n) } }
  b: { fields: { a: ref a?, n: int sum(as.n) } }
`
  expect(problemsOf(() => model(text))).toEqual([
    expect.stringContaining('ASH2034 sums go round: what is kept in `a`, `b` would never be done'),
    expect.stringContaining('ASH2034 sums go round: what is kept in `b`, `a` would never be done'),
  ])
})

const PEOPLE = `ashlar: 1
name: shop
auth: { user: user, identifier: email, roles: { field: role } }
defaults: { access: signedIn }
resources:
  user:
    fields: { email: email unique, password: secret, role: "enum(member, clerk) write(clerk) = member" }
`

const wrongWith = (text: string): string[] => problemsOf(() => model(text))

test('a copy shows nobody what they do not see where it is from', () => {
  const copied = (copy: string) =>
    wrongWith(`${PEOPLE}  offer: { fields: { cost: "int read(clerk)", code: "string(..9)? internal" } }
  line: { fields: { offer: ref offer, ${copy} } }
`)
  expect(copied('cost: int read(clerk) copy(offer.cost)')).toEqual([])
  expect(copied('cost: int? internal copy(offer.cost)')).toEqual([])
  expect(copied('code: string(..9)? internal copy(offer.code)')).toEqual([])
  expect(copied('cost: int copy(offer.cost)')).toEqual([
    '9:54 ASH2034 `cost` would show `offer.cost` to more than those who see it there -> add `read(clerk)`',
  ])
  expect(copied('cost: "int read(clerk, member) copy(offer.cost)"')).toEqual([
    '9:75 ASH2034 `cost` would show `offer.cost` to more than those who see it there -> add `read(clerk)`',
  ])
  expect(copied('code: string(..9)? copy(offer.code)')).toEqual([
    '9:63 ASH2034 `code` would show `offer.code` to more than those who see it there -> add `internal`',
  ])
})

test('what all tenants share tells of the rows of none', () => {
  const text = `${PEOPLE.replace('auth:', 'tenant: firm\nauth:').replace('password: secret', 'firm: ref firm, password: secret')}  firm: { fields: { members: int count(users) } }
  country: { tenant: false, fields: { uses: int count(projects) } }
  project: { fields: { firm: ref firm, country: "ref country?" } }
`
  expect(wrongWith(text)).toEqual([
    '10:55 ASH2048 `uses` would tell everybody of the projects of all tenants, which `country` is shared by -> keep it in what belongs to a `firm` itself',
  ])
})
