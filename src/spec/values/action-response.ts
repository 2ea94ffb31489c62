import { quoted } from '../source.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^[a-z][A-Za-z0-9]{0,62}(?:\[\])?$/

/**
 * What an action answers, when that is a resource or a list of it.
 *
 * @example
 * ACTION_RESPONSE.read('product[]') // { resource: 'product', list: true }
 */
export const ACTION_RESPONSE: TextValue<{ readonly resource: string; readonly list: boolean }> = {
  what: 'a resource such as `order` or `order[]`, or a map of fields',
  pattern: PATTERN,
  read(text) {
    if (PATTERN.test(text)) return { resource: text.replace('[]', ''), list: text.endsWith('[]') }
    return {
      code: 'ASH1038',
      message: `${quoted(text)} is not an answer`,
      hint: 'type a resource, `[]` behind it for a list, or a map of fields: `order`, `order[]`, `{ paid: boolean }`',
    }
  },
}
