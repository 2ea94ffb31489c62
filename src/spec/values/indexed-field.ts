import { quoted } from '../source.ts'
import type { IndexedField } from '../spec.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^(?:[a-z][A-Za-z0-9]{0,62}|lower\([a-z][A-Za-z0-9]{0,62}\))$/

/**
 * A field in an index.
 *
 * @example
 * INDEXED_FIELD.read('lower(email)') // { field: 'email', lower: true }
 */
export const INDEXED_FIELD: TextValue<IndexedField> = {
  what: 'the name of a field',
  pattern: PATTERN,
  read(text) {
    const lower = text.match(/^lower\((\w+)\)$/)?.[1]
    if (PATTERN.test(text)) return { field: lower ?? text, lower: lower !== undefined }
    return {
      code: 'ASH1038',
      message: `${quoted(text)} cannot be indexed`,
      hint: 'type the name of a field, or `lower(email)`',
    }
  },
}

/** `lower(email)` */
export function indexedFieldText({ field, lower }: IndexedField): string {
  return lower ? `lower(${field})` : field
}
