import { didYouMean } from '../did-you-mean.ts'
import { isNow } from './field-draft.ts'
import { inexactIn } from './numbers.ts'
import type { ShortReading } from './short-reading.ts'
import { complain } from './short-reading.ts'
import type { Span } from './source.ts'
import { quoted } from './source.ts'
import type { TypeSpec } from './spec.ts'

/** Reads `= default`, when it is there: a JSON literal, a value of the enum, or `now`. */
export function readDefault(reading: ShortReading, type: TypeSpec | undefined): void {
  if (!reading.scanner.take('=')) return
  const { text, span } = reading.scanner.rest()
  reading.parts.set('default', span)
  if (type === undefined) return
  if (isNow(type, text)) reading.draft.default = { now: true }
  else if (type.kind === 'enum' && type.values.includes(text)) reading.draft.default = { value: text }
  else readLiteral(reading, { text, span, type })
}

interface Literal {
  readonly text: string
  readonly span: Span
  readonly type: TypeSpec
}

function readLiteral(reading: ShortReading, literal: Literal): void {
  const inexact = inexactIn(literal.text)
  const value = parsed(literal.text)
  if (value === undefined) {
    complain(reading, literal.span, {
      code: 'ASH1046',
      message: literal.text === '' ? 'the default is missing' : `${quoted(literal.text)} cannot be read as a default`,
      hint: hintFor(literal),
    })
  } else if (inexact !== undefined) {
    complain(reading, literal.span, {
      code: 'ASH1010',
      message: `${quoted(inexact)} is not a number that a computer holds exactly`,
      hint: `write it in quotes: = "${inexact}"`,
    })
  } else reading.draft.default = { value }
}

/** JSON has no `undefined`, so it can stand for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function hintFor({ text, type }: Literal): string {
  if (type.kind === 'enum') return didYouMean(text, type.values) ?? `the values are ${type.values.join(', ')}`
  if (type.kind === 'date' || type.kind === 'time' || type.kind === 'datetime')
    return 'type `= now`, or a text in double quotes'
  if (type.kind === 'boolean') return 'type `= true` or `= false`'
  if (/^'.*'$/.test(text)) return `type double quotes: = "${text.slice(1, -1)}"`
  if (/^[\w .-]+$/.test(text) && !/^[\d.-]/.test(text)) return `a text stands in double quotes: = "${text}"`
  return 'a default is `= 0`, `= "text"`, `= true`, `= []` or `= {}`'
}
