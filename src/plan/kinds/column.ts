import type { Field, FieldType, Resource } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, mapCode, value } from '../code.ts'
import { chainText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { defaultCall } from './column-default.ts'

type ColumnOf = (name: string, type: FieldType, field: Field) => Code

const PG = 'drizzle-orm/pg-core'

const simple = (builder: string): ColumnOf => {
  return (name) => code(`${builder}(${name})`, value(builder, PG))
}

/** Text in a key is ordered by code point on every database; other text as the database likes. */
const bounded = (length: number): ColumnOf => {
  return (name, _type, field) =>
    field.inKey
      ? code(`keyText(${name}, { length: ${length} })`, value('keyText', PATHS.columns))
      : code(`varchar(${name}, { length: ${length} })`, value('varchar', PG))
}

function unbounded(name: string): Code {
  return code(`longKeyText(${name})`, value('longKeyText', PATHS.columns))
}

/** Milliseconds, as JavaScript has them: a cursor made from a row must find that row again. */
const timestamp: ColumnOf = (name) =>
  code(`timestamp(${name}, { precision: 3, withTimezone: true })`, value('timestamp', PG))

const COLUMNS = {
  string: (name, type, field) => {
    // What is stored of a secret is a hash, as long as that may be.
    if (field.secret) return simple('text')(name, type, field)
    return bounded(type.kind === 'string' ? type.max : 0)(name, type, field)
  },
  slug: bounded(80),
  email: bounded(254),
  url: bounded(2048),
  text: (name, _type, field) => (field.inKey ? unbounded(name) : simple('text')(name, _type, field)),
  enum: (name, _type, field) =>
    field.inKey
      ? mapCode(unbounded(name), (text) => `${text}.$type<(typeof ${field.valuesName})[number]>()`)
      : code(`text(${name}, { enum: ${field.valuesName} })`, value('text', PG)),
  uuid: simple('uuid'),
  smallint: simple('smallint'),
  int: simple('integer'),
  bigint: (name) => code(`bigint(${name}, { mode: 'bigint' })`, value('bigint', PG)),
  real: simple('real'),
  double: simple('doublePrecision'),
  decimal: (name, type) => {
    const { precision, scale } = type.kind === 'decimal' ? type : { precision: 0, scale: 0 }
    return code(`numeric(${name}, { precision: ${precision}, scale: ${scale} })`, value('numeric', PG))
  },
  date: simple('date'),
  time: simple('time'),
  datetime: timestamp,
  boolean: simple('boolean'),
  json: simple('jsonb'),
  bytes: (name) => code(`bytes(${name})`, value('bytes', PATHS.columns)),
} satisfies Record<FieldType['kind'], ColumnOf>

/**
 * The builder of a field's column with all that belongs to the column itself: `varchar('sku', { length: 40 }).notNull()`.
 * It stands behind its property, `indent` spaces in.
 */
export function columnCode(field: Field, resource: Pick<Resource, 'key'>, indent = 2): Code {
  const base = COLUMNS[field.type.kind](literal(field.column), field.type, field)
  const fallback = defaultCall(field)
  const calls = [field.array ? 'array()' : '', nullability(field, resource.key.length), identity(field), fallback.text]
  const around = `${field.property}: ,`.length
  const given = calls.filter((call) => call !== '')
  const text =
    given.length === 1
      ? optionsText(`${base.text}.${given.join('')}`, indent, around)
      : chainText(base.text, given, { indent, after: around })
  return code(text, ...base.imports, ...fallback.imports)
}

/** A builder and one call; where they do not fit on a line, its options stand one a line. */
function optionsText(line: string, indent: number, around: number): string {
  const [, start, options = '', end] = /^(.*\{) (.*) (\}\).*)$/.exec(line) ?? []
  if (indent + line.length + around <= 120 || start === undefined) return line
  const pad = ' '.repeat(indent)
  const lines = options.split(', ').map((option) => `${pad}  ${option},\n`)
  return `${start}\n${lines.join('')}${pad}${end}`
}

function nullability(field: Field, keyLength: number): string {
  if (field.inKey && keyLength === 1) return 'primaryKey()'
  return field.optional ? '' : 'notNull()'
}

function identity(field: Field): string {
  return field.made === 'identity' ? 'generatedAlwaysAsIdentity()' : ''
}
