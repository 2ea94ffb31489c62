import type { Field, FieldType, Resource } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, mapCode, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'

const plainText = 'z.string()'

/** What a value is in an answer: JSON, so dates, decimals and bigints are text. */
const ANSWERS = {
  string: () => plainText,
  text: () => plainText,
  slug: () => plainText,
  email: () => plainText,
  url: () => plainText,
  enum: ({ type, valuesName }) => `z.enum(${valuesName ?? literal(type.kind === 'enum' ? type.values : [])})`,
  uuid: () => 'z.guid()',
  smallint: () => 'z.int()',
  int: () => 'z.int()',
  bigint: () => plainText,
  real: () => 'z.number()',
  double: () => 'z.number()',
  decimal: () => plainText,
  date: () => 'z.iso.date()',
  time: () => 'z.iso.time()',
  datetime: () => 'z.iso.datetime()',
  boolean: () => 'z.boolean()',
  json: () => 'z.json()',
  bytes: () => 'z.base64()',
} satisfies Record<FieldType['kind'], (field: Field) => string>

/** The Zod schema of a field in an answer. Every readable field is there; null where it has no value. */
export function answerCode(field: Field, resource?: Resource): Code {
  const item = ANSWERS[field.type.kind](field)
  const many = field.array ? `z.array(${item})` : item
  const values =
    field.valuesName === undefined || resource === undefined
      ? []
      : [value(field.valuesName, resourcePath(resource, 'table'))]
  const nullable = field.optional ? `${many}.nullable()` : many
  // Who may not see it gets none.
  const text = field.readRoles === undefined ? nullable : `${nullable}.optional()`
  return code(text, value('z', 'zod'), ...values)
}

/** What a query selects for a field: the column, or the column as text where JSON has no such number. */
export function selectCode(field: Field, table: string): Code {
  const column = code(`${table}.${field.property}`)
  if (field.type.kind !== 'bigint') return column
  const name = field.array ? 'asTexts' : 'asText'
  return {
    ...mapCode(
      column,
      (expression) =>
        `${name}${field.optional ? (field.array ? '<string[] | null>' : '<string | null>') : ''}(${expression})`,
    ),
    imports: [value(name, PATHS.columns)],
  }
}
