import fc from 'fast-check'
import { FLAGS } from '../../src/spec/field/draft.ts'
import { ON_DELETE, PLAIN_TYPES } from '../../src/spec/field/types.ts'
import { COLUMN_NAME, RELATION_NAME } from '../../src/spec/names.ts'
import { camel, camelUnder, enumValue, freeText, jsonValue, member, moduleExport, role, snake } from './words.ts'

/** A random value of a description, as plain data. */
export type Plain = fc.Arbitrary<unknown>

const length = fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined })
const bound = fc.oneof(fc.integer({ min: -9, max: 99 }), fc.constantFrom(0.1, 1e21, -2.5))
const values = fc.uniqueArray(enumValue, { minLength: 1, maxLength: 4 })
const words = fc.uniqueArray(role, { minLength: 1, maxLength: 3 })
const flag = fc.boolean()

/** A value, or a list of such values. */
export const oneOrMany = (value: Plain): Plain => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }))

/** A map with some of these keys, in the order of the table. */
export function some(keys: Readonly<Record<string, Plain>>, required: readonly string[] = []): Plain {
  return fc.record({ ...keys }, { requiredKeys: [...required], noNullPrototype: true })
}

const sum = fc
  .tuple(camel, fc.array(camel, { minLength: 1, maxLength: 3 }))
  .map(([children, factors]) => factors.map((factor) => `${children}.${factor}`).join(' * '))

const copy = fc.tuple(camel, camel).map((names) => names.join('.'))
const column = snake.filter((name) => COLUMN_NAME.pattern.test(name))
const relation = camelUnder(RELATION_NAME)

const MODIFIERS: Readonly<Record<string, Plain>> = {
  array: flag,
  optional: flag,
  ...Object.fromEntries(FLAGS.map((name) => [name, flag])),
  default: jsonValue,
  column,
  onDelete: fc.constantFrom(...ON_DELETE),
  inverse: relation,
  read: oneOrMany(role),
  write: oneOrMany(enumValue),
  set: fc.constant('actor'),
  copy,
  sum,
  count: relation,
  renamedFrom: camel,
  backfill: fc.oneof(
    fc.constantFrom<unknown>({ value: { from: 'title' } }, { value: { value: 1 } }, { value: 1 }, { from: 'x y' }),
    jsonValue,
    camel.map((from) => ({ from })),
  ),
  schema: moduleExport,
  description: freeText,
  moves: fc.dictionary(enumValue, fc.array(enumValue, { maxLength: 2 }), { maxKeys: 2, noNullPrototype: true }),
  renamedValues: fc.dictionary(enumValue, enumValue, { maxKeys: 2, noNullPrototype: true }),
}

/** Few keys at a time, as people write them. */
const modifiers = fc
  .subarray(Object.entries(MODIFIERS), { maxLength: 4 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen), { noNullPrototype: true }))

const kind = fc.oneof(
  fc.constantFrom(...PLAIN_TYPES, 'secret').map((type) => ({ type })),
  fc.tuple(length, length).map(([min, max]) => ({ type: 'string', ...(min && { min }), ...(max && { max }) })),
  fc.tuple(fc.constantFrom('int', 'bigint', 'real'), bound).map(([type, min]) => ({ type, min })),
  fc.record({ type: fc.constant('decimal'), precision: fc.nat(99), scale: fc.nat(9) }),
  fc
    .tuple(values, fc.nat())
    .map(([list, at]) => (at % 2 === 0 ? { enum: list } : { enum: list, default: list[at % list.length] })),
  camel.map((ref) => ({ ref })),
  camel.map((many) => ({ many })),
  fc.constantFrom('date', 'datetime').map((type) => ({ type, default: 'now' })),
)

const objectForm: Plain = fc.tuple(kind, modifiers).map(([what, how]) => ({ ...how, ...what }))

const shortType = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PLAIN_TYPES, 'secret', 'string') },
  fc.tuple(fc.nat(9), fc.nat(99)).map(([min, max]) => `string(${min}..${max})`),
  fc.nat(99).map((max) => `string( ..${max} )`),
  fc.tuple(fc.nat(99), fc.nat(9)).map(([precision, scale]) => `decimal(${precision}, ${scale})`),
  fc.uniqueArray(role, { minLength: 1, maxLength: 3 }).map((list) => `enum(${list.join(', ')})`),
  camel.map((name) => `ref ${name}`),
  camel.map((name) => `many ${name}`),
)

const shortModifier = fc.oneof(
  fc.constantFrom(...FLAGS),
  bound.map((value) => `min(${value})`),
  bound.map((value) => `max( ${value})`),
  column.map((name) => `column(${name})`),
  fc.constantFrom(...ON_DELETE).map((action) => `onDelete(${action})`),
  relation.map((name) => `inverse(${name})`),
  words.map((list) => `read(${list.join(', ')})`),
  words.map((list) => `write(${list.join(',')})`),
  fc.constant('set(actor)'),
  copy.map((text) => `copy(${text})`),
  sum.map((text) => `sum(${text})`),
  relation.map((name) => `count(${name})`),
  camel.map((name) => `renamedFrom(${name})`),
  fc
    .oneof(
      jsonValue.map((value) => JSON.stringify(value)),
      camel,
    )
    .map((text) => `backfill(${text})`),
  moduleExport.map((text) => `schema(${text})`),
)

const SUFFIXES = ['', '', '', '?', '[]', '[]?', '[ ] ?']

const shortForm = fc
  .tuple(
    shortType,
    fc.constantFrom(...SUFFIXES),
    fc.uniqueArray(shortModifier, { maxLength: 3, selector: (text) => text.replace(/\(.*/s, '') }),
    fc.option(
      jsonValue.map((value) => ` = ${JSON.stringify(value)}`),
      { nil: '' },
    ),
  )
  .map(([type, suffix, list, fallback]) => `${[`${type}${suffix}`, ...list].join(' ')}${fallback}`)

const leaf: Plain = fc.oneof(shortForm, objectForm)

/** A map of members, one level deep. */
export const members: Plain = fc.dictionary(member, leaf, { maxKeys: 3, noNullPrototype: true })

const shaped: Plain = members.map((shape) => ({ type: 'json', shape }))

/** A field in either form. */
export const field: Plain = fc.oneof(
  { weight: 8, arbitrary: shortForm },
  { weight: 6, arbitrary: objectForm },
  { weight: 1, arbitrary: shaped },
)
