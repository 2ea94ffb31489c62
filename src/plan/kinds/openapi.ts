import type { Field, FieldType } from '../../model/model.ts'
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

const SCHEMAS = {
  string: (type) => (type.kind === 'string' ? { type: 'string', minLength: type.min, maxLength: type.max } : {}),
  text: () => ({ type: 'string', maxLength: 65_535 }),
  slug: () => ({ type: 'string', maxLength: 80, pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' }),
  email: () => ({ type: 'string', format: 'email', maxLength: 254 }),
  url: () => ({ type: 'string', format: 'uri', maxLength: 2048 }),
  enum: (type) => ({ type: 'string', enum: type.kind === 'enum' ? type.values : [] }),
  uuid: () => ({ type: 'string', format: 'uuid' }),
  smallint: number('int32', -32_768, 32_767),
  int: number('int32', -2_147_483_648, 2_147_483_647),
  bigint: () => ({ type: 'string', format: 'int64', pattern: '^-?\\d{1,19}$' }),
  real: number('float'),
  double: number('double'),
  decimal: (type) => ({ type: 'string', format: 'decimal', pattern: decimalPattern(type) }),
  date: () => ({ type: 'string', format: 'date' }),
  time: () => ({ type: 'string', pattern: '^\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?$' }),
  datetime: () => ({ type: 'string', format: 'date-time' }),
  boolean: () => ({ type: 'boolean' }),
  json: () => ({ description: 'Any JSON value but null.' }),
  bytes: () => ({ type: 'string', contentEncoding: 'base64', maxLength: 87_384 }),
} satisfies Record<FieldType['kind'], (type: FieldType) => JsonSchema>

/** The JSON Schema of a field's value; `description` where the user wrote one. */
export function fieldSchema(field: Field): JsonSchema {
  const item = SCHEMAS[field.type.kind](field.type)
  const many = field.array ? { type: 'array', maxItems: MAX_ITEMS, items: item } : item
  const described = field.description === '' ? many : { ...many, description: field.description }
  return field.optional ? nullable(described) : described
}

function nullable(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.enum)) return { ...schema, type: ['string', 'null'], enum: [...schema.enum, null] }
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema
}

function decimalPattern(type: FieldType): string {
  const { precision, scale } = type.kind === 'decimal' ? type : { precision: 0, scale: 0 }
  const whole = `^-?\\d{1,${Math.max(1, precision - scale)}}`
  return scale === 0 ? `${whole}$` : `${whole}(?:\\.\\d{1,${scale}})?$`
}
