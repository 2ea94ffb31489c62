import type { Complaint, Span, SpannedComplaint } from '../source.ts'
import type { FieldDraft } from './draft.ts'
import { Scanner } from './scanner.ts'

/** The state of reading one short form. */
export interface ShortReading {
  readonly scanner: Scanner
  readonly draft: FieldDraft
  readonly parts: Map<string, Span>
  readonly complaints: SpannedComplaint[]
}

/** Nothing read yet. */
export function startReading(text: string): ShortReading {
  return { scanner: new Scanner(text), draft: {}, parts: new Map(), complaints: [] }
}

/** Notes what is wrong with a piece of the short form. */
export function complain(reading: ShortReading, span: Span, complaint: Complaint): void {
  reading.complaints.push({ ...complaint, span })
}
