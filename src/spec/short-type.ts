import { didYouMean } from '../did-you-mean.ts'
import { ENUM_VALUE } from './names.ts'
import { isOneOf, NOT_YET } from './not-yet.ts'
import type { Arguments } from './scanner.ts'
import type { ShortReading } from './short-reading.ts'
import { complain } from './short-reading.ts'
import { quoted } from './source.ts'
import type { PlainType, TypeSpec } from './spec.ts'
import { PLAIN_TYPES, TYPE_NAMES, typeFromElsewhere } from './types.ts'

/** Reads the type with its arguments; nothing when it is wrong, with a complaint, or refused. */
export function readType(reading: ShortReading): TypeSpec | undefined {
  const { scanner, parts } = reading
  const word = scanner.word()
  if (word === undefined) return missingType(reading)
  parts.set('type', word.span)
  if (isOneOf(NOT_YET.types, word.text)) {
    reading.refused.push({ name: word.text, span: { start: 0, end: scanner.text.length }, whole: true })
    return undefined
  }
  if (word.text === 'ref') return readReference(reading)
  const given = scanner.parentheses()
  if (given?.closed === false) return unclosed(reading, given)
  return typeNamed(reading, word.text, given)
}

function typeNamed(reading: ShortReading, name: string, given: Arguments | undefined): TypeSpec | undefined {
  if (name === 'string') return readString(reading, given)
  if (name === 'decimal') return readDecimal(reading, given)
  if (name === 'enum') return readEnum(reading, given)
  const plain = PLAIN_TYPES.find((type) => type === name)
  if (plain === undefined) return unknownType(reading, name)
  return given === undefined ? { kind: plain } : needless(reading, plain, given)
}

function missingType(reading: ShortReading): undefined {
  const at = reading.scanner.at
  complain(
    reading,
    { start: at, end: at },
    {
      code: 'ASH1040',
      message: 'a field begins with its type',
      hint: 'for example `string(1..80)`, `int`, `datetime?` or `ref customer`',
    },
  )
  reading.scanner.rest()
}

function unknownType(reading: ShortReading, name: string): undefined {
  const span = reading.parts.get('type') ?? { start: 0, end: 0 }
  const hint = typeFromElsewhere(name) ?? didYouMean(name, [...TYPE_NAMES, ...NOT_YET.types])
  complain(reading, span, {
    code: 'ASH1041',
    message: `there is no type ${quoted(name)}`,
    hint: hint ?? `the types are ${TYPE_NAMES.join(', ')}`,
  })
}

function unclosed(reading: ShortReading, given: Arguments): undefined {
  complain(
    reading,
    { start: given.span.start - 1, end: given.span.end },
    {
      code: 'ASH1042',
      message: 'the `(` here is never closed',
      hint: 'inside `{ }` a short form that has commas needs quotes around it',
    },
  )
}

function needless(reading: ShortReading, type: PlainType, given: Arguments): TypeSpec | undefined {
  if (type === 'json') {
    // The parentheses hold the shape of the document; without them the field is any JSON.
    reading.refused.push({
      name: 'json( )',
      span: { start: given.span.start - 1, end: given.span.end + 1 },
      whole: false,
    })
    return { kind: type }
  }
  const bounds = ['smallint', 'int', 'bigint', 'real', 'double'].includes(type)
  complain(reading, given.span, {
    code: 'ASH1042',
    message: `\`${type}\` takes nothing in parentheses`,
    hint: bounds ? `bounds are written \`${type} min(0) max(100)\`` : `type \`${type}\``,
  })
  return undefined
}

function readString(reading: ShortReading, given: Arguments | undefined): TypeSpec | undefined {
  if (given === undefined) return { kind: 'string' }
  const match = given.text.match(/^\s*(\d{1,9})?\s*\.\.\s*(\d{1,9})?\s*$/)
  const [, min, max] = match ?? []
  if (match === null || (min === undefined && max === undefined)) return wrongLength(reading, given)
  reading.parts.set('min', given.span)
  reading.parts.set('max', given.span)
  return {
    kind: 'string',
    ...(min !== undefined && { min: Number(min) }),
    ...(max !== undefined && { max: Number(max) }),
  }
}

function wrongLength(reading: ShortReading, given: Arguments): undefined {
  const single = given.text.match(/^\s*(\d{1,9})\s*$/)?.[1]
  complain(reading, given.span, {
    code: 'ASH1042',
    message: 'the length of a string is written `min..max`',
    hint:
      single === undefined
        ? 'for example `string(1..80)` or `string(..80)`'
        : `type \`string(..${single})\` for at most ${single}`,
  })
}

function readDecimal(reading: ShortReading, given: Arguments | undefined): TypeSpec | undefined {
  const match = (given?.text ?? '').match(/^\s*(\d{1,5})\s*,\s*(\d{1,5})\s*$/)
  const [, precision, scale] = match ?? []
  const span = given?.span ?? reading.parts.get('type') ?? { start: 0, end: 0 }
  if (precision === undefined || scale === undefined) {
    complain(reading, span, {
      code: 'ASH1042',
      message: '`decimal` takes how many digits there are, and how many of them behind the point',
      hint: 'for example `decimal(10, 2)` for 12345678.90',
    })
    return undefined
  }
  reading.parts.set('precision', span)
  reading.parts.set('scale', span)
  return { kind: 'decimal', precision: Number(precision), scale: Number(scale) }
}

function readEnum(reading: ShortReading, given: Arguments | undefined): TypeSpec | undefined {
  const span = given?.span ?? reading.parts.get('type') ?? { start: 0, end: 0 }
  const values = (given?.text ?? '').split(',').map((value) => value.trim())
  reading.parts.set('enum', span)
  const wrong = values.find((value) => /\s/.test(value) || ENUM_VALUE.complaint(value) !== undefined)
  if (wrong === undefined) return { kind: 'enum', values }
  complain(reading, span, {
    code: 'ASH1042',
    message:
      wrong === ''
        ? '`enum` takes its values, with commas between'
        : `${quoted(wrong)} cannot stand in \`enum( )\` as it is`,
    hint:
      wrong === ''
        ? 'for example `enum(draft, paid)`'
        : 'type plain words, or use the form `{ enum: [draft, "in transit"] }`',
  })
  return undefined
}

function readReference(reading: ShortReading): TypeSpec | undefined {
  const { scanner, parts } = reading
  const wrapped = scanner.parentheses()
  const target = wrapped === undefined ? scanner.word() : undefined
  if (target !== undefined) {
    parts.set('ref', target.span)
    return { kind: 'ref', resource: target.text }
  }
  const name = wrapped?.text.trim() ?? ''
  complain(reading, wrapped?.span ?? parts.get('type') ?? { start: 0, end: 0 }, {
    code: 'ASH1042',
    message: '`ref` takes the name of a resource, with a space between',
    hint: `type \`ref ${/^[A-Za-z]\w*$/.test(name) ? name : 'customer'}\``,
  })
  return undefined
}
