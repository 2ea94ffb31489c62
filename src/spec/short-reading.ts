import type { FieldDraft } from './field-draft.ts'
import { Scanner } from './scanner.ts'
import type { Complaint, Span, SpannedComplaint } from './source.ts'

/** A word of the language that nothing generates yet, and what to cut to be rid of it. */
export interface RefusedWord {
  readonly name: string
  readonly span: Span
  /** The field cannot be without it: the whole of it must go. */
  readonly whole: boolean
}

/** The state of reading one short form. */
export interface ShortReading {
  readonly scanner: Scanner
  readonly draft: FieldDraft
  readonly parts: Map<string, Span>
  readonly complaints: SpannedComplaint[]
  readonly refused: RefusedWord[]
}

/** Nothing read yet. */
export function startReading(text: string): ShortReading {
  return { scanner: new Scanner(text), draft: {}, parts: new Map(), complaints: [], refused: [] }
}

/** Notes what is wrong with a piece of the short form. */
export function complain(reading: ShortReading, span: Span, complaint: Complaint): void {
  reading.complaints.push({ ...complaint, span })
}
