import { environment } from '../errors.ts'
import { isConfined } from './paths.ts'

/** What a transaction does to one path. */
export interface Step {
  readonly path: string
  /** The SHA-256 of the bytes before, or `absent`. */
  readonly before: string
  /** The name of the new file in the transaction's folder; `undefined` when the step removes the file. */
  readonly staged: string | undefined
}

/** The names of the journal: while it is written, and once the transaction is decided. */
export const JOURNAL = { open: 'journal.json', decided: 'committed.json' } as const

const FORMAT = 1

/** The journal as it stands on disk. */
export function printJournal(steps: readonly Step[]): string {
  return `${JSON.stringify({ format: FORMAT, steps }, undefined, 1)}\n`
}

/** Reads a journal back; a broken one, or one that leaves the project, is refused (exit 3). */
export function parseJournal(text: string, where: string): readonly Step[] {
  const steps = stepsIn(text)
  if (steps !== undefined) return steps
  throw environment({
    code: 'ASH3122',
    message: `an earlier run of ashlar was interrupted, and its journal \`${where}\` cannot be read`,
    hint: `look at what git shows as changed, take it back or keep it, then remove the folder of ${where}`,
  })
}

function stepsIn(text: string): readonly Step[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || value.format !== FORMAT || !Array.isArray(value.steps)) return undefined
    const steps = value.steps.flatMap((step: unknown) => stepIn(step) ?? [])
    return steps.length === value.steps.length ? steps : undefined
  } catch {
    return undefined
  }
}

function stepIn(step: unknown): Step | undefined {
  if (!isRecord(step)) return undefined
  const { path, before, staged } = step
  if (typeof path !== 'string' || !isConfined(path) || typeof before !== 'string') return undefined
  if (staged !== undefined && (typeof staged !== 'string' || !/^\d+$/.test(staged))) return undefined
  return { path, before, staged }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
