import { quoted } from '../source.ts'
import type { TypeSpec } from '../spec.ts'
import { isComplaint } from '../values/text-value.ts'
import { readLiteral } from './literal-text.ts'
import { isModifier } from './modifier-words.ts'
import type { ShortReading } from './short-reading.ts'
import { complain } from './short-reading.ts'

/** Reads `= default`, when it is there: a JSON literal, a value of the enum, or `now`. */
export function readDefault(reading: ShortReading, type: TypeSpec | undefined): void {
  if (!reading.scanner.take('=')) return
  const { text, span } = reading.scanner.rest()
  reading.parts.set('default', span)
  if (type === undefined) return
  const read = readLiteral(text, type)
  if (isComplaint(read)) complain(reading, span, { ...read, ...modifierBehind(text) })
  else reading.draft.default = read
}

/** A default stands last: `3 min(0)` has a modifier behind it. */
function modifierBehind(text: string): { readonly hint?: string } {
  const [, value, modifier, name = ''] = text.match(/^([^\s"[{(]+)\s+((\w+)\([^()]*\))$/) ?? []
  return isModifier(name) ? { hint: `a default stands last: ${quoted(`${modifier} = ${value}`)}` } : {}
}
