import fc from 'fast-check'
import { FLAGS } from '../../src/spec/field/draft.ts'
import { PLAIN_TYPES, TYPE_NAMES } from '../../src/spec/field/types.ts'
import { KEYS } from '../../src/spec/grammar/keys.ts'
import { FIELD_NAME, MEMBER_NAME, type TextRule } from '../../src/spec/names.ts'

/*
 * The words that random descriptions are made of: names, values and little texts, right ones and, for mutations, such
 * as are nearly right.
 */

/** Some text under a rule. */
export function named(rule: TextRule, words: readonly string[], pattern: RegExp): fc.Arbitrary<string> {
  const right = words.filter((word) => rule.pattern.test(word))
  return fc.oneof(fc.constantFrom(...right), fc.stringMatching(pattern)).filter((text) => rule.pattern.test(text))
}

const CAMEL_WORDS = ['customer', 'order', 'orderLine', 'product', 'title', 'id', 'a', 'x1', 'status', 'list', 'value']

/** The name of a field, which may name most other things too. */
export const camel = named(FIELD_NAME, CAMEL_WORDS, /^[a-z][A-Za-z0-9]{0,8}$/)

/** A name in camel case that another rule allows as well. */
export const camelUnder = (rule: TextRule) => camel.filter((name) => rule.pattern.test(name))

export const member = named(MEMBER_NAME, [...CAMEL_WORDS, 'x-y', '_id', '$ref', 'Is-It'], /^[A-Za-z_$][\w$-]{0,8}$/)
export const snake = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
export const kebab = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?$/)
export const duration = fc.stringMatching(/^[1-9][0-9]{0,3}(ms|s|m|h|d)$/)
export const rate = fc.tuple(fc.integer({ min: 1, max: 9999 }), duration).map(([limit, span]) => `${limit}/${span}`)
export const variable = fc.constantFrom('PAYMENTS_URL', 'A', 'STRIPE_KEY', 'X9_Y')
export const moduleExport = fc.constantFrom('./src/sku.ts#Sku', '../a/b-c.mjs#_x', './schema.js#Order')
export const role = fc.oneof(fc.constantFrom('admin', 'clerk', 'x.y:z/1'), fc.stringMatching(/^[a-z0-9][a-z_.-]{0,5}$/))

/** A value of an enum; some of them cannot stand in the short form. */
export const enumValue = fc.oneof(
  role,
  fc.constantFrom('in transit', '5', 'true', 'null', 'now', '1.0', 'a+b', 'A/B c', '007'),
)

/** What people write in a text, and what breaks out of one. */
export const freeText = fc
  .oneof(
    fc.constantFrom(
      'Something the shop sells.',
      'Two\nlines.',
      '  indented: yes # no',
      "it's",
      '"both" and \'more\'',
      '*/ } `$' + '{x}` \\',
      '- dash\n\n\nend\n',
      'trailing \n',
      '\u2028é\u{1F600}日本\uFEFF\uFFFD\u0085',
      '\t tab',
      '',
      'null',
      '1.5',
    ),
    fc.string({ maxLength: 20 }),
  )
  .filter((text) => !text.includes('$' + '{{') && !/[^\P{Cc}\n\t\r\u0085]/u.test(text))

/** A JSON value whose numbers and keys a description can hold. */
export const jsonValue = fc
  .oneof(
    fc.constantFrom(0, 1, -1.5, 1e21, 5e-324, true, false, null, '', 'now', 'draft', '5', [], {}, "it's", '=)("'),
    fc.jsonValue({ maxDepth: 2 }),
  )
  // Without -0.
  .map((value): unknown => JSON.parse(JSON.stringify(value)))
  .filter((value) => !/"(?:<<|__proto__)":/.test(JSON.stringify(value)))

const BAD_NAMES = ['Order', 'order_line', 'class', 'constructor', 'a'.repeat(64), 'é', '', 'a b', '9a', 'health', 'CI']

const LITTLE_TEXTS = [
  '5m',
  '0s',
  '50%',
  '101%',
  '300/1m',
  '1/0s',
  'public where published',
  'owner where status = in transit ',
  'a where b = "x"\n',
  'order.customer',
  'a.b.c.d.e',
  'lower(email)',
  'lower(x',
  'order[]',
  '/{id}/pay',
  '/a//b',
  '/A.b~',
  '/..',
  './a.ts#A',
  '/etc/a.ts#A',
  '3.0',
  'lines.a * lines.b',
  'lines.a*other.b',
  'x'.repeat(5001),
  'a\u0000b',
  'a$' + '{{b',
  'a\u0085b',
  '\u{1F600}'.repeat(5000),
]

const SHORT_PIECES = [
  ...PLAIN_TYPES.slice(0, 3),
  'string(1..80)',
  'string(',
  'string(5)',
  'enum(a, b)',
  'decimal(10, 2)',
  'decimal',
  'ref x',
  'ref',
  'many(x)',
  'text?',
  'int[]',
  'int[]?',
  'int?[]',
  ' ',
  '\n',
  '?',
  '[]',
  '= 5',
  '=',
  '= "a)"',
  'unique',
  'unique(x)',
  'min(0)',
  'min(((0)))',
  'max()',
  'read(a, b)',
  'backfill(":)")',
  'backfill(")',
  'backfill("\\")")',
  'column(a"b)',
  'schema(./a.ts#A)',
  'nothing',
  ')',
]

/** Pieces of a short form, right ones and wrong ones, in any order. */
export const shortPieces = fc
  .array(fc.constantFrom(...SHORT_PIECES, ...FLAGS), { minLength: 1, maxLength: 5 })
  .chain((pieces) => fc.constantFrom(pieces.join(' '), pieces.join('')))

const ALL_KEYS = [...new Set(Object.values(KEYS).flat())]

/** Any word that means something somewhere, or nearly so. */
export const anyWord = fc.oneof(
  fc.constantFrom(...ALL_KEYS),
  fc.constantFrom(...TYPE_NAMES, ...CAMEL_WORDS, ...BAD_NAMES),
  fc.constantFrom(...LITTLE_TEXTS),
  shortPieces,
)

/** A key of the language, or a name. */
export const anyKey = fc.constantFrom(...ALL_KEYS, ...CAMEL_WORDS, ...BAD_NAMES, 'PORT', 'A_B')
