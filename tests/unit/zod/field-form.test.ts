import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decimal, field, many, ref, secret, slug, smallint, text } from '../../../src/define/index.ts'
import { fieldForm } from '../../../src/zod/field-form.ts'
import type { Refused } from '../../../src/zod/refused.ts'

function formOf(schema: unknown): { form: unknown; refused: Refused[] } {
  const refused: Refused[] = []
  const path = ['resources', 'note', 'fields', 'it']
  return { form: fieldForm(schema, { path, around: [], refuse: (part) => void refused.push(part) }), refused }
}

describe('what Zod says is said in the language', () => {
  test.each<[string, unknown, object]>([
    ['string', z.string(), { type: 'string' }],
    ['string with a length', z.string().min(1).max(80), { type: 'string', min: 1, max: 80 }],
    ['string of one length', z.string().length(3), { type: 'string', min: 3, max: 3 }],
    ['email', z.email(), { type: 'email' }],
    ['email as a check', z.string().email(), { type: 'email' }],
    ['the same format twice', z.string().email().email(), { type: 'email' }],
    ['the same format of numbers twice', z.number().int().int(), { type: 'int' }],
    ['url', z.url(), { type: 'url' }],
    ['httpUrl', z.httpUrl(), { type: 'url' }],
    ['uuid', z.uuid(), { type: 'uuid' }],
    ['int', z.int(), { type: 'int' }],
    ['int32 with bounds', z.int32().min(1).max(5), { type: 'int', min: 1, max: 5 }],
    ['int as a check', z.number().int().positive(), { type: 'int', min: 1 }],
    ['exclusive bounds of whole numbers', z.int().gt(0).lt(10), { type: 'int', min: 1, max: 9 }],
    ['bigint', z.bigint(), { type: 'bigint' }],
    ['int64', z.int64().min(0n), { type: 'bigint', min: 0 }],
    ['number', z.number().nonnegative(), { type: 'double', min: 0 }],
    ['float32', z.float32(), { type: 'real' }],
    ['float64', z.float64(), { type: 'double' }],
    ['boolean', z.boolean(), { type: 'boolean' }],
    ['iso.date', z.iso.date(), { type: 'date' }],
    ['iso.time', z.iso.time(), { type: 'time' }],
    ['iso.datetime', z.iso.datetime(), { type: 'datetime' }],
    ['iso.datetime with offset', z.iso.datetime({ offset: true }), { type: 'datetime' }],
    ['date', z.date(), { type: 'datetime' }],
    ['base64', z.base64(), { type: 'bytes' }],
    ['enum', z.enum(['a', 'b']), { enum: ['a', 'b'] }],
    ['json', z.json(), { type: 'json' }],
    ['unknown', z.unknown(), { type: 'json' }],
    ['open record', z.record(z.string(), z.unknown()), { type: 'json' }],
    ['object', z.object({ w: z.int32() }), { type: 'json', shape: { w: { type: 'int' } } }],
    ['array', z.array(z.string().max(30)), { type: 'string', max: 30, array: true }],
    ['optional', z.string().optional(), { type: 'string', optional: true }],
    ['nullable', z.string().nullable(), { type: 'string', optional: true }],
    ['nullish', z.string().nullish(), { type: 'string', optional: true }],
    ['default', z.int32().default(0), { type: 'int', default: 0 }],
    ['default of a bigint', z.int64().default(5n), { type: 'bigint', default: '5' }],
    ['default behind optional', z.string().optional().default('x'), { type: 'string', optional: true, default: 'x' }],
    ['default by a function', z.array(z.string()).default(() => []), { type: 'string', array: true, default: [] }],
    ['description', z.string().describe('A note.'), { type: 'string', description: 'A note.' }],
    [
      'description by meta',
      z.string().meta({ description: 'A note.' }).optional(),
      { description: 'A note.', optional: true },
    ],
    ['text', text(), { type: 'text' }],
    ['slug', slug(), { type: 'slug' }],
    ['secret', secret(), { type: 'secret' }],
    ['smallint', smallint().min(1), { type: 'smallint', min: 1 }],
    ['decimal', field(decimal(10, 2), { min: 0 }), { type: 'decimal', precision: 10, scale: 2, min: 0 }],
    ['ref', ref('customer', { set: 'actor' }), { ref: 'customer', set: 'actor' }],
    ['optional ref on both sides', ref('a', { optional: true }).optional(), { ref: 'a', optional: true }],
    ['description of items', z.array(z.string().describe('One.')), { description: 'One.', array: true }],
    [
      'one description all around',
      z.string().describe('A.').optional().describe('A.'),
      { description: 'A.', optional: true },
    ],
    ['optional ref', ref('customer').optional(), { ref: 'customer', optional: true }],
    ['many', many('product', { symmetric: true }), { many: 'product', symmetric: true }],
    ['modifiers', field(z.email(), { unique: true, read: ['a'] }), { type: 'email', unique: true, read: ['a'] }],
    ['modifiers within wrappers', field(z.email(), { unique: true }).optional(), { unique: true, optional: true }],
    [
      'modifiers in two steps',
      field(field(z.email(), { unique: true }), { index: true }),
      { unique: true, index: true },
    ],
    ['the outer of two defaults', z.string().default('a').default('b'), { type: 'string', default: 'b' }],
    ['bigint within a default', z.unknown().default({ a: 5n }), { type: 'json', default: { a: '5' } }],
    ['json with modifiers', field(z.json(), { internal: true }), { type: 'json', internal: true }],
    ['open record of json', z.record(z.string(), z.json()), { type: 'json' }],
    ['modifiers before checks', field(z.string(), { unique: true }).max(3), { type: 'string', max: 3, unique: true }],
    ['exactOptional', z.string().exactOptional(), { type: 'string', optional: true }],
    ['now', field(z.iso.datetime(), { default: 'now' }), { type: 'datetime', default: 'now' }],
  ])('%s', (_name, schema, expected) => {
    const { form, refused } = formOf(schema)
    expect(refused).toEqual([])
    expect(form).toMatchObject(expected)
    const only = Object.keys(expected)
    const more = Object.keys(form ?? {}).filter((key) => !only.includes(key))
    expect(more.filter((key) => ['min', 'max', 'array', 'optional', 'default'].includes(key))).toEqual([])
  })
})

describe('what Zod says and nothing else could is refused by name', () => {
  const lazy: z.ZodType = z.lazy(() => z.array(lazy))
  test.each<[string, unknown]>([
    ['`.refine()`', z.string().refine((value) => value !== 'x')],
    ['`.superRefine()` or `.check()`', z.string().superRefine(() => undefined)],
    [
      '`.refine()`',
      z
        .string()
        .optional()
        .refine(() => true),
    ],
    ['`.superRefine()` or `.check()`', z.string().check((context) => void context)],
    ['`.refine()`', z.string().refine(() => true, 'with words')],
    ['`.regex()`', z.string().regex(/^a/)],
    ['`.startsWith()`', z.string().startsWith('a')],
    ['`.regex()`', z.email().regex(/^a/)],
    ['`.regex()`', text().regex(/^A/)],
    ['the format `email`', text().email()],
    ['`.startsWith()`', slug().startsWith('x')],
    ['`.regex()`', secret().regex(/[0-9]/)],
    ['`.regex()`', decimal(10, 2).regex(/^1/)],
    ['`.regex()`', ref('other').regex(/^0/)],
    ['`.regex()`', many('other').regex(/^0/).optional()],
    ['the format `safeint`', smallint().int()],
    ['a pattern of URLs', z.url().check(z.url({ hostname: /^a$/ }))],
    ['a version of UUIDs (`v4`)', z.uuid().check(z.uuidv4())],
    ['a pattern of its own for the format `email`', z.string().email().email({ pattern: /^a@b$/ })],
    ['a type in Zod and another one beside it', field(z.email(), { type: 'text' } as never)],
    ['a type in Zod and another one beside it', field(z.int32(), { ref: 'other' } as never)],
    ['`.transform()`', z.string().transform((value) => value.length)],
    ['`z.preprocess()`', z.preprocess((value) => value, z.string())],
    ['`.pipe()`', z.string().pipe(z.email())],
    ['`.catch()`', z.string().catch('x')],
    ['`.prefault()`', z.string().prefault('x')],
    ['`.readonly()`', z.string().readonly()],
    ['a change of the text, such as `.trim()` or `.toLowerCase()`', z.string().trim()],
    ['a change of the text, such as `.trim()` or `.toLowerCase()`', z.string().toLowerCase()],
    ['`.multipleOf()`', z.number().multipleOf(5)],
    ['`z.union()`', z.union([z.string(), z.int()])],
    ['`z.literal()`', z.literal('x')],
    ['`z.tuple()`', z.tuple([z.string()])],
    ['`z.map()`', z.map(z.string(), z.string())],
    ['`z.record()` of typed values', z.record(z.string(), z.int())],
    ['`z.looseObject()` or `.catchall()`', z.looseObject({ a: z.string() })],
    ['`z.lazy()`', lazy],
    ['`z.coerce`', z.coerce.number()],
    ['`z.coerce`', z.coerce.date()],
    ['a version of UUIDs (`v7`)', z.uuidv7()],
    ['a length of a list', z.array(z.string()).min(1)],
    ['a list of lists', z.array(z.array(z.string()))],
    ['a list whose items may be missing', z.array(z.string().optional())],
    ['an exclusive bound, such as `.gt()`', z.number().gt(0)],
    ['the length of a `email`', z.email().max(20)],
    ['the length of a `slug`', slug().max(20)],
    ['the format `uint32`', z.uint32()],
    ['`z.uint64()`', z.uint64()],
    ['the format `ipv4`', z.ipv4()],
    ['an enum with numbers', z.enum({ A: 1, B: 2 } as const)],
    ['a `Date` for a default', z.date().default(() => new Date())],
    ['a default that differs each time', z.number().default(() => Math.random())],
    ['times without a zone (`local`)', z.iso.datetime({ local: true })],
    ['a `precision` of times', z.iso.datetime({ precision: 3 })],
    ['`z.codec()` or `z.stringbool()`', z.stringbool()],
    ['`z.custom()` or `z.instanceof()`', z.instanceof(URL)],
    ['a pattern of URLs', z.url({ protocol: /^https?$/, hostname: /^example\.com$/ })],
    ['a pattern of URLs', z.url({ hostname: /^example\.com$/ })],
    ['a change of the text (`normalize`)', z.url({ normalize: true })],
    ['a pattern of its own for the format `email`', z.email({ pattern: z.regexes.html5Email })],
    ['a pattern of its own for the format `email`', z.string().email({ pattern: /^a@b$/ })],
    ['a pattern of its own for the format `email`', z.stringFormat('email', () => true)],
    ['the format `constructor`', z.stringFormat('constructor', /x/)],
    ['a message of its own', z.string().min(1, 'Required')],
    ['a message of its own', z.string({ error: 'A text, please' })],
    ['a message of its own', z.email('An address, please')],
    ['a message of its own', z.array(z.string(), 'A list, please')],
    ['the metadata `title`', z.string().meta({ title: 'A title' })],
    [
      'the metadata `examples`',
      z
        .string()
        .meta({ examples: ['x'] })
        .optional(),
    ],
    ['`z.record()` with keys of its own', z.record(z.enum(['a', 'b']), z.unknown())],
    ['`z.record()` with keys of its own', z.record(z.string().regex(/x/), z.unknown())],
    [
      '`z.lazy()`',
      z.lazy(() =>
        z.union([
          z.string().max(3),
          z.number(),
          z.boolean(),
          z.null(),
          z.array(z.json()),
          z.record(z.string(), z.json()),
        ]),
      ),
    ],
  ])('%s', (what, schema) => {
    const { form, refused } = formOf(schema)
    expect(form).toBeNull()
    expect(refused.map(({ message }) => message)).toEqual([
      `\`it\` has ${what}, which no column, document or test could keep`,
    ])
    expect(refused[0]?.hint).toMatch(/./)
  })

  test.each<[string, unknown, string]>([
    ['bounds', field(z.int32().min(5), { min: 0 }), 'min'],
    ['a default', field(z.string().default('a'), { default: 'b' }), 'default'],
    ['a description', field(z.string().describe('A'), { description: 'B' }), 'description'],
    ['a description of items', field(z.array(z.string().describe('A')), { description: 'B' }), 'description'],
    ['whether it may be left out', ref('other', { optional: false }).optional(), 'optional'],
  ])('%s in Zod and beside it', (_name, schema, key) => {
    expect(formOf(schema).refused.map(({ message }) => message)).toEqual([
      `\`it\` says \`${key}\` twice, in Zod and beside it`,
    ])
  })

  test.each<[string, unknown, string]>([
    ['a list and its items', z.array(z.string().describe('inner')).describe('outer'), 'description'],
    ['a wrapper and what is in it', z.string().describe('inner').optional().describe('outer'), 'description'],
    ['a list and its items beside Zod', field(z.array(field(z.string(), { column: 'a' })), { column: 'b' }), 'column'],
  ])('%s', (_name, schema, key) => {
    expect(formOf(schema).refused.map(({ message }) => message)).toEqual([`\`it\` says \`${key}\` twice`])
  })

  test.each<[string, unknown, string]>([
    ['in a default', z.json().default({ a: Number.NaN }), '`a` is not a number'],
    ['in a default', z.number().default(Number.POSITIVE_INFINITY), '`default` is not a number'],
    ['in an option', field(z.string(), { backfill: () => 1 }), '`backfill` is a function'],
    ['in an option', field(z.iso.datetime(), { default: new Date(0) }), '`default` is no plain object'],
    ['in an option', field(z.json(), { default: z.string() }), '`default` is a Zod schema'],
  ])('what JSON would lose %s', (_name, schema, sentence) => {
    expect(formOf(schema).refused.map(({ message }) => message)).toEqual([
      `${sentence}, and a description holds plain values`,
    ])
  })

  test('what nests without an end', () => {
    const tree = z.object({
      get children(): z.ZodArray<z.ZodType> {
        return z.array(tree)
      },
    })
    const list = (): z.ZodObject =>
      z.object({
        get next() {
          return list()
        },
      })
    expect(formOf(tree).refused.map(({ message }) => message)).toEqual([
      '`children` holds itself, which no document could say',
    ])
    expect(formOf(list()).refused).toHaveLength(1)
  })

  test('within a shape, at its own place', () => {
    const { refused } = formOf(z.object({ inner: z.string().trim() }))
    expect(refused.map(({ path }) => path.slice(3).join('.'))).toEqual(['it.shape.inner'])
  })

  test.each([
    ['a schema of Zod 3', { _def: { typeName: 'ZodString' } }, '`it` is a schema of Zod 3'],
    ['no schema', 'string(1..80)', '`it` is not a Zod schema'],
  ])('%s', (_name, value, message) => {
    expect(formOf(value).refused.map((part) => part.message)).toEqual([message])
  })
})
