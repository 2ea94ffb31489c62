import { didYouMean } from '../../did-you-mean.ts'
import { LIMITS, tooMany } from '../limits.ts'
import { quoted } from '../source.ts'
import type { PlainType, TypeSpec } from '../spec.ts'
import { ENUM_VALUE } from '../texts.ts'
import { isModifierLike } from './modifier-words.ts'
import type { Arguments } from './scanner.ts'
import type { ShortReading } from './short-reading.ts'
import { complain } from './short-reading.ts'
import { NUMBER_TYPES, PLAIN_TYPES, TYPE_NAMES, typeFromElsewhere } from './types.ts'

/** Reads the type with its arguments; nothing when it is wrong, with a complaint. */
export function readType(reading: ShortReading): TypeSpec | undefined {
  const { scanner, parts } = reading
  const word = scanner.word()
  if (word === undefined) return missingType(reading)
  parts.set('type', word.span)
  if (word.text === 'ref' || word.text === 'many') return readRelation(reading, word.text)
  const given = scanner.parentheses()
  if (given?.closed === false) return unclosed(reading, given)
  return typeNamed(reading, word.text, given)
}

function typeNamed(reading: ShortReading, name: string, given: Arguments | undefined): TypeSpec | undefined {
  if (name === 'string') return readString(reading, given)
  if (name === 'decimal') return readDecimal(reading, given)
  if (name === 'enum') return readEnum(reading, given)
  const plain = name === 'secret' ? name : PLAIN_TYPES.find((type) => type === name)
  if (plain === undefined) return unknownType(reading, name, given?.text ?? '')
  return given === undefined ? { kind: plain } : needless(reading, plain, given)
}

function missingType(reading: ShortReading): undefined {
  const { at, text } = reading.scanner
  const optional = text.slice(at).match(/^\?\s*([A-Za-z]\w*)/)?.[1]
  complain(
    reading,
    { start: at, end: at },
    {
      code: 'ASH1040',
      message: 'a field begins with its type',
      hint:
        optional === undefined
          ? 'for example `string(1..80)`, `int`, `datetime?` or `ref customer`'
          : `the \`?\` stands behind the type: \`${optional}?\``,
    },
  )
  reading.scanner.rest()
}

function unknownType(reading: ShortReading, name: string, given: string): undefined {
  const span = reading.parts.get('type') ?? { start: 0, end: 0 }
  const hint = optionalFirst(reading.scanner.text) ?? typeFromElsewhere(name, given) ?? didYouMean(name, TYPE_NAMES)
  complain(reading, span, {
    code: 'ASH1041',
    message: `there is no type ${quoted(name)}`,
    hint: hint ?? `the types are ${TYPE_NAMES.join(', ')}`,
  })
  skipForeignWords(reading)
}

/** `optional int` */
function optionalFirst(text: string): string | undefined {
  const type = text.match(/^\s*(?:optional|nullable)\s+([a-z]+(?:\([^()]*\))?(?:\[\])?)/i)?.[1]
  return type && `the \`?\` stands behind the type: \`${type}?\``
}

/** What belongs to a type of another language, as in `hasMany order`, is no modifier that anybody mistyped. */
function skipForeignWords({ scanner }: ShortReading): void {
  for (let start = scanner.at; ; start = scanner.at) {
    const word = scanner.word()?.text
    if (word !== undefined && !isModifierLike(word)) scanner.parentheses()
    else {
      scanner.at = start
      return
    }
  }
}

function unclosed(reading: ShortReading, given: Arguments): undefined {
  complain(
    reading,
    { start: given.span.start - 1, end: given.span.end },
    {
      code: 'ASH1042',
      message: 'the `(` here is never closed',
      hint: 'add the `)`',
    },
  )
}

function needless(reading: ShortReading, type: PlainType | 'secret', given: Arguments): undefined {
  complain(reading, given.span, {
    code: 'ASH1042',
    message: `\`${type}\` takes nothing in parentheses`,
    hint: needlessHint(type),
  })
}

function needlessHint(type: PlainType | 'secret'): string {
  if (type === 'json')
    return 'what it holds is written in the map of the field: `{ type: json, shape: { width: int } }`'
  return NUMBER_TYPES.has(type) ? `bounds are written \`${type} min(0) max(100)\`` : `type \`${type}\``
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
  if (wrong === undefined && values.length <= LIMITS.values) return { kind: 'enum', values }
  if (wrong === undefined) {
    complain(reading, span, tooMany('enum', LIMITS.values))
    return undefined
  }
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

function readRelation(reading: ShortReading, kind: 'ref' | 'many'): TypeSpec | undefined {
  const { scanner, parts } = reading
  const wrapped = scanner.parentheses()
  const target = wrapped === undefined ? scanner.word() : undefined
  if (target !== undefined) {
    parts.set(kind, target.span)
    return { kind, resource: target.text }
  }
  const name = wrapped?.text.trim() ?? ''
  complain(reading, wrapped?.span ?? parts.get('type') ?? { start: 0, end: 0 }, {
    code: 'ASH1042',
    message: `\`${kind}\` takes the name of a resource, with a space between`,
    hint: `type \`${kind} ${/^[A-Za-z]\w*$/.test(name) ? name : 'customer'}\``,
  })
  return undefined
}
