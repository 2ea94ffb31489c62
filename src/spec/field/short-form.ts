import type { Span, SpannedComplaint } from '../source.ts'
import type { FieldSpec } from '../spec.ts'
import { finished } from './draft.ts'
import { readDefault } from './short-default.ts'
import { readModifiers } from './short-modifier.ts'
import type { ShortReading } from './short-reading.ts'
import { complain, startReading } from './short-reading.ts'
import { readType } from './short-type.ts'

/** The short form of a field, read. Offsets count from the start of the short form. */
export interface ShortForm {
  /** Absent when there are complaints. */
  readonly field: FieldSpec | undefined
  readonly complaints: readonly SpannedComplaint[]
  /** Where the parts stand, by the names that they have in the object form. */
  readonly parts: ReadonlyMap<string, Span>
}

/**
 * Reads `type [(args)] [\[\]] [?] {modifier} [= default]`.
 *
 * @example
 * readShortForm('ref category? onDelete(set null)').field?.onDelete // 'set null'
 */
export function readShortForm(text: string): ShortForm {
  const reading = startReading(text)
  const type = readType(reading)
  readSuffixes(reading)
  readModifiers(reading, type)
  readDefault(reading, type)
  const field = type === undefined || reading.complaints.length > 0 ? undefined : finished(type, reading.draft)
  return { field, complaints: reading.complaints, parts: reading.parts }
}

/** `[]` and `?`, in this order. */
function readSuffixes(reading: ShortReading): void {
  const { scanner, draft, parts } = reading
  if (scanner.next === '[') {
    const start = scanner.at
    if (/^\[\s*\]/.test(scanner.text.slice(start))) {
      scanner.at = scanner.text.indexOf(']', start) + 1
      draft.array = true
      parts.set('array', { start, end: scanner.at })
    }
  }
  if (!scanner.take('?')) return
  draft.optional = true
  parts.set('optional', { start: scanner.at - 1, end: scanner.at })
  if (scanner.next !== '[' && scanner.next !== '?') return
  const span = { start: scanner.at, end: scanner.at + 1 }
  complain(reading, span, {
    code: 'ASH1047',
    message: '`?` stands last, behind `[]`, and once',
    hint: 'an optional list is written `string(..30)[]?`',
  })
  while (scanner.take('[') || scanner.take(']') || scanner.take('?'));
}
