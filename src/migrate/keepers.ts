import type { KeptColumn } from '../plan/fills.ts'
import type { ReadText } from './journal.ts'
import { isRecord, type SchemaSnapshot } from './schema-snapshot.ts'

/**
 * Where it is kept what columns follow from other rows, and how: the schema does not tell. Not there until some do. Where it
 * is gone or broken they are worked out once more, which changes nothing where they are right.
 */
export const KEPT_PATH = '.ashlar/kept.json'

/** The columns that follow from something else than they did. */
export function staleIn(read: ReadText, kept: readonly KeptColumn[] = []): readonly KeptColumn[] {
  const known = parsed(read(KEPT_PATH))
  return kept.filter((one) => known[keyOf(one)] !== one.due)
}

/** The file that remembers them; undefined where there never were any. */
export function printKept(kept: readonly KeptColumn[], before: string | undefined): string | undefined {
  if (kept.length === 0 && before === undefined) return undefined
  const sorted = kept.map((one) => [keyOf(one), one.due] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`
}

/** Whether a table was there before, and so may have rows. */
export function isThere({ tables }: SchemaSnapshot, table: string): boolean {
  return Object.values(tables).some((one) => one.name === table && one.schema === '')
}

function keyOf({ table, column }: KeptColumn): string {
  return `${table}.${column}`
}

function parsed(text = '{}'): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}
