import type { FieldType } from '../../model/model.ts'

const NUMBERS: ReadonlySet<string> = new Set(['smallint', 'int', 'real', 'double'])

/** The TypeScript type of a key, as the database's rows have it. */
export function typeText({ kind }: FieldType): string {
  if (kind === 'bigint') return 'bigint'
  if (kind === 'datetime') return 'Date'
  return NUMBERS.has(kind) ? 'number' : 'string'
}
