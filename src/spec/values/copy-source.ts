import { quoted } from '../source.ts'
import type { FieldSpec } from '../spec.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^[a-z][A-Za-z0-9]{0,62}\.[a-z][A-Za-z0-9]{0,62}$/

/**
 * A field of what a reference leads to.
 *
 * @example
 * COPY_SOURCE.read('product.price') // { reference: 'product', field: 'price' }
 */
export const COPY_SOURCE: TextValue<NonNullable<FieldSpec['copy']>> = {
  what: 'a reference and a field of its target, such as `product.price`',
  pattern: PATTERN,
  read(text) {
    const [reference = '', field = ''] = text.split('.')
    if (PATTERN.test(text)) return { reference, field }
    return {
      code: 'ASH1045',
      message: `${quoted(text)} is not a field to copy`,
      hint: 'type a reference of this resource and a field of its target: `copy(product.price)`',
    }
  },
}
