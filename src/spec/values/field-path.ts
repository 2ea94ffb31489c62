import { quoted } from '../source.ts'
import type { FieldPath } from '../spec.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^[a-z][A-Za-z0-9]{0,62}(?:\.[a-z][A-Za-z0-9]{0,62}){0,3}$/

/**
 * A field, or a way along references to one.
 *
 * @example
 * FIELD_PATH.read('category.slug') // ['category', 'slug']
 */
export const FIELD_PATH: TextValue<FieldPath> = {
  what: 'a field such as `title` or `category.slug`',
  pattern: PATTERN,
  read(text) {
    const [first, ...rest] = text.split('.')
    if (first !== undefined && PATTERN.test(text)) return [first, ...rest]
    return {
      code: 'ASH1038',
      message: `${quoted(text)} is not the name of a field, nor a way to one`,
      hint: 'type names with a `.` between, four at most: `title`, `category.slug`',
    }
  },
}
