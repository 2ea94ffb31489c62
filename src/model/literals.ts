import { didYouMean } from '../did-you-mean.ts'
import type { FieldType } from './model.ts'
import { decimalComplaint, INTEGER_RANGE, isNumber, numberComplaint, plainDecimal, TEXT_MAX } from './types.ts'

/** A default as the API would answer it, or why the field cannot hold it. */
export type Checked = { readonly value: unknown } | { readonly wrong: string; readonly hint?: string | undefined }

/**
 * Checks a literal against a type. Numbers that JSON cannot hold safely become text, as in answers: `bigint` its
 * digits, `decimal` with all the places of its scale, times in their full form.
 *
 * @example
 * checkLiteral({ kind: 'decimal', precision: 10, scale: 2 }, 5) // { value: '5.00' }
 */
export function checkLiteral(type: FieldType, value: unknown): Checked {
  if (type.kind === 'json') return checkJson(value)
  if (value === null)
    return { wrong: 'is nothing', hint: 'leave the default out; a field with `?` is empty without one' }
  if (type.kind === 'boolean') return typeof value === 'boolean' ? { value } : { wrong: 'is neither true nor false' }
  if (type.kind === 'bytes') return { wrong: 'cannot be written for `bytes`', hint: 'leave the default out' }
  if (isNumber(type)) return checkNumber(type, value)
  if (typeof value !== 'string') return { wrong: 'is not a text', hint: 'put it in double quotes' }
  return unstorable(value) ? { wrong: 'holds a character that PostgreSQL cannot store' } : checkText(type, value)
}

/** NUL and half a surrogate pair have no place in a PostgreSQL text. */
function unstorable(text: string): boolean {
  return text.includes('\u0000') || /\p{Cs}/u.test(text)
}

function checkJson(value: unknown): Checked {
  if (value === null)
    return { wrong: 'is nothing', hint: 'leave the default out; a field with `?` is empty without one' }
  const texts = JSON.stringify(value)
  const wrong = /\\u0000|\\ud[89a-f]/i.test(texts)
  return wrong ? { wrong: 'holds a character that PostgreSQL cannot store' } : { value }
}

function checkNumber(type: FieldType & { min?: number; max?: number }, value: unknown): Checked {
  if (!isNumber(type)) return { value }
  const asText = type.kind === 'bigint' || type.kind === 'decimal'
  if (typeof value !== 'number' && !(asText && typeof value === 'string')) return { wrong: 'is not a number' }
  const text = typeof value === 'number' ? plainDecimal(value) : value
  const wrong = typeof value === 'number' ? numberComplaint(type, value) : textComplaint(type, text)
  if (wrong !== undefined) return { wrong }
  if (type.min !== undefined && Number(text) < type.min) return { wrong: `is less than the least value, ${type.min}` }
  if (type.max !== undefined && Number(text) > type.max)
    return { wrong: `is greater than the greatest value, ${type.max}` }
  if (type.kind === 'decimal') return { value: withScale(text, type.scale) }
  return { value: type.kind === 'bigint' ? BigInt(text).toString() : value }
}

function textComplaint(type: FieldType, text: string): string | undefined {
  if (type.kind === 'decimal') return decimalComplaint(type, text)
  if (!/^-?\d+$/.test(text)) return 'is not a whole number'
  // Digits without end take long to become a number.
  if (text.replace(/^-?0*/, '').length > 19) return 'is beyond what a `bigint` holds'
  const [least, greatest] = INTEGER_RANGE.bigint ?? [0n, 0n]
  const whole = BigInt(text)
  return whole < least || whole > greatest ? 'is beyond what a `bigint` holds' : undefined
}

function withScale(text: string, scale: number): string {
  const [, sign = '', whole = '', fraction = ''] = text.match(/^(-?)0*(\d+)(?:\.(\d+))?$/) ?? []
  const places = fraction.slice(0, scale).padEnd(scale, '0')
  const plain = scale === 0 ? whole : `${whole}.${places}`
  return /[1-9]/.test(plain) ? sign + plain : plain
}

function checkText(type: FieldType, text: string): Checked {
  switch (type.kind) {
    case 'string':
      return checkLength(text, type.min, type.max)
    case 'text':
      return checkLength(text, 0, TEXT_MAX)
    case 'enum':
      return type.values.includes(text)
        ? { value: text }
        : {
            wrong: 'is not a value of the enum',
            hint: didYouMean(text, type.values) ?? `the values are ${type.values.join(', ')}`,
          }
    case 'slug':
      return matching(text, /^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not a slug, such as `red-shoes`')
    case 'email':
      return matching(text.toLowerCase(), /^[^\s@]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/, 'is not an email address')
    case 'url':
      return URL.canParse(text) && /^https?:\/\//.test(text)
        ? { value: text }
        : { wrong: 'is not a URL that begins with http:// or https://' }
    case 'uuid':
      return matching(text.toLowerCase(), /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not a UUID')
    default:
      return checkTime(type, text)
  }
}

function checkLength(text: string, min: number, max: number): Checked {
  const length = Array.from(text).length
  if (length < min) return { wrong: `has fewer than ${min} characters` }
  return length > max ? { wrong: `has more than ${max} characters` } : { value: text }
}

function matching(text: string, pattern: RegExp, wrong: string): Checked {
  return pattern.test(text) ? { value: text } : { wrong }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/
const DATETIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

function checkTime(type: FieldType, text: string): Checked {
  const hint = `type \`now\`, or such as ${EXAMPLES[type.kind]}`
  if (type.kind === 'date') return isDay(text) ? { value: text } : { wrong: 'is not a day', hint }
  if (type.kind === 'time') {
    return TIME.test(text)
      ? { value: text.length === 5 ? `${text}:00` : text }
      : { wrong: 'is not a time of day', hint }
  }
  const day = text.match(DATETIME)?.[1]
  return day !== undefined && isDay(day)
    ? { value: new Date(text).toISOString() }
    : { wrong: 'is not a moment with its zone', hint }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: '"2026-01-31"',
  time: '"08:30:00"',
  datetime: '"2026-01-31T08:30:00Z"',
}

/** The thirtieth of February rolls over to March, and so is not itself any more. */
function isDay(text: string): boolean {
  if (!DATE.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
