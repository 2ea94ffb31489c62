import { describe, expect, test } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { type Columns, externalProblems } from '../../../src/model/external-columns.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { problemsOf } from '../spec/problems-of.ts'

const description = (resource: string) =>
  parseDescription({
    file: 'a.yaml',
    text: `ashlar: 1\nname: svc\nresources:\n  user: { external: ./db.ts#people, ${resource} }\n`,
  })

test('a table has its names in the case of the API', () => {
  const text = `ashlar: 1\nname: svc\napi: { case: snake }\nresources:\n  user: { external: ./db.ts#people, key: id, timestamps: false, fields: { id: int generated, fullName: text } }\n`
  const read = parseDescription({ file: 'a.yaml', text })
  const column = { dataType: 'string', sqlType: 'text', notNull: true, unique: false, hasDefault: true }
  const id = { ...column, dataType: 'number', sqlType: 'integer', unique: true }
  const hintsFor = (name: string) => {
    const columns = new Map([['user', { id, [name]: column }]])
    return externalProblems(buildModel(read), columns, read).map(({ hint }) => hint)
  }
  expect(hintsFor('full_name')).toEqual([])
  expect(hintsFor('fullName')).toEqual(['call `fullName` so in the table, as `case: snake` has it; its column stays'])
})

test.each([
  ['table: t, fields: { n: int }', ['table']],
  ['indexes: [[n]], fields: { n: int }', ['indexes']],
  ['renamedFrom: one, fields: { n: int }', ['renamedFrom']],
  [
    'fields: { n: int index column(m) renamedFrom(o), up: ref user? onDelete(cascade) }',
    ['index', 'column', 'renamedFrom', 'onDelete'],
  ],
  ['fields: { n: { type: int, backfill: 1 } }', ['backfill']],
  ['key: n, timestamps: false, fields: { n: int generated, m: email unique, e: "enum(a, b) = a" }', []],
])('what only a migration could do is refused: %s', (resource, words) => {
  const found = problemsOf(() => buildModel(description(resource)))
  expect(found.map((line) => /ASH2065 `(\w+)`/.exec(line)?.[1]).toSorted()).toEqual(words.toSorted())
})

describe('what is said of a table is held against it', () => {
  const column = { dataType: 'string', sqlType: 'text', notNull: true, unique: false, hasDefault: false }
  const number = { ...column, dataType: 'number', sqlType: 'integer' }
  const id = { ...number, unique: true, hasDefault: true }

  test.each<[string, Columns, string[]]>([
    [
      'fields: { a: int }',
      'absent',
      ['ASH2066 `./db.ts` is not there -> make it first, or correct the path: it begins where the description stands'],
    ],
    [
      'fields: { a: int }',
      undefined,
      ['ASH2066 `./db.ts` exports no Drizzle table `people` -> name one that it exports'],
    ],
    ['key: id, timestamps: false, fields: { id: int generated, a: text }', { id, a: column }, []],
    [
      'key: id, timestamps: false, fields: { id: int generated, mail: email }',
      { id, email: column },
      [
        'ASH2067 `create` could make no row of `people`: `email` must have a value there, and no request gives one -> describe it, give the column a default, or leave `create` out of `operations`',
        'ASH2066 `people` has no `mail` -> did you mean `email`?',
      ],
    ],
    [
      'operations: [list], fields: { a: text }',
      { a: column },
      [
        'ASH2066 `people` has no `id` -> name its key: `key: ...`',
        'ASH2066 `people` has no `createdAt` -> type `timestamps: false`',
        'ASH2066 `people` has no `updatedAt` -> type `timestamps: false`',
      ],
    ],
    [
      'key: id, timestamps: false, fields: { id: int generated, a: int, b: "text[]", c: datetime }',
      { id, a: column, b: column, c: { ...column, dataType: 'date', sqlType: 'timestamp (3) with time zone' } },
      [
        'ASH2066 `a` of `people` is string in JavaScript, and `int` is number -> type what the column holds, or leave the field out',
        'ASH2066 `b` of `people` is string in JavaScript, and `text[]` is array -> type what the column holds, or leave the field out',
      ],
    ],
    [
      'key: id, timestamps: false, fields: { id: int generated, a: text, b: text? }',
      { id, a: { ...column, notNull: false }, b: column },
      [
        'ASH2066 `a` of `people` may be null -> type a `?` behind the type',
        'ASH2066 `b` of `people` is never null -> take the `?` away',
      ],
    ],
    ['operations: [list], key: id, timestamps: false, fields: { id: int generated }', { id, secret: column }, []],
    ['key: id, timestamps: false, fields: { id: int generated }', { id, secret: { ...column, hasDefault: true } }, []],
    [
      'key: code, timestamps: false, fields: { code: string(1..20), n: int unique, e: "enum(a, b)", s: string(..90) }',
      {
        code: column,
        n: number,
        e: { ...column, sqlType: 'mood', values: ['a', 'c'] },
        s: { ...column, sqlType: 'varchar(80)' },
      },
      [
        'ASH2066 nothing keeps `code` of `people` `unique` -> say it in the table, or take it out here',
        'ASH2066 nothing keeps `n` of `people` `unique` -> say it in the table, or take it out here',
        'ASH2066 `e` of `people` may be a, c -> name these values',
        'ASH2066 `s` of `people` is `varchar(80)`, which does not hold every `string` -> type what the column holds, or leave the field out',
      ],
    ],
    [
      'key: id, timestamps: false, fields: { id: uuid, n: int = 7, m: int = 7, o: int = 7, d: "decimal(8, 2)" }',
      {
        id: { ...column, unique: true },
        n: number,
        m: { ...number, hasDefault: true, default: 8 },
        o: { ...number, hasDefault: true },
        d: column,
      },
      [
        'ASH2066 `id` of `people` is `text`, which does not hold every `uuid` -> type what the column holds, or leave the field out',
        'ASH2066 `n` of `people` has no default -> say it in the table, or take it out here',
        'ASH2066 the default of `m` of `people` is 8 -> type the same',
        'ASH2066 `d` of `people` is `text`, which does not hold every `decimal` -> type what the column holds, or leave the field out',
      ],
    ],
  ])('%s', (resource, columns, problems) => {
    const read = description(resource)
    const found = externalProblems(buildModel(read), new Map([['user', columns]]), read)
    const lines = found.map(({ code, message, hint }) => `${code} ${message} -> ${hint}`)
    expect(lines).toEqual(problems)
  })

  test('and each has its place', () => {
    const read = description('key: id, timestamps: false, fields: { id: int generated, mail: email }')
    const [first, second] = externalProblems(buildModel(read), new Map([['user', { id }]]), read)
    expect([first?.where, second?.where]).toMatchObject([{ line: 4, column: 100 }, undefined])
  })
})
