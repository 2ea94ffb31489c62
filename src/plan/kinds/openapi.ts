import type { Field, FieldType } from '../../model/model.ts'
import { markdownProse } from '../../render/markdown.ts'
import { boundsOf, MAX_ITEMS } from './body.ts'

/** A JSON Schema, as OpenAPI 3.1 has it. */
export type JsonSchema = { readonly [key: string]: unknown }

const number = (format: string, low?: number, high?: number) => {
  return (type: FieldType): JsonSchema => {
    const { min = low, max = high } = boundsOf(type)
    return {
      type: format === 'float' || format === 'double' ? 'number' : 'integer',
      format,
      ...(min === undefined ? {} : { minimum: min }),
      ...(max === undefined ? {} : { maximum: max }),
    }
  }
}

/** What PostgreSQL can store; in a form that the regular expressions of every language read alike. */
const WITHOUT_NUL = '^[^\\x00]*$'

/** The same for what stands in a path, out of which clients take `.` and `..`. */
const IN_PATH = '^(?:[^\\x00.]|\\.[^\\x00.]|\\.\\.[^\\x00])[^\\x00]*$'

/** The addresses that Zod takes: dots in them stand between words. */
const ADDRESS = "^(?:[\\w'+-]+\\.)*[\\w'+-]*[\\w+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$"

const TIME_OF_DAY = '^(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,6})?)?$'

const SCHEMAS = {
  string: (type) =>
    type.kind === 'string' ? { type: 'string', minLength: type.min, maxLength: type.max, pattern: WITHOUT_NUL } : {},
  text: () => ({ type: 'string', maxLength: 65_535, pattern: WITHOUT_NUL }),
  slug: () => ({ type: 'string', maxLength: 80, pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' }),
  email: () => ({ type: 'string', format: 'email', maxLength: 254, pattern: ADDRESS }),
  url: () => ({ type: 'string', format: 'uri', maxLength: 2048 }),
  enum: (type) => ({ type: 'string', enum: type.kind === 'enum' ? type.values : [] }),
  uuid: () => ({ type: 'string', format: 'uuid', maxLength: 36 }),
  smallint: number('int32', -32_768, 32_767),
  int: number('int32', -2_147_483_648, 2_147_483_647),
  bigint: (type) => ({
    type: 'string',
    format: 'int64',
    maxLength: 20,
    pattern: '^-?\\d{1,19}$',
    ...textBounds(type),
  }),
  real: number('float'),
  double: number('double'),
  decimal: (type) => ({ type: 'string', format: 'decimal', ...decimalForm(type), ...textBounds(type) }),
  date: () => ({ type: 'string', format: 'date', maxLength: 10 }),
  time: () => ({ type: 'string', maxLength: 15, pattern: TIME_OF_DAY }),
  datetime: () => ({ type: 'string', format: 'date-time', maxLength: 64 }),
  boolean: () => ({ type: 'boolean' }),
  json: () => ({ description: 'Any JSON value but null.' }),
  bytes: () => ({ type: 'string', contentEncoding: 'base64', maxLength: 87_384, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
} satisfies Record<FieldType['kind'], (type: FieldType) => JsonSchema>

/** The JSON Schema of a field's value; `description` where the user wrote one. */
export function fieldSchema(field: Field): JsonSchema {
  const item = { ...SCHEMAS[field.type.kind](field.type), ...ownForm(field) }
  const many = field.array ? { type: 'array', maxItems: MAX_ITEMS, items: item } : item
  const described = field.description === '' ? many : { ...many, description: markdownProse(field.description) }
  return field.optional ? nullable(described) : described
}

/** What goes by where a text stands, and not by its type alone. */
function ownForm({ type, inKey, secret }: Field): JsonSchema {
  // What is hashed: JSON Schema counts characters only.
  if (secret) return { 'x-maximum-bytes': 72 }
  return inKey && (type.kind === 'string' || type.kind === 'text') ? { pattern: IN_PATH } : {}
}

function nullable(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.enum)) return { ...schema, type: ['string', 'null'], enum: [...schema.enum, null] }
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema
}

/** JSON Schema has no bounds for numbers that are texts; whoever compares documents has to see them all the same. */
function textBounds(type: FieldType): JsonSchema {
  const { min, max } = boundsOf(type)
  return { ...(min === undefined ? {} : { 'x-minimum': min }), ...(max === undefined ? {} : { 'x-maximum': max }) }
}

function decimalForm(type: FieldType): JsonSchema {
  const { precision, scale } = type.kind === 'decimal' ? type : { precision: 0, scale: 0 }
  const digits = Math.max(1, precision - scale)
  const fraction = scale === 0 ? '' : `(?:\\.\\d{1,${scale}})?`
  const maxLength = '-'.length + digits + (scale === 0 ? 0 : '.'.length + scale)
  // Where there are no digits before the point, there is a zero.
  const whole = precision === scale ? '0' : `\\d{1,${digits}}`
  return { maxLength, pattern: `^-?${whole}${fraction}$` }
}
