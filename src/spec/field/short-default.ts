import type { TypeSpec } from '../spec.ts'
import { isComplaint } from '../values/text-value.ts'
import { readLiteral } from './literal-text.ts'
import type { ShortReading } from './short-reading.ts'
import { complain } from './short-reading.ts'

/** Reads `= default`, when it is there: a JSON literal, a value of the enum, or `now`. */
export function readDefault(reading: ShortReading, type: TypeSpec | undefined): void {
  if (!reading.scanner.take('=')) return
  const { text, span } = reading.scanner.rest()
  reading.parts.set('default', span)
  if (type === undefined) return
  const read = readLiteral(text, type)
  if (isComplaint(read)) complain(reading, span, read)
  else reading.draft.default = read
}
