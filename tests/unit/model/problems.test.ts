import { describe, expect, test } from 'vitest'
import { problemsOf } from '../spec/problems-of.ts'
import { modelOf } from './model-of.ts'

const NAMED = { user: '  user: { fields: {} }', pair: '  pair: { key: [a, b], fields: { a: int, b: int } }' }

/** Problems of a resource on line 4. */
const of = (body: string): string[] => problemsOf(() => modelOf(`  note: { ${body} }\n${NAMED.user}\n${NAMED.pair}`))
/** Problems of one field, which begins in column 5 of line 6. */
const ofField = (text: string): string[] =>
  problemsOf(() => modelOf(`  note:\n   fields:\n    i: ${text}\n${NAMED.user}\n${NAMED.pair}`))

describe('a field', () => {
  test.each([
    ['ref usr', '6:12 ASH2040 there is no resource `usr` -> did you mean `user`?'],
    [
      'ref customer',
      '6:12 ASH2040 there is no resource `customer` -> describe `customer` under `resources:`, or refer to another',
    ],
    [
      'ref toString',
      '6:12 ASH2040 there is no resource `toString` -> describe `toString` under `resources:`, or refer to another',
    ],
    [
      'ref pair',
      '6:12 ASH2041 `pair` has a key of several fields, which one reference cannot hold -> give `pair` a key of one field, and make the pair an index',
    ],
    [
      'ref note',
      '6:12 ASH2043 `note.i` refers to `note` itself and is required, so the first one could never be made -> type `ref note?`',
    ],
    [
      'ref user onDelete(set null)',
      '6:26 ASH2031 `i` cannot be set to null, because it is required -> type `?` behind the resource, or `onDelete(restrict)`',
    ],
    ['ref user[]', '6:16 ASH2031 there are no lists of `ref` -> take the `[]` away'],
    ['ref user min(1)', '6:21 ASH2020 `min` is for numbers -> take it out'],
    ['json[]', '6:12 ASH2031 there are no lists of `json` -> a `json` field may hold a list'],
    ['json unique', '6:13 ASH2031 a `json` field cannot be `unique` -> take `unique` away'],
    ['bytes index', '6:14 ASH2031 a `bytes` field cannot be `index` -> take `index` away'],
    ['bytes unique', '6:14 ASH2031 a `bytes` field cannot be `unique` -> take `unique` away'],
    ['boolean unique', '6:16 ASH2031 a `boolean` field cannot be `unique` -> take `unique` away'],
    ['{ type: boolean, unique: true }', '6:33 ASH2031 a `boolean` field cannot be `unique` -> take `unique` away'],
    ['string[] unique', '6:17 ASH2031 a list cannot be `unique` -> take `unique` away'],
    ['int onDelete(cascade)', '6:21 ASH2031 `onDelete` is for references -> take it out'],
    ['int inverse(notes)', '6:20 ASH2031 `inverse` is for references -> take it out'],
    ['string min(3)', '6:19 ASH2020 `min` is for numbers -> the length of a string is written `string(3..)`'],
    ['boolean max(3)', '6:20 ASH2020 `max` is for numbers -> take it out'],
    ['string(9..3)', '6:15 ASH2021 the least length, 9, is greater than the greatest, 3 -> type `string(3..9)`'],
    ['string(0..0)', '6:15 ASH2021 a string of length 0 holds nothing -> for example `string(..80)`'],
    ['string(..999999999)', '6:15 ASH2021 a string has at most 65535 characters -> type `text` for as many'],
    [
      '{ type: string, min: -1 }',
      '6:29 ASH2021 the length of a string is a whole number, 0 or more -> for example `string(1..80)`',
    ],
    [
      '{ type: string, max: 1.5 }',
      '6:29 ASH2021 the length of a string is a whole number, 0 or more -> for example `string(1..80)`',
    ],
    ['decimal(2000, 2)', '6:16 ASH2021 a decimal has between 1 and 1000 digits -> for example `decimal(10, 2)`'],
    [
      'decimal(2, 3)',
      '6:16 ASH2021 a decimal of 2 digits has between 0 and 2 of them behind the point -> for example `decimal(10, 2)`',
    ],
    ['enum(a, b, a)', '6:13 ASH2021 the value `a` stands in the enum twice -> keep one of the two'],
    [
      'bigint = "99999999999999999999"',
      '6:17 ASH2030 the default `"99999999999999999999"` is beyond what a `bigint` holds -> change the default, or what the field allows',
    ],
    [
      `int[] = [${'1, '.repeat(100)}1]`,
      '6:16 ASH2030 the default has 101 items, and a list has at most 100 -> take some away',
    ],
    [
      `int[] backfill([${'1, '.repeat(100)}1])`,
      '6:23 ASH2030 the backfill has 101 items, and a list has at most 100 -> take some away',
    ],
    [
      '{ type: json, shape: { a: int }, default: 5 }',
      '6:50 ASH2030 the default `5` does not have the shape: it is not a map -> change the default, or what the field allows',
    ],
    [
      '{ type: json, shape: { a: int }, default: { b: 1 } }',
      '6:50 ASH2030 the default `{"b":1}` does not have the shape: the shape has no `b` -> change the default, or what the field allows',
    ],
    [
      '{ type: json, shape: { a: { type: json, shape: { b: int } } }, default: { a: { b: x } } }',
      '6:80 ASH2030 the default `{"a":{"b":"x"}}` does not have the shape: `a.b` is not a number -> change the default, or what the field allows',
    ],
    [
      '{ type: json, shape: { a: int }, backfill: { a: x } }',
      '6:51 ASH2030 the backfill `{"a":"x"}` does not have the shape: `a` is not a number -> change the backfill, or what the field allows',
    ],
    [
      '{ type: json, shape: { a: { type: json, shape: { b: int }, default: {} } } }',
      '6:76 ASH2030 the default `{}` does not have the shape: `b` is missing -> change the default, or what the field allows',
    ],
    ['int min(5) max(1)', '6:16 ASH2022 the least value, 5, is greater than the greatest, 1 -> exchange the two'],
    ['int min(1.5)', '6:16 ASH2022 the `min` is not a whole number -> change it, or take `min` out'],
    ['smallint max(0.5)', '6:21 ASH2022 the `max` is not a whole number -> change it, or take `max` out'],
    ['bigint min(-2.5)', '6:19 ASH2022 the `min` is not a whole number -> change it, or take `min` out'],
    ['{ type: int, max: 9.5 }', '6:26 ASH2022 the `max` is not a whole number -> change it, or take `max` out'],
    ['smallint max(32768)', '6:21 ASH2022 the `max` is beyond what a `smallint` holds -> change it, or take `max` out'],
    [
      'decimal(4, 2) min(0.001)',
      '6:26 ASH2022 the `min` has more than 2 digits behind the point -> change it, or take `min` out',
    ],
    [
      'string generated',
      '6:15 ASH2032 `i` cannot be generated: PostgreSQL counts up whole numbers only -> type `int generated` or `bigint generated`',
    ],
    ['int? generated', '6:11 ASH2032 `i` is generated, and so never empty -> take the `?` away'],
    ['int generated = 1', '6:24 ASH2032 `i` is generated, and so needs no default -> take the default away'],
    [
      'int readonly',
      '6:12 ASH2033 `i` is required, but `readonly`: no request could give it a value -> add `?` or a default',
    ],
    [
      'int internal',
      '6:12 ASH2033 `i` is required, but `internal`: no request could give it a value -> add `?` or a default',
    ],
  ])('%s', (text, expected) => {
    expect(ofField(text)).toEqual([expected])
  })
})

describe('a default', () => {
  const OTHER = 'change the default, or what the field allows'
  test.each([
    ['int = "1"', `the default \`"1"\` is not a number -> ${OTHER}`],
    ['int = 1.5', `the default \`1.5\` is not a whole number -> ${OTHER}`],
    ['int = 2147483648', `the default \`2147483648\` is beyond what a \`int\` holds -> ${OTHER}`],
    ['int min(2) = 1', `the default \`1\` is less than the least value, 2 -> ${OTHER}`],
    ['int max(2) = 3', `the default \`3\` is greater than the greatest value, 2 -> ${OTHER}`],
    [
      'bigint = "9223372036854775808"',
      `the default \`"9223372036854775808"\` is beyond what a \`bigint\` holds -> ${OTHER}`,
    ],
    ['bigint = "now()"', `the default \`"now()"\` is not a whole number -> ${OTHER}`],
    ['decimal(4, 2) = 123', `the default \`123\` has more than 2 digits before the point -> ${OTHER}`],
    ['decimal(4, 2) = "x"', `the default \`"x"\` is not a decimal number -> ${OTHER}`],
    ['string = 1', 'the default `1` is not a text -> put it in double quotes'],
    ['string(2..) = "a"', `the default \`"a"\` has fewer than 2 characters -> ${OTHER}`],
    ['string(..2) = "abc"', `the default \`"abc"\` has more than 2 characters -> ${OTHER}`],
    ['string = "\\u0000"', `the default \`"\\u0000"\` holds a character that PostgreSQL cannot store -> ${OTHER}`],
    ['string = "\\ud800"', `the default \`"\\ud800"\` holds a character that PostgreSQL cannot store -> ${OTHER}`],
    [
      'json = {"a": "\\u0000"}',
      `the default \`{"a":"\\u0000"}\` holds a character that PostgreSQL cannot store -> ${OTHER}`,
    ],
    ['{ enum: [red, blue], default: rad }', 'the default `"rad"` is not a value of the enum -> did you mean `red`?'],
    ['boolean = 1', `the default \`1\` is neither true nor false -> ${OTHER}`],
    ['slug = "Red Shoes"', `the default \`"Red Shoes"\` is not a slug, such as \`red-shoes\` -> ${OTHER}`],
    ['email = "nobody"', `the default \`"nobody"\` is not an email address -> ${OTHER}`],
    [
      'url = "javascript:alert(1)"',
      `the default \`"javascript:alert(1)"\` is not a URL that begins with http:// or https:// -> ${OTHER}`,
    ],
    ['uuid = "1"', `the default \`"1"\` is not a UUID -> ${OTHER}`],
    ['date = "2026-02-30"', 'the default `"2026-02-30"` is not a day -> type `now`, or such as "2026-01-31"'],
    ['time = "25:00"', 'the default `"25:00"` is not a time of day -> type `now`, or such as "08:30:00"'],
    [
      'datetime = "2026-01-31T08:30"',
      'the default `"2026-01-31T08:30"` is not a moment with its zone -> type `now`, or such as "2026-01-31T08:30:00Z"',
    ],
    ['bytes = "aGk="', 'the default `"aGk="` cannot be written for `bytes` -> leave the default out'],
    ['int? = null', 'the default `null` is nothing -> leave the default out; a field with `?` is empty without one'],
    ['int[] = 1', 'the default of a list is a list -> type `= []`'],
    ['int[] = [1, "a"]', `the default \`"a"\` is not a number -> ${OTHER}`],
    ['date[] = now', 'the default of a list is a list -> type `= []`'],
  ])('%s', (text, expected) => {
    const [problem, ...others] = ofField(text.startsWith('{') ? text : `'${text}'`)
    expect(problem?.replace(/^6:\d+ ASH2030 /, '')).toBe(expected)
    expect(others).toEqual([])
  })
})

describe('a resource', () => {
  test.each([
    ['key: nam, fields: { name: int }', '4:16 ASH2010 `note` has no field `nam` to be its key -> did you mean `name`?'],
    [
      'key: id, fields: { name: int }',
      '4:16 ASH2010 `note` has no field `id` to be its key -> take `key` out: a generated `id` is the default',
    ],
    ['key: [a, a], fields: { a: int }', '4:20 ASH2011 `a` stands in the key twice -> name it once'],
    ['key: a, fields: { a: "int?" }', '4:36 ASH2012 `a` is in the key, and a key is never empty -> take the `?` away'],
    ...['json', 'bytes', 'boolean', 'real', 'double'].map((kind) => [
      `key: a, fields: { a: ${kind} }`,
      `4:32 ASH2012 a \`${kind}\` cannot be in the key -> name another field`,
    ]),
    [
      'key: [a, b], fields: { a: int, b: boolean }',
      '4:45 ASH2012 a `boolean` cannot be in the key -> name another field',
    ],
    [
      'key: a, fields: { a: "int[]" }',
      '4:36 ASH2012 a list cannot be in the key -> take the `[]` away, or name another key',
    ],
    [
      'key: a, fields: { a: int internal = 1 }',
      '4:36 ASH2012 `a` is in the key, which stands in every URL -> take `internal` away',
    ],
    [
      'fields: { id: int }',
      '4:21 ASH2050 ashlar makes the field `id` itself -> take it out, or make it the key with `key: id`',
    ],
    [
      'fields: { updatedAt: datetime }',
      '4:21 ASH2050 ashlar makes the field `updatedAt` itself -> take it out, or add `timestamps: false`',
    ],
    [
      'fields: { userId: int, user: ref user }',
      '4:34 ASH2050 `user` and `userId` would both be `userId` in the API -> give one of them another name',
    ],
    [
      'fields: { uRL: int, url: int column(u_rl) }',
      '4:47 ASH2051 `url` and `uRL` would share the column `u_rl` -> give one of them another with `column(...)`',
    ],
    [
      'fields: { a: int column(x), x: int }',
      '4:42 ASH2051 `x` and `a` would share the column `x` -> give one of them another with `column(...)`',
    ],
    [
      'fields: { userID: int, userId: int }',
      '4:42 ASH2051 `userId` and `userID` would share the column `user_id` -> give one of them another with `column(...)`',
    ],
    [
      'fields: { createdAT: int }',
      '4:32 ASH2051 `createdAT` and `createdAt` would share the column `created_at` -> give one of them another with `column(...)`',
    ],
    [
      'fields: { xmin: int }',
      '4:21 ASH2052 PostgreSQL keeps the column name `xmin` for itself -> type `column(xmin_value)`',
    ],
    [
      'indexes: [[a, nam]], fields: { a: int, name: int }',
      '4:25 ASH2060 `note` has no field `nam` to index -> did you mean `name`?',
    ],
    ['indexes: [[a, a]], fields: { a: int }', '4:25 ASH2060 `a` stands in this index twice -> take it out'],
    ['indexes: [[a]], fields: { a: json }', '4:22 ASH2060 a `json` field cannot be indexed -> take it out'],
    [
      'operations: [get, update], key: a, fields: { a: int }',
      '4:29 ASH2070 `note` has no field that an update could change -> take `update` out',
    ],
    [
      'hooks: [afterCommit, beforeDelete], operations: [get, create], fields: { a: int }',
      '4:32 ASH2070 `beforeDelete` would never be called: `note` has no `delete` -> take it out',
    ],
    [
      'hooks: [afterCommit, afterCommit], fields: { a: int }',
      '4:32 ASH2071 `afterCommit` stands here twice -> name it once',
    ],
    ['operations: [get, get], fields: { a: int }', '4:29 ASH2071 `get` stands here twice -> name it once'],
    [
      'path: health, fields: { a: int }',
      '4:17 ASH2003 the service answers `/health` itself -> give the resource another path: `path: note-items`',
    ],
    [
      'path: users, fields: { a: int }',
      '5:3 ASH2004 `user` and `note` would share the path `/users` -> give one of them another name, or add `path:`',
    ],
    [
      'table: users, fields: { a: int }',
      '5:3 ASH2004 `user` and `note` would share the table `users` -> give one of them another name, or add `table:`',
    ],
    [
      'plural: note, fields: { a: int }',
      '4:3 ASH2001 the plural of `note` is `note` too, and generated code needs two names -> add `plural: noteItems`',
    ],
    [
      'plural: user, fields: { a: int }',
      '5:3 ASH2004 `user` and `note` would share the variable `user` -> give one of them another name, or add `plural:`',
    ],
    [
      'fields: { a: ref user inverse(id) }',
      '4:41 ASH2042 the other side of this reference would be `user.id`, which is a field -> give it another name, for example `inverse(aNotes)`',
    ],
    [
      'fields: { a: ref user, b: ref user inverse(aNotes) }',
      '4:54 ASH2042 the other side of this reference would be `user.aNotes`, which is the other side of `note.a` -> give it another name, for example `inverse(bNotes)`',
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual([expected])
  })
})

describe('circles of required references', () => {
  test('are reported once, at the first', () => {
    const resources =
      '  a: { fields: { b: ref b } }\n  b: { fields: { c: ref c, d: ref d } }\n  c: { fields: { a: ref a } }\n  d: { fields: {} }'
    expect(problemsOf(() => modelOf(resources))).toEqual([
      '4:25 ASH2043 `a.b`, `b.c`, `c.a` require one another in a circle, so none of them could ever be made -> make one of them optional: `ref b?`',
    ])
  })

  test('of keys are circles too', () => {
    expect(
      problemsOf(() => modelOf('  a: { key: b, fields: { b: ref b } }\n  b: { key: a, fields: { a: ref a } }')),
    ).toHaveLength(1)
  })

  test('are none when one is optional', () => {
    expect(problemsOf(() => modelOf('  a: { fields: { b: ref b } }\n  b: { fields: { a: "ref a?" } }'))).toEqual([])
  })
})

test('a base path that the service needs, and a page size beyond its greatest', () => {
  const api = 'api: { basePath: /health/x, pageSize: { default: 20, max: 10 } }\n'
  expect(problemsOf(() => modelOf('  a: { fields: {} }', api))).toEqual([
    '3:18 ASH2003 the service answers `/health/x` itself -> type another, such as `/api`',
    '3:50 ASH2005 the page size 20 is greater than the greatest, 10 -> make `max` at least as great',
  ])
})

test('names that PostgreSQL would cut off', () => {
  const long = `${'aB'.repeat(30)}s`
  expect(
    problemsOf(() => modelOf(`  ${long}: { fields: { ${long}: int } }`)).map((line) => line.split(' ')[1]),
  ).toEqual(expect.arrayContaining(['ASH2002', 'ASH2052']))
})

test('everything at once, in the order of the text', () => {
  expect(
    of('key: x, operations: [get, get], indexes: [[y]], fields: { a: ref z, b: int = 1.5 }').map(
      (line) => line.split(' ')[1],
    ),
  ).toEqual(['ASH2010', 'ASH2071', 'ASH2060', 'ASH2040', 'ASH2030'])
})

test.each([
  ['  pgTable: { fields: {} }', '4:3', 'pgTable', 'pg_tables'],
  ['  note: { table: pg_class, fields: {} }', '4:18', 'note', 'pg_class'],
])('a table with a name that PostgreSQL looks up among its own first: %s', (resource, at, name, table) => {
  expect(problemsOf(() => modelOf(resource))).toEqual([
    `${at} ASH2002 the table of \`${name}\` would be called \`${table}\`, and PostgreSQL keeps names that begin with \`pg_\` for itself -> give it another with \`table:\`, such as \`the_${table}\``,
  ])
})
