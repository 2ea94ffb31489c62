import { nestsTooDeep } from '../field/nesting.ts'
import { inexactIn } from '../field/numbers.ts'
import { quoted } from '../source.ts'
import type { Condition } from '../spec.ts'
import type { TextValue } from './text-value.ts'

/** As a part of other patterns: `published`, `status = draft`. */
export const CONDITION_PATTERN = '[a-z][A-Za-z0-9]{0,62}(?:\\s*=\\s*\\S(?:[\\s\\S]*\\S)?)?'

const PATTERN = new RegExp(`^${CONDITION_PATTERN}$`)

/**
 * What must be true of a row.
 *
 * @example
 * CONDITION.read('status = draft') // { field: 'status', value: 'draft' }
 */
export const CONDITION: TextValue<Condition> = {
  what: 'a condition such as `published` or `status = draft`',
  pattern: PATTERN,
  read(text) {
    if (PATTERN.test(text)) return conditionOf(text)
    return {
      code: 'ASH1038',
      message: `${quoted(text)} is not a condition`,
      hint: 'type a boolean field, or a field and its value: `published`, `status = draft`',
    }
  },
}

function conditionOf(text: string): Condition {
  const [, field = '', written] = text.match(/^(\w+)(?:\s*=\s*(.*))?$/s) ?? []
  return written === undefined ? { field } : { field, value: literalOrWord(written) }
}

/** A JSON literal where it is one, else the text itself: `true`, `5`, `"in transit"`, `draft`. */
function literalOrWord(text: string): unknown {
  // A number that would change its value by being read, such as a large bigint, stays the text that it is.
  if (inexactIn(text) !== undefined || nestsTooDeep(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** `status = draft` */
export function conditionText({ field, value }: Condition): string {
  if (value === undefined) return field
  const plain = typeof value === 'string' && literalOrWord(value) === value && /^\S(?:.*\S)?$/.test(value)
  return `${field} = ${plain ? value : oneLine(JSON.stringify(value))}`
}

/** JSON leaves two line separators as they are. */
function oneLine(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
