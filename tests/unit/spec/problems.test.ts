import { describe, expect, test } from 'vitest'
import { textProblems as problems } from './problems-of.ts'

const description = (resources: string): string => `ashlar: 1\nname: shop\nresources:\n${resources}\n`
const resource = (body: string): string => description(`  note:\n    fields: { a: int }\n    ${body}`)
const field = (text: string): string => description(`  note:\n    fields:\n      it: ${text}`)

test('everything at once, in the order of the text', () => {
  expect(
    problems(
      [
        'ashlar: 2',
        'name: My Shop',
        'resources:',
        '  Product:',
        '    fields:',
        '      order_line: strng(1..80)',
        '      price: decimal(10, 2) min(0',
        '    requierd: true',
        '    softDelete: true',
        'api: { basePath: api/ }',
      ].join('\n'),
    ),
  ).toEqual([
    '1:9 ASH1022 `ashlar` must be 1, the version of this language, not `2` -> type `ashlar: 1`',
    '2:7 ASH1032 `My Shop` is not a name for a service: npm wants lower-case letters, digits and `-` -> type `my-shop`',
    '4:3 ASH1030 `Product` is not a name for a resource -> type `product`',
    '6:7 ASH1030 `order_line` is not a name for a field -> type `orderLine`',
    '6:19 ASH1041 there is no type `strng` -> did you mean `string`?',
    '7:29 ASH1045 the `(` here is never closed -> add the `)`',
    '8:5 ASH1020 `Product` has no key `requierd` -> the keys are description, plural, table, path, renamedFrom, external, key, fields, indexes, timestamps, softDelete, versioned, idempotent, operations, query, access, owner, parent, tenant, createWith, hooks, actions, cache, timeout, rateLimit',
    '10:18 ASH1034 `api/` is not a base path -> type `/api`',
  ])
})

const FIELD_HINT = 'type a short form such as `string(1..80)`, or a map such as `{ type: string, max: 80 }`'

describe('one mistake', () => {
  test.each([
    [
      'no version',
      'name: a\nresources: { n: { fields: {} } }',
      '1:1 ASH1021 the description has no `ashlar` -> add `ashlar: 1`',
    ],
    [
      'a typo at the top',
      `${resource('timestamps: true')}descripton: x`,
      '7:1 ASH1020 the description has no key `descripton` -> did you mean `description`?',
    ],
    [
      'a resource at the top',
      `${resource('timestamps: true')}order:\n  fields: {}`,
      '7:1 ASH1020 the description has no key `order` -> a resource is indented under `resources:`',
    ],
    [
      'no resources',
      'ashlar: 1\nname: a\nresources: {}',
      '3:1 ASH1024 there are no resources -> add one, for example `note: { fields: { text: string(1..200) } }`',
    ],
    [
      'nothing under resources',
      'ashlar: 1\nname: a\nresources:',
      '3:1 ASH1022 `resources` must be a map of resources, not nothing -> for example `resources: { note: { fields: { text: string(1..200) } } }`',
    ],
    [
      'a resource without fields',
      description('  note:\n    path: notes'),
      '4:3 ASH1021 `note` has no `fields` -> add `fields:`',
    ],
    [
      'a field beside fields',
      resource('title: string(1..20)'),
      '6:5 ASH1020 `note` has no key `title` -> a field is indented under `fields:`',
    ],
    [
      'yes for true',
      resource('timestamps: yes'),
      '6:17 ASH1022 `timestamps` must be `true` or `false`, not `yes` -> type `true`',
    ],
    [
      'a list of indexes that is flat',
      resource('indexes: [a]'),
      '6:15 ASH1022 `a` is not a list of field names, or a map with `fields:` -> put it in brackets of its own: `[a]`',
    ],
    [
      'an unknown operation',
      resource('operations: [list, remov]'),
      '6:24 ASH1022 `remov` is not an operation -> type one of list, get, create, update, delete, bulkCreate, bulkUpdate',
    ],
    [
      'no operation',
      resource('operations: []'),
      '6:17 ASH1024 `operations` must have at least 1 item -> for example `operations: [list, get]`',
    ],
    [
      'a number for the key',
      resource('key: 5'),
      '6:10 ASH1022 `key` must be the name of a field, or a list of names, not `5` -> for example `key: sku`, or `key: [order, product]`',
    ],
    [
      'a number in the key',
      resource('key: [a, 5]'),
      '6:14 ASH1022 `5` is not the name of a field -> put it in quotes: "5"',
    ],
    [
      'a path with a slash',
      resource('path: /my-notes'),
      '6:11 ASH1034 `/my-notes` is not a path for a resource -> type `my-notes`',
    ],
    [
      'a table in camel case',
      resource('table: myNotes'),
      '6:12 ASH1030 `myNotes` is not a name for a table -> type `my_notes`',
    ],
    [
      'a page size of 0',
      `${resource('path: n')}api: { pageSize: { default: 0, max: 9 } }`,
      '7:29 ASH1024 `default` must be at least 1 -> type a number from 1 to 1000',
    ],
    [
      'half a page size',
      `${resource('path: n')}api: { pageSize: { default: 5 } }`,
      '7:8 ASH1021 `pageSize` has no `max` -> add `max: 100`',
    ],
    ['a number for a field', field('5'), `6:11 ASH1022 \`it\` must be a field, not \`5\` -> ${FIELD_HINT}`],
    ['nothing for a field', field(''), `6:7 ASH1022 \`it\` has no type -> ${FIELD_HINT}`],
    [
      'a comma in a flow map',
      field('{ type: int, default: decimal(10, 2) }'),
      '6:33 ASH1004 inside of `{ }` a value that has a comma needs quotes -> type `default: "decimal(10, 2)"`',
    ],
    [
      'a typo in the object form',
      field('{ type: int, optinal: true }'),
      '6:24 ASH1020 `it` has no key `optinal` -> did you mean `optional`?',
    ],
    [
      'an object form without a type',
      field('{ optional: true }'),
      '6:11 ASH1060 this field has no type -> add `type: string`, `enum: [a, b]` or `ref: customer`',
    ],
    [
      'two types',
      field('{ type: int, ref: note }'),
      '6:29 ASH1060 `type` and `ref` both say what the field holds -> keep one of the two',
    ],
    [
      'a type from elsewhere',
      field('{ type: varchar }'),
      '6:19 ASH1022 `type` must be a type, not `varchar` -> type `string(..20)`, with the greatest length',
    ],
    [
      'a short form as a type',
      field('{ type: string(1..5) }'),
      '6:19 ASH1022 `type` must be a type, not `string(1..5)` -> the arguments are keys of their own here, such as `min: 1, max: 80`; or write the short form alone',
    ],
    [
      'type: enum',
      field('{ type: enum }'),
      '6:19 ASH1060 an enum is written by its values -> type `enum: [draft, paid]` instead of `type: enum`',
    ],
    [
      'a decimal without digits',
      field('{ type: decimal }'),
      '6:11 ASH1060 `decimal` needs `precision`, how many digits there are, and `scale`, how many of them behind the point -> for example `{ type: decimal, precision: 10, scale: 2 }`',
    ],
    [
      'a precision of a string',
      field('{ type: string, precision: 3 }'),
      '6:38 ASH1060 `precision` is for `decimal` only -> take it out',
    ],
    ['a number in an enum', field('{ enum: [a, 1] }'), '6:23 ASH1022 `1` is not a text -> put it in quotes: "1"'],
    [
      'a line end in an enum',
      field('{ enum: ["a\\nb"] }'),
      '6:20 ASH1035 `a·b` is not a value for an enum -> a value begins with a letter or digit, and has letters, digits, spaces and `_.:/+-`, 63 at most',
    ],
    [
      'a control character in a text',
      `${resource('path: n')}description: "a\\u0007"`,
      '7:14 ASH1036 this text holds a control character -> only line ends and tabs are allowed',
    ],
    [
      'a workflow expression',
      `${resource('path: n')}description: "$\{{ secrets.X }}"`,
      '7:14 ASH1036 this text holds `${{`, which a GitHub workflow would run -> write it with a space between',
    ],
    [
      'a mistake behind an escape',
      field('"strng\\x20unique"'),
      '6:11 ASH1041 there is no type `strng` -> did you mean `string`?',
    ],
  ])('%s', (_what, text, expected) => {
    expect(problems(text)).toEqual([expected])
  })
})

describe('names', () => {
  const REJECTED =
    '../../etc/cron.d/x|/abs|C:\\x|\\\\srv\\share|file:///x|aux.ts|é|é|_x|__typename|1x|a-b|a b|a.b|con|nul|class|await|enum|arguments|health|ready|auth|docs|openapi|graphql|metrics|constructor|toString|__proto__'
  test.each(REJECTED.split('|'))('`%s` is no resource', (name) => {
    expect(problems(description(`  ${JSON.stringify(name)}: { fields: {} }`))).toHaveLength(1)
  })

  test.each('class|default|await|enum|arguments|eval|undefined|hasOwnProperty|__proto__|order_line|a-b|X'.split('|'))(
    '`%s` is no field',
    (name) => {
      expect(problems(description(`  note: { fields: { ${JSON.stringify(name)}: int } }`))).toHaveLength(1)
    },
  )

  test.each('user|order|group|select|table|process|type|from'.split('|'))('`%s` is fine', (name) => {
    expect(problems(description(`  ${name}: { fields: { ${name}: int } }`))).toEqual([])
  })

  test.each('@evil/x|a b|node_modules|fs|../x|-rf|Shop|.x|_x|'.split('|'))('`%s` is no service', (name) => {
    const text = `ashlar: 1\nname: ${JSON.stringify(name)}\nresources: { n: { fields: {} } }`
    expect(problems(text).map((line) => line.slice(0, 11))).toEqual(['2:7 ASH1032'])
  })

  test('are at most 63 characters long', () => {
    expect(problems(description(`  ${'a'.repeat(63)}: { fields: {} }`))).toEqual([])
    expect(problems(description(`  ${'a'.repeat(64)}: { fields: {} }`))).toHaveLength(1)
  })
})

describe('how many', () => {
  const many = (count: number, print: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => print(index)).join('\n')

  test('500 resources', () => {
    expect(problems(description(many(500, (index) => `  r${index}: { fields: {} }`)))).toEqual([])
    expect(problems(description(many(501, (index) => `  r${index}: { fields: {} }`)))).toHaveLength(1)
  })

  test('200 fields', () => {
    expect(problems(description(`  note:\n    fields:\n${many(200, (index) => `      f${index}: int`)}`))).toEqual([])
    expect(problems(description(`  note:\n    fields:\n${many(201, (index) => `      f${index}: int`)}`))).toHaveLength(
      1,
    )
  })
})
