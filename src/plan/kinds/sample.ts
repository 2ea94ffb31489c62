import type { Field, FieldType, Resource } from '../../model/model.ts'
import { boundsOf } from './body.ts'
import { conditionsOn, tellsApart } from './distinct.ts'

/**
 * A value that the API takes for a field, for tests, curl scripts and examples. In fields that must differ from row to
 * row a serial number stands between `before` and `after`: its last `digits`, or where the field has bounds the
 * number's place in `range`.
 */
export type Sample =
  | { readonly kind: 'constant'; readonly json: unknown }
  | {
      readonly kind: 'serial'
      readonly before: string
      readonly after: string
      readonly digits: number
      readonly range?: { readonly low: number; readonly size: number }
      readonly quoted: boolean
    }

/** Digits of the serial numbers that the curl scripts use. */
export const SERIAL_DIGITS = 5

const UUID_START = '00000000-0000-4000-8000-0000000'

/** A sample of a field: a serial one where rows must differ in the field, else a constant. */
export function sampleOf(field: Field, resource: Resource): Sample {
  if (field.secret) return { kind: 'constant', json: secretSample(field) }
  if (field.array) return { kind: 'constant', json: [constant(field.type)] }
  const differing = tellsApart(field, resource) ? serial(field.type) : undefined
  return differing ?? { kind: 'constant', json: outsideConstant(field, resource) }
}

/** A password that no other sample has in it. */
export function secretSample({ type }: Field): string {
  return type.kind === 'string' ? textOf('open sesame, please', type) : 'open sesame, please'
}

/** With which no row stands in an index of which each could be the only one: `unique: true, where: current`. */
function outsideConstant(field: Field, resource: Resource): unknown {
  const usual = constant(field.type)
  return conditionsOn(field, resource).some(({ value }) => value === usual) ? otherConstant(field.type) : usual
}

/** A valid constant of a type. */
export function constant(type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
      return textOf('Sample text', type)
    case 'text':
      return 'Some text'
    case 'slug':
      return 'a-slug'
    case 'email':
      return 'someone@example.com'
    case 'url':
      return 'https://example.com/'
    case 'enum':
      return type.values[0]
    case 'uuid':
      return `${UUID_START}00001`
    case 'bigint':
      return String(number(type))
    case 'decimal':
      return (type.precision > type.scale ? number(type) : 0).toFixed(type.scale)
    case 'smallint':
    case 'int':
    case 'real':
    case 'double':
      return number(type)
    case 'date':
      return '2024-02-29'
    case 'time':
      return '12:34:56'
    case 'datetime':
      return '2024-02-29T12:34:56.789Z'
    case 'boolean':
      return true
    case 'json':
      return { any: 'thing' }
    case 'bytes':
      return 'AQID'
  }
}

function serial(type: FieldType): Sample | undefined {
  const from = (before: string, after = '', digits = SERIAL_DIGITS): Sample => ({
    kind: 'serial',
    before,
    after,
    digits,
    quoted: true,
  })
  switch (type.kind) {
    case 'string':
      return serialText(type.min, type.max)
    case 'text':
    case 'slug':
      return from('sample-')
    case 'email':
      return from('sample-', '@example.com')
    case 'url':
      return from('https://example.com/')
    case 'uuid':
      return from(UUID_START)
    case 'decimal':
      return type.precision > type.scale ? serialNumber(type, fractionOf(type.scale)) : from('0.', '', type.scale)
    case 'bigint':
    case 'smallint':
    case 'int':
    case 'real':
    case 'double':
      return serialNumber(type, '')
    case 'date':
      return from('1', '-01-01', 3)
    case 'time':
      return from('00:00:00.')
    case 'datetime':
      return from('1', '-01-01T00:00:00.000Z', 3)
    default:
      return undefined
  }
}

/** Five digits where they fit, else as many different numbers as the bounds and the precision allow. */
function serialNumber(type: FieldType, after: string): Sample {
  const whole = type.kind === 'decimal' ? 10 ** (type.precision - type.scale) - 1 : Number.MAX_SAFE_INTEGER
  const { min = Number.MIN_SAFE_INTEGER, max = whole } = boundsOf(type)
  const low = Math.ceil(max < 1 ? Math.max(min, max - HIGHEST_SERIAL) : Math.max(min, 1))
  const high = Math.floor(Math.min(max, whole))
  const quoted = type.kind === 'decimal' || type.kind === 'bigint'
  const fits = low <= 10 ** (SERIAL_DIGITS - 1) && high >= HIGHEST_SERIAL
  const range = fits ? {} : { range: { low, size: Math.min(high - low + 1, HIGHEST_SERIAL) } }
  return { kind: 'serial', before: '', after, digits: SERIAL_DIGITS, ...range, quoted }
}

/** The serial numbers of curl scripts are between these, the tests count up from 10,000: every smallint holds them. */
const LOWEST_CURL_SERIAL = 20_000
const HIGHEST_SERIAL = 29_999

/**
 * From which numbers a run of the curl scripts takes its own. As many above them are for those that people register
 * with; the count is odd, so that the last digits differ too.
 */
export const CURL_RUNS = { lowest: LOWEST_CURL_SERIAL, count: (HIGHEST_SERIAL - 1 - LOWEST_CURL_SERIAL) / 2 }

function fractionOf(scale: number): string {
  return scale > 0 ? `.${'0'.repeat(scale)}` : ''
}

function serialText(min: number, max: number): Sample {
  const digits = Math.min(SERIAL_DIGITS, max)
  const padding = Math.max(0, min - digits)
  return { kind: 'serial', before: 's'.repeat(padding), after: '', digits, quoted: true }
}

function textOf(start: string, { min, max }: { readonly min: number; readonly max: number }): string {
  return start.padEnd(min, ' text').slice(0, max)
}

/** The lowest number that is at least 1 where the bounds allow it. */
function number(type: FieldType): number {
  const { min, max } = boundsOf(type)
  const preferred = Math.max(min ?? 1, 1)
  return max !== undefined && preferred > max ? max : preferred
}

/** Another valid constant than {@link constant}, where the type has one. */
export function otherConstant(type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
      return textOf('Other text', type)
    case 'enum':
      return type.values[1] ?? type.values[0]
    case 'bigint':
      return String(otherNumber(type))
    case 'decimal':
      return (type.precision > type.scale ? otherNumber(type) : 0).toFixed(type.scale)
    case 'smallint':
    case 'int':
    case 'real':
    case 'double':
      return otherNumber(type)
    case 'boolean':
      return false
    default:
      return OTHERS[type.kind]
  }
}

/** The same of a field. */
export function changedValue({ type, array }: Field): unknown {
  const other = otherConstant(type)
  return array ? [other] : other
}

/** A valid key that no sample has. */
export function absentKey(type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
      return 'z'.repeat(Math.min(type.max, Math.max(type.min, 8)))
    case 'smallint':
      return 32_767
    case 'int':
      return 2_147_483_647
    case 'bigint':
      return '9223372036854775807'
    default:
      return ABSENT[type.kind] ?? otherConstant(type)
  }
}

const OTHERS = {
  text: 'Other text',
  slug: 'other-slug',
  email: 'other@example.com',
  url: 'https://example.org/',
  uuid: `${UUID_START}00002`,
  date: '2023-12-31',
  time: '01:02:03',
  datetime: '2023-12-31T01:02:03.456Z',
  json: { other: ['thing'] },
  bytes: 'BAUG',
} as const

const ABSENT: Partial<Record<FieldType['kind'], unknown>> = {
  uuid: '00000000-0000-4000-8000-999999999999',
  text: 'absent',
  slug: 'absent',
  email: 'absent@example.com',
  url: 'https://absent.example.com/',
  date: '9999-12-31',
  datetime: '9999-12-31T00:00:00.000Z',
}

function otherNumber(type: FieldType): number {
  const { min, max } = boundsOf(type)
  const first = number(type)
  if (max === undefined || first + 1 <= max) return first + 1
  return min === undefined || first - 1 >= min ? first - 1 : first
}
