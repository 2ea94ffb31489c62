import type { FieldSpec, TypeSpec } from '../spec.ts'
import { array, type Code, call, chain, data, method, object, scalar } from './code.ts'
import { fitsOnLine } from './layout.ts'
import { fieldOptions, plainDefault } from './plain-field.ts'
import { type PlainMap, present } from './plain-map.ts'

/** Fields as `z.object({ … })`, one a line where `expanded`. */
export function zodFields(fields: Readonly<Record<string, FieldSpec>>, expanded: boolean): Code {
  const entries = Object.entries(fields).map(([name, field]) => [name, zodField(field)] as const)
  return chain('z', { name: 'object', args: [object(entries, expanded)] })
}

/**
 * A field as a Zod schema; what Zod has no word for stands beside it.
 *
 * @example
 * zodField(field) // field(z.email(), { unique: true })
 */
export function zodField(field: FieldSpec): Code {
  const { type, array: isList, optional, shape, ...rest } = field
  if (type.kind === 'ref' || type.kind === 'many') return relation(type, field)
  const bounds = boundsOf(field)
  const item = shape === undefined ? bounded(typeCode(type), bounds.inside) : zodFields(shape, false)
  const list = isList ? chain('z', { name: 'array', args: [item] }) : item
  const whole = optional ? method(list, 'optional') : list
  const withDefault = defaultInside(field, whole)
  const options = present({
    ...bounds.beside,
    ...(withDefault === undefined && field.default !== undefined && { default: plainDefault(field.default) }),
    ...fieldOptions(rest),
  })
  return beside(withDefault ?? whole, options)
}

function beside(code: Code, options: PlainMap): Code {
  return Object.keys(options).length === 0 ? code : call('field', code, data(options))
}

function relation(type: Extract<TypeSpec, { resource: string }>, field: FieldSpec): Code {
  const { array: isList, optional, min, max, default: fallback, shape, ...rest } = field
  const options = object([
    ...Object.entries(
      present({
        optional: optional || undefined,
        array: isList || undefined,
        min,
        max,
        default: fallback && plainDefault(fallback),
        ...fieldOptions(rest),
      }),
    ).map(([key, value]) => [key, data(value)] as const),
    ...(shape === undefined ? [] : [['shape', zodFields(shape, false)] as const]),
  ])
  const target = scalar(type.resource)
  return options.kind === 'object' && options.entries.length === 0
    ? call(type.kind, target)
    : call(type.kind, target, options)
}

function typeCode(type: Exclude<TypeSpec, { resource: string }>): Code {
  switch (type.kind) {
    case 'string':
      return bounded(chain('z', { name: 'string', args: [] }), type)
    case 'decimal':
      return call('decimal', scalar(type.precision), scalar(type.scale))
    case 'enum':
      return enumCode(type.values)
    case 'unread':
      throw new Error('a field with a problem is not printed')
    case 'text':
    case 'slug':
    case 'secret':
    case 'smallint':
      return call(type.kind)
    default:
      return ZOD[type.kind]
  }
}

/** `z.enum` makes keys of the values, and JavaScript moves keys that look like a position to the front. */
function enumCode(values: readonly string[]): Code {
  const keys = Object.keys(Object.fromEntries(values.map((value) => [value, value])))
  const name = keys.join('\n') === values.join('\n') ? 'enum' : 'literal'
  return chain('z', { name, args: [array(values.map((value) => scalar(value)))] })
}

type ZodKind = Exclude<TypeSpec['kind'], 'string' | 'decimal' | 'enum' | 'ref' | 'many' | 'unread' | Own>
type Own = 'text' | 'slug' | 'secret' | 'smallint'

const zod = (name: string) => chain('z', { name, args: [] })
const iso = (name: string) => chain('z.iso', { name, args: [] })

const ZOD: Readonly<Record<ZodKind, Code>> = {
  email: zod('email'),
  url: zod('url'),
  uuid: zod('uuid'),
  int: zod('int32'),
  bigint: zod('int64'),
  real: zod('float32'),
  double: zod('float64'),
  date: iso('date'),
  time: iso('time'),
  datetime: iso('datetime'),
  boolean: zod('boolean'),
  json: zod('json'),
  bytes: zod('base64'),
}

interface Bounds {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

function bounded(code: Code, { min, max }: Bounds): Code {
  const from = min === undefined ? code : method(code, 'min', scalar(min))
  return max === undefined ? from : method(from, 'max', scalar(max))
}

/** The bounds that a Zod type has of itself; only narrower ones can be said by it. */
const RANGES: Readonly<Record<string, number>> = { smallint: 32767, int: 2147483647, real: 3.4e38, double: 1.7e308 }

function boundsOf({ type, min, max }: FieldSpec): { readonly inside: Bounds; readonly beside: Bounds } {
  const range = RANGES[type.kind] ?? -1
  const narrow = (value: number | undefined) => value === undefined || Math.abs(value) < range
  return narrow(min) && narrow(max) ? { inside: { min, max }, beside: {} } : { inside: {}, beside: { min, max } }
}

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'slug', 'email', 'url', 'uuid'])
const NUMBERS: ReadonlySet<string> = new Set(['smallint', 'int', 'real', 'double'])

/** The schema with its default, where Zod can say that and the line is not too long for it. */
function defaultInside(field: FieldSpec, code: Code): Code | undefined {
  const { default: fallback, optional, shape } = field
  if (fallback === undefined || 'now' in fallback || optional || shape !== undefined) return undefined
  if (!suits(field, fallback.value)) return undefined
  const whole = method(code, 'default', data(fallback.value))
  return fitsOnLine(whole, 50) ? whole : undefined
}

function suits({ type, array: isList }: FieldSpec, value: unknown): boolean {
  if (isList) return Array.isArray(value)
  if (type.kind === 'enum') return typeof value === 'string' && type.values.includes(value)
  if (TEXTS.has(type.kind)) return typeof value === 'string'
  if (NUMBERS.has(type.kind)) return typeof value === 'number'
  return type.kind === 'json' || (type.kind === 'boolean' && typeof value === 'boolean')
}
