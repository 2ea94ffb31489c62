import { describe, expect, test } from 'vitest'
import { readShortForm } from '../../../src/spec/field/short-form.ts'

const PLAIN = {
  array: false,
  optional: false,
  unique: false,
  index: false,
  generated: false,
  readonly: false,
  immutable: false,
  internal: false,
  symmetric: false,
}

describe('a short form means', () => {
  test.each([
    ['string', { type: { kind: 'string' } }],
    ['string(1..80)', { type: { kind: 'string', min: 1, max: 80 } }],
    ['string( ..30 ) [] ? ', { type: { kind: 'string', max: 30 }, array: true, optional: true }],
    ['string(3..)', { type: { kind: 'string', min: 3 } }],
    ['text?', { type: { kind: 'text' }, optional: true }],
    ['decimal(10, 2) min(0) max(99.5)', { type: { kind: 'decimal', precision: 10, scale: 2 }, min: 0, max: 99.5 }],
    ['int min(-5) = -1', { type: { kind: 'int' }, min: -5, default: { value: -1 } }],
    ['enum(a, b-c, 1) = 1', { type: { kind: 'enum', values: ['a', 'b-c', '1'] }, default: { value: '1' } }],
    ['enum(a, b) = "b"', { type: { kind: 'enum', values: ['a', 'b'] }, default: { value: 'b' } }],
    ['enum(now, later) = now', { type: { kind: 'enum', values: ['now', 'later'] }, default: { value: 'now' } }],
    ['datetime = now', { type: { kind: 'datetime' }, default: { now: true } }],
    ['json = {"a": [1, "=", ")"]}', { type: { kind: 'json' }, default: { value: { a: [1, '=', ')'] } } }],
    ['string = "a = b"', { type: { kind: 'string' }, default: { value: 'a = b' } }],
    ['bigint = "9007199254740993"', { type: { kind: 'bigint' }, default: { value: '9007199254740993' } }],
    [
      'ref category? onDelete( set  null ) inverse(items) column(cat)',
      {
        type: { kind: 'ref', resource: 'category' },
        optional: true,
        onDelete: 'set null',
        inverse: 'items',
        column: 'cat',
      },
    ],
    [
      'int unique index generated readonly immutable internal',
      {
        type: { kind: 'int' },
        unique: true,
        index: true,
        generated: true,
        readonly: true,
        immutable: true,
        internal: true,
      },
    ],
  ])('%s', (text, expected) => {
    expect(readShortForm(text)).toMatchObject({ complaints: [] })
    expect(readShortForm(text).field).toEqual({ ...PLAIN, ...expected })
  })
})

describe('a short form complains', () => {
  test.each([
    ['', '0 a field begins with its type', 'for example `string(1..80)`, `int`, `datetime?` or `ref customer`'],
    ['? string', '0 a field begins with its type', 'the `?` stands behind the type: `string?`'],
    ['strng(1..80)', '0 there is no type `strng`', 'did you mean `string`?'],
    ['number', '0 there is no type `number`', 'type `int`, `double`, or `decimal(10, 2)` for money'],
    ['customer', '0 there is no type `customer`', /^the types are string, text/],
    ['string(80)', '7 the length of a string is written `min..max`', 'type `string(..80)` for at most 80'],
    ['string(..)', '7 the length of a string is written `min..max`', 'for example `string(1..80)` or `string(..80)`'],
    ['string(1..80', '6 the `(` here is never closed', 'add the `)`'],
    ['int(11)', '4 `int` takes nothing in parentheses', 'bounds are written `int min(0) max(100)`'],
    ['uuid(4)', '5 `uuid` takes nothing in parentheses', 'type `uuid`'],
    [
      'decimal',
      '0 `decimal` takes how many digits there are, and how many of them behind the point',
      'for example `decimal(10, 2)` for 12345678.90',
    ],
    [
      'decimal(10)',
      '8 `decimal` takes how many digits there are, and how many of them behind the point',
      'for example `decimal(10, 2)` for 12345678.90',
    ],
    [
      `enum(${Array.from({ length: 201 }, (_, at) => `v${at}`)})`,
      '5 `enum` must have at most 200 items',
      'take some away',
    ],
    ['enum()', '5 `enum` takes its values, with commas between', 'for example `enum(draft, paid)`'],
    [
      'enum(a, "b")',
      '5 `"b"` cannot stand in `enum( )` as it is',
      'type plain words, or use the form `{ enum: [draft, "in transit"] }`',
    ],
    [
      'enum(in transit)',
      '5 `in transit` cannot stand in `enum( )` as it is',
      'type plain words, or use the form `{ enum: [draft, "in transit"] }`',
    ],
    ['enum(a, b) = c', '13 `c` is not a value of the enum', 'the values are a, b'],
    ['ref', '0 `ref` takes the name of a resource, with a space between', 'type `ref customer`'],
    ['ref(order)', '4 `ref` takes the name of a resource, with a space between', 'type `ref order`'],
    ['string?[]', '7 `?` stands last, behind `[]`, and once', 'an optional list is written `string(..30)[]?`'],
    [
      'int required',
      '4 there is no modifier `required`',
      'leave it out: a field is required when it has no `?` and no default',
    ],
    ['int uniqe', '4 there is no modifier `uniqe`', 'did you mean `unique`?'],
    ['int toString', '4 there is no modifier `toString`', /^the modifiers are unique, index/],
    ['int unique unique', '11 `unique` stands here twice', 'keep one of the two'],
    ['int min(1) min(2)', '11 `min` stands here twice', 'keep one of the two'],
    ['int unique(true)', '11 `unique` takes nothing in parentheses', 'type `unique`'],
    ['int min', '4 `min` is not written like this', 'type `min(0)`'],
    ['int min(1e400)', '4 `min` is not written like this', 'type `min(0)`'],
    [
      'ref a onDelete(nullify)',
      '6 `onDelete` is not written like this',
      'type `onDelete(cascade)`, `onDelete(restrict)` or `onDelete(set null)`',
    ],
    ['int column(unitPrice)', '11 `unitPrice` is not a name for a column', 'type `unit_price`'],
    ['int column(xmin)', '11 PostgreSQL keeps the column name `xmin` for itself', 'name the column otherwise'],
    ['int =', '5 the default is missing', 'a number is written `= 0`, and a list `= [1, 2]`'],
    ['string = hello', '9 `hello` cannot be read as a default', 'a text stands in double quotes: = "hello"'],
    ["string = 'hello'", "9 `'hello'` cannot be read as a default", 'type double quotes: = "hello"'],
    ['boolean = yes', '10 `yes` cannot be read as a default', 'type `= true` or `= false`'],
    [
      'bigint = 9007199254740993',
      '9 `9007199254740993` is not a number that a computer holds exactly',
      'write it in quotes: = "9007199254740993"',
    ],
    ['json = {"__proto__": {"a": 1}}', '7 the name `__proto__` is reserved', 'give the key another name'],
    ['json = {"a": [{"\\u005f_proto__": 1}]}', '7 the name `__proto__` is reserved', 'give the key another name'],
    ['json backfill({"__proto__": 1})', '14 the name `__proto__` is reserved', 'give the key another name'],
    ['int = 1 unique', '6 `1 unique` cannot be read as a default', 'a default stands last: `unique = 1`'],
    ['int; drop table', '3 `; drop table` does not belong here', 'a field is `type(args)[]? modifiers = default`'],
    ['string = now()); drop table users; --', '9 `now()); drop table users; --` cannot be read as a default', /./],
  ])('%s', (text, expected, hint) => {
    const { complaints, field } = readShortForm(text)
    expect(complaints.map(({ span, message }) => `${span.start} ${message}`)).toEqual([expected])
    expect(complaints[0]?.hint).toEqual(typeof hint === 'string' ? hint : expect.stringMatching(hint))
    expect(field).toBeUndefined()
  })

  test('about everything at once', () => {
    const { complaints } = readShortForm('strng uniqe min(x) = 1')
    expect(complaints.map(({ span }) => span.start)).toEqual([0, 6, 12])
  })
})

test.each([
  [
    'decimal(12, 2) sum(lines.quantity * lines.unitPrice)',
    { sum: { children: 'lines', factors: ['quantity', 'unitPrice'] } },
  ],
  ['decimal(10, 2) copy( product.price )', { copy: { reference: 'product', field: 'price' } }],
  ['ref customer set(actor)', { set: 'actor' }],
  ['int count(lines)', { count: 'lines' }],
  ['text read(clerk, admin) write(admin)', { read: ['clerk', 'admin'], write: ['admin'] }],
  ['int backfill(0)', { backfill: { value: 0 } }],
  ['datetime backfill(now)', { backfill: { now: true } }],
  ['enum(a, b) backfill(b)', { backfill: { value: 'b' } }],
  ['string backfill("(x)")', { backfill: { value: '(x)' } }],
  ['string backfill(title)', { backfill: { from: 'title' } }],
  ['string renamedFrom(heading)', { renamedFrom: 'heading' }],
  ['string schema(./src/sku.ts#Sku)', { schema: { module: './src/sku.ts', name: 'Sku' } }],
  ['many product symmetric', { type: { kind: 'many', resource: 'product' }, symmetric: true }],
  ['secret', { type: { kind: 'secret' } }],
])('%s', (text, expected) => {
  const { field, complaints } = readShortForm(text)
  expect(complaints).toEqual([])
  expect(field).toMatchObject(expected)
})

test.each([
  ['int sum(lines)', '8 `lines` is not a sum over children'],
  ['int sum(a.b * c.d)', '8 `a.b * c.d` is not a sum over children'],
  ['int copy(price)', '9 `price` is not a field to copy'],
  ['ref customer set(admin)', '13 `set` is not written like this'],
  ['text read()', '5 `read` is not written like this'],
  ['text read(a,,b)', '5 `read` is not written like this'],
  ['int backfill(x y)', '13 `x y` cannot be read as a default'],
  ['text schema(/etc/passwd#x)', '12 `/etc/passwd#x` is not an export of a module'],
  ['many(product)', '5 `many` takes the name of a resource, with a space between'],
  ['json(a)', '5 `json` takes nothing in parentheses'],
])('%s is wrong', (text, expected) => {
  const { field, complaints } = readShortForm(text)
  expect(field).toBeUndefined()
  expect(complaints.map(({ span, message }) => `${span.start} ${message}`)).toEqual([expected])
})
