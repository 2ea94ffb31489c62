import type { FieldSpec, SpecPath, TypeSpec } from '../spec/spec.ts'
import type { FieldType, NumberKind } from './model.ts'
import type { Report } from './report.ts'

/** The greatest length of a string that names none. */
export const DEFAULT_STRING_MAX = 255

/** The greatest length of a `text`, and of a string, in code points. */
export const TEXT_MAX = 65_535

/** The greatest number of items of a list. */
export const LIST_MAX = 100

/** The least and the greatest value of the integer types. */
export const INTEGER_RANGE: Readonly<Record<string, readonly [bigint, bigint]>> = {
  smallint: [-32_768n, 32_767n],
  int: [-2_147_483_648n, 2_147_483_647n],
  bigint: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
}

/** The type of a field that is no reference, with its bounds, right or wrong. */
export function bareType(field: FieldSpec): FieldType {
  const type = bare(field.type)
  if (!isNumber(type)) return type
  return {
    ...type,
    ...(field.min !== undefined && { min: field.min }),
    ...(field.max !== undefined && { max: field.max }),
  }
}

/** Reports what is wrong with the arguments of a field's type and with its bounds. */
export function checkType(field: FieldSpec, at: SpecPath, report: Report): void {
  const type = bareType(field)
  checkArguments(type, at, report)
  if (isNumber(type) && field.type.kind !== 'ref') checkBounds(type, at, report)
  else if (field.min !== undefined || field.max !== undefined) {
    const length = `string(${field.min ?? ''}..${field.max ?? ''})`
    const hint = type.kind === 'string' ? `the length of a string is written \`${length}\`` : 'take it out'
    const key = field.min === undefined ? 'max' : 'min'
    report.add({ code: 'ASH2020', message: `\`${key}\` is for numbers`, hint, at: [...at, key] })
  }
}

/** The types that take `min()` and `max()`. */
export type NumberType = Extract<FieldType, { readonly kind: NumberKind | 'decimal' }>

const NUMBERS: ReadonlySet<string> = new Set(['smallint', 'int', 'bigint', 'real', 'double', 'decimal'])

/** Whether a type holds numbers. */
export function isNumber(type: FieldType): type is NumberType {
  return NUMBERS.has(type.kind)
}

function bare(type: TypeSpec): FieldType {
  if (type.kind === 'string')
    return { kind: 'string', min: type.min ?? 0, max: type.max ?? Math.max(DEFAULT_STRING_MAX, type.min ?? 0) }
  switch (type.kind) {
    case 'secret':
      return PASSWORD
    // What leads nowhere or could not be read has been reported; its type does not matter any more.
    case 'ref':
    case 'many':
      return { kind: 'uuid' }
    case 'unread':
      return { kind: 'text' }
    default:
      return type
  }
}

/** What bcrypt takes is 72 bytes; a password that is longer in bytes is refused when it is set. */
const PASSWORD: FieldType = { kind: 'string', min: 8, max: 72 }

function checkArguments(type: FieldType, at: SpecPath, report: Report): void {
  const wrong = argumentFinding(type)
  if (wrong === undefined) return
  const [key, message, hint] = wrong
  report.add({ code: 'ASH2021', message, hint, at: [...at, key] })
}

/** The argument that is wrong, why, and what to type. */
function argumentFinding(type: FieldType): readonly [string, string, string] | undefined {
  if (type.kind === 'string') return lengthFinding(type)
  if (type.kind === 'decimal') {
    const { precision, scale } = type
    if (precision < 1 || precision > 1000)
      return ['precision', 'a decimal has between 1 and 1000 digits', 'for example `decimal(10, 2)`']
    if (scale >= 0 && scale <= precision) return undefined
    return [
      'scale',
      `a decimal of ${precision} digits has between 0 and ${precision} of them behind the point`,
      'for example `decimal(10, 2)`',
    ]
  }
  if (type.kind !== 'enum') return undefined
  const twice = type.values.find((value, index) => type.values.indexOf(value) !== index)
  return twice === undefined
    ? undefined
    : ['enum', `the value \`${twice}\` stands in the enum twice`, 'keep one of the two']
}

function lengthFinding({ min, max }: { min: number; max: number }): readonly [string, string, string] | undefined {
  const wrong = [min, max].findIndex((length) => !Number.isInteger(length) || length < 0)
  if (wrong >= 0)
    return [
      wrong === 0 ? 'min' : 'max',
      'the length of a string is a whole number, 0 or more',
      'for example `string(1..80)`',
    ]
  if (min > max)
    return ['min', `the least length, ${min}, is greater than the greatest, ${max}`, `type \`string(${max}..${min})\``]
  if (max < 1) return ['max', 'a string of length 0 holds nothing', 'for example `string(..80)`']
  return max > TEXT_MAX ? ['max', `a string has at most ${TEXT_MAX} characters`, 'type `text` for as many'] : undefined
}

function checkBounds(type: NumberType, at: SpecPath, report: Report): void {
  for (const key of ['min', 'max'] as const) {
    const bound = type[key]
    const wrong = bound === undefined ? undefined : numberComplaint(type, bound)
    if (wrong === undefined) continue
    const hint = `change it, or take \`${key}\` out`
    report.add({ code: 'ASH2022', message: `the \`${key}\` ${wrong}`, hint, at: [...at, key] })
  }
  if (type.min === undefined || type.max === undefined || type.min <= type.max) return
  const message = `the least value, ${type.min}, is greater than the greatest, ${type.max}`
  report.add({ code: 'ASH2022', message, hint: 'exchange the two', at: [...at, 'min'] })
}

/** Why a number is none of a type's values, bounds aside: `is not a whole number`. */
export function numberComplaint(type: NumberType, value: number): string | undefined {
  if (!Number.isFinite(value)) return 'is not a number'
  if (type.kind === 'real') return Math.abs(value) > 3.4e38 ? 'is beyond what a `real` holds' : undefined
  if (type.kind === 'double') return undefined
  if (type.kind === 'decimal') return decimalComplaint(type, plainDecimal(value))
  if (!Number.isInteger(value)) return 'is not a whole number'
  const [least, greatest] = INTEGER_RANGE[type.kind] ?? [0n, 0n]
  const whole = BigInt(value)
  return whole < least || whole > greatest ? `is beyond what a \`${type.kind}\` holds` : undefined
}

/** A number without an exponent: `1e-7` is `0.0000001`. */
export function plainDecimal(value: number): string {
  const [digits = '', exponent] = String(value).split('e')
  if (exponent === undefined) return digits
  const sign = digits.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.')
  const power = Number(exponent)
  if (power < 0) return `${sign}0.${(whole + fraction).padStart(whole.length + fraction.length - power - 1, '0')}`
  return sign + whole + fraction.padEnd(power, '0')
}

/** Why a decimal number as text does not fit: `has more than 2 digits behind the point`. */
export function decimalComplaint(type: { precision: number; scale: number }, text: string): string | undefined {
  const match = text.match(/^-?(\d+)(?:\.(\d+))?$/)
  if (match === null) return 'is not a decimal number'
  const whole = (match[1] ?? '').replace(/^0+/, '')
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > type.scale) return `has more than ${type.scale} digits behind the point`
  return whole.length > type.precision - type.scale
    ? `has more than ${type.precision - type.scale} digits before the point`
    : undefined
}
