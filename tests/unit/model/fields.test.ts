import { describe, expect, test } from 'vitest'
import { resourceNamed } from '../../../src/model/lookup.ts'
import { fieldOf, modelOf, summary } from './model-of.ts'

describe('the bounds that a field has', () => {
  test.each([
    ['string', { kind: 'string', min: 0, max: 255 }],
    ['string(300..)', { kind: 'string', min: 300, max: 300 }],
    ['string(2..5)', { kind: 'string', min: 2, max: 5 }],
    ['text', { kind: 'text' }],
    ['int min(1)', { kind: 'int', min: 1 }],
    ['decimal(5, 2) min(-1.5) max(99.99)', { kind: 'decimal', precision: 5, scale: 2, min: -1.5, max: 99.99 }],
    ['ref user', { kind: 'uuid' }],
  ])('%s', (field, type) => {
    expect(fieldOf(field)?.type).toEqual(type)
  })
})

describe('who may write a field', () => {
  const both = { create: true, update: true }
  const none = { create: false, update: false }
  test.each([
    ['int', { required: true, readable: true, writable: both }],
    ['int?', { required: false, readable: true, writable: both, optional: true }],
    ['int = 1', { required: false, readable: true, writable: both, optional: false }],
    ['int immutable', { required: true, readable: true, writable: { create: true, update: false } }],
    ['int? readonly', { required: false, readable: true, writable: none }],
    ['int? internal', { required: false, readable: false, writable: none }],
    ['int generated', { required: false, readable: true, writable: none, made: 'identity' }],
  ])('%s', (field, expected) => {
    expect(fieldOf(field)).toMatchObject(expected)
  })
})

describe('defaults are kept as answers show them', () => {
  test.each([
    ['string = "a"', 'a'],
    ['int = -5', -5],
    ['bigint = 5', '5'],
    ['bigint = "-9223372036854775808"', '-9223372036854775808'],
    ['decimal(10, 2) = 5', '5.00'],
    ['decimal(10, 2) = "0005.1"', '5.10'],
    ['decimal(10, 2) = -0.0', '0.00'],
    ['decimal(30, 0) = 1e21', '1000000000000000000000'],
    ['decimal(10, 8) = 1e-7', '0.00000010'],
    ['real = 0.5', 0.5],
    ['time = "08:30"', '08:30:00'],
    ['datetime = "2026-01-31T09:30:00+01:00"', '2026-01-31T08:30:00.000Z'],
    ['date = "2024-02-29"', '2024-02-29'],
    ['uuid = "0190163D-8694-739B-AEA5-966C26F8AD91"', '0190163d-8694-739b-aea5-966c26f8ad91'],
    ['uuid = "00000000-0000-0000-0000-000000000000"', '00000000-0000-0000-0000-000000000000'],
    ['string(..30)[] = ["a", "b"]', ['a', 'b']],
    ['json = {"a": null}', { a: null }],
    ['boolean = false', false],
    ['email = "a@b.de"', 'a@b.de'],
    ['email = "Max.Muster@Example.COM"', 'max.muster@example.com'],
    ['email[] = ["A@b.de"]', ['a@b.de']],
    ['bigint = "-0000000000000000000000012"', '-12'],
    [`int[] = [${'1, '.repeat(99)}1]`, Array.from({ length: 100 }, () => 1)],
    ['url = "https://b.de/x"', 'https://b.de/x'],
    ['slug = "red-shoes"', 'red-shoes'],
    ['string(..2) = "👍👍"', '👍👍'],
  ])('%s', (field, value) => {
    expect(fieldOf(field)?.default).toEqual({ kind: 'literal', value })
  })

  test('also of what rows get that are there already', () => {
    expect(fieldOf('email backfill("A@B.de")')?.backfill).toEqual({ kind: 'literal', value: 'a@b.de' })
  })

  test('now is not a literal', () => {
    expect(fieldOf('datetime = now')?.default).toEqual({ kind: 'now' })
  })
})

describe('keys', () => {
  test('a made key stands first, the timestamps last', () => {
    const [note] = modelOf('  note: { fields: { a: int } }').resources
    expect(note && summary(note)).toEqual([
      'id id uuid uuidv7',
      'a a int required update',
      'createdAt created_at datetime createdAt',
      'updatedAt updated_at datetime updatedAt',
    ])
  })

  test('timestamps of a resource go before the defaults', () => {
    const service = modelOf(
      '  a: { timestamps: true, fields: {} }\n  b: { fields: {} }',
      'defaults: { timestamps: false }\n',
    )
    expect(service.resources.map(({ fields }) => fields.length)).toEqual([3, 1])
  })

  test('the type of a reference is found through keys that are references', () => {
    const service = modelOf(
      [
        '  c: { key: b, fields: { b: ref b, user: ref c?  } }',
        '  b: { key: a, fields: { a: ref a } }',
        '  a: { key: code, fields: { code: string(..9) unique } }',
      ].join('\n'),
      'defaults: { timestamps: false }\n',
    )
    const [c, b, a] = service.resources
    expect(c?.fields[0]).toMatchObject({
      property: 'bId',
      type: { kind: 'string', min: 1, max: 9 },
      reference: { key: 'aId' },
    })
    expect(c?.fields[1]).toMatchObject({
      property: 'userId',
      type: { kind: 'string', min: 1, max: 9 },
      reference: { key: 'bId' },
    })
    expect(b?.operations).toEqual(['list', 'get', 'create', 'delete'])
    // The key alone is unique already, and never empty.
    expect(a?.key[0]).toMatchObject({ unique: false, type: { kind: 'string', min: 1, max: 9 } })
  })

  test('a generated number can be the key', () => {
    const [note] = modelOf('  note: { key: id, timestamps: false, fields: { id: bigint generated } }').resources
    expect(note && summary(note)).toEqual(['id id bigint identity'])
    expect(note?.operations).toEqual(['list', 'get', 'create', 'delete'])
  })
})

test('operations keep their order, whatever the order of the description', () => {
  const [note] = modelOf('  note: { operations: [delete, get], fields: { a: int } }').resources
  expect(note?.operations).toEqual(['get', 'delete'])
})

describe('the other side of a reference', () => {
  test('has the field in front when there are several', () => {
    const service = modelOf(
      '  order: { fields: { billing: ref address, shipping: "ref address?", note: "ref note?" } }\n  address: { fields: {} }\n  note: { fields: {} }',
    )
    expect(resourceNamed(service, 'address').inverses.map(({ name }) => name)).toEqual([
      'billingOrders',
      'shippingOrders',
    ])
    expect(resourceNamed(service, 'note').inverses.map(({ name }) => name)).toEqual(['orders'])
  })

  test('is named by plural: where there is one', () => {
    const service = modelOf('  person: { plural: folks, fields: { home: ref house } }\n  house: { fields: {} }')
    expect(resourceNamed(service, 'house').inverses[0]?.name).toBe('folks')
  })
})

describe('indexes', () => {
  const indexesOf = (body: string) =>
    modelOf(`  note: { ${body} }\n  user: { fields: {} }`).resources[0]?.indexes.map(({ properties }) =>
      properties.join(','),
    )
  test.each([
    ['references and flags', 'fields: { a: int index, user: ref user, b: int }', ['a', 'userId']],
    ['declared ones first', 'indexes: [[b, createdAt]], fields: { a: int index, b: int }', ['b,createdAt', 'a']],
    ['not what a longer one covers', 'indexes: [[user], [user, a]], fields: { a: int, user: ref user }', ['userId,a']],
    ['not what a unique field covers', 'fields: { a: int unique index, user: ref user unique }', []],
    ['but more than a unique field', 'indexes: [[a, b]], fields: { a: int unique, b: int }', ['a,b']],
    [
      'not the start of the key',
      'key: [user, a], indexes: [[user, a], [a]], fields: { user: ref user, a: int }',
      ['a'],
    ],
    ['nothing twice', 'indexes: [[a], [a]], fields: { a: int index }', ['a']],
  ])('%s', (_what, body, expected) => {
    expect(indexesOf(body)).toEqual(expected)
  })

  test.each([
    ['a filter and a sort have the key behind them', 'query: { filter: [a], sort: [b] }', ['a,id', 'b,id']],
    ['once for both', 'query: { filter: [a], sort: [a] }', ['a,id']],
    ['a reference that is filtered by has one index', 'query: { filter: [user] }', ['userId,id']],
    ['a unique field has its own already', 'query: { filter: [c], sort: [c] }', []],
    ['but empty ones are told apart by the key', 'query: { filter: [d], sort: [d] }', ['d,id']],
    ['the key is its own', 'query: { sort: [] }', []],
    ['a longer one serves too', 'indexes: [[a, id, b]], query: { filter: [a] }', ['a,id,b']],
    ['but not one in lower case', 'indexes: [{ fields: [lower(e)] }], query: { sort: [e] }', ['e', 'e,id']],
    ['nor one of some rows', 'indexes: [{ fields: [a, id], where: f }], query: { sort: [a] }', ['a,id', 'a,id']],
  ])('of lists: %s', (_what, body, expected) => {
    const user = body.includes('[user]') ? 'user: ref user, ' : ''
    const fields = `fields: { ${user}a: int, b: int, c: int unique, d: 'int? unique', e: string, f: boolean, l: 'int[]' }`
    expect(indexesOf(`${body}, ${fields}`)).toEqual(expected)
  })

  test('of lists: what is looked for in a list of values, and behind references', () => {
    const [note, user] = modelOf(
      "  note: { query: { filter: [tags, user.name] }, fields: { tags: 'int[]', user: ref user } }\n" +
        '  user: { fields: { name: string } }',
    ).resources
    expect(note?.indexes.map(({ name, method }) => [name, method])).toEqual([
      ['notes_user_id_idx', 'btree'],
      ['notes_tags_idx', 'gin'],
    ])
    expect(user?.indexes.map(({ name }) => name)).toEqual(['users_name_id_idx'])
  })

  test('of lists: the key that a parent is no part of', () => {
    const [, line] = modelOf(
      '  order: { fields: { name: string } }\n  line: { parent: order, fields: { order: ref order } }',
    ).resources
    expect(line?.indexes.map(({ name }) => name)).toEqual(['lines_order_id_id_idx'])
  })

  test.each([
    ['the key behind who owns rows and lists them', '[owner]', 'owner: user', ['lines_user_id_id_idx']],
    ['not where only others list them', '{ list: signedIn, get: owner }', 'owner: user', ['lines_user_id_idx']],
    [
      'nor behind one of several references on the way',
      '[owner]',
      'owner: line.user',
      ['lines_user_id_idx', 'lines_line_id_idx'],
    ],
  ])('of lists: %s', (_, access, owner, expected) => {
    const [line] = modelOf(
      `  line: { ${owner}, operations: [list, get], access: ${access}, fields: { user: ref user, line: ref line? } }
  user: { access: public, fields: { email: email unique, password: secret } }`,
      'auth: { user: user, identifier: email }\n',
    ).resources
    const names = line?.indexes.map(({ name }) => name) ?? []
    expect(names.toSorted()).toEqual([...new Set([...expected, 'lines_line_id_idx'])].toSorted())
  })

  test('that only say again what is unique are not made', () => {
    const body = 'key: [a, b], indexes: [{ fields: [a, b], unique: true }, { fields: [b, a], unique: true }, '
    const rest = '{ fields: [c], unique: true }, { fields: [lower(c)], unique: true }], '
    expect(indexesOf(`${body}${rest}fields: { a: int, b: int, c: string unique }`)).toEqual(['b,a', 'c'])
  })

  test('have names of their own, whatever they hold', () => {
    const [note] = modelOf(
      '  note: { indexes: [[t], { fields: [lower(t)] }, { fields: [t], where: b }, { fields: [t], where: b = false }, ' +
        '{ fields: [t], unique: true, where: b }], fields: { t: string, b: boolean } }',
    ).resources
    expect(note?.indexes.map(({ name }) => name)).toEqual([
      'notes_t_idx',
      'notes_lower_t_idx',
      'notes_t_where_b_idx',
      expect.stringMatching(/^notes_t_where_b_[0-9a-f]{8}_idx$/),
      'notes_t_where_b_key',
    ])
  })

  test('that would share a name get two', () => {
    const [note] = modelOf(
      '  note: { indexes: [[aB, c], [a, bC]], fields: { aB: int, c: int, a: int, bC: int } }',
    ).resources
    expect(note?.indexes.map(({ name }) => name)).toEqual([
      'notes_a_b_c_idx',
      expect.stringMatching(/^notes_a_b_c_[0-9a-f]{8}_idx$/),
    ])
  })
})
