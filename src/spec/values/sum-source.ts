import { quoted } from '../source.ts'
import type { FieldSpec } from '../spec.ts'
import type { TextValue } from './text-value.ts'

type Sum = NonNullable<FieldSpec['sum']>

const NAME = '[a-z][A-Za-z0-9]{0,62}'
const PATTERN = new RegExp(`^(${NAME})\\.${NAME}(?:\\s*\\*\\s*\\1\\.${NAME}){0,3}$`)

/**
 * The sum over children of the product of some of their fields.
 *
 * @example
 * SUM_SOURCE.read('lines.quantity * lines.unitPrice') // { children: 'lines', factors: ['quantity', 'unitPrice'] }
 */
export const SUM_SOURCE: TextValue<Sum> = {
  what: 'a sum such as `lines.quantity * lines.unitPrice`',
  pattern: PATTERN,
  read(text) {
    if (!PATTERN.test(text)) return wrong(text)
    const terms = text.split('*').map((term) => term.trim().split('.'))
    const [children = ''] = terms[0] ?? []
    if (terms.some(([from]) => from !== children)) return wrong(text)
    return { children, factors: terms.map(([, field = '']) => field) }
  },
}

function wrong(text: string) {
  return {
    code: 'ASH1045',
    message: `${quoted(text)} is not a sum over children`,
    hint: 'type fields of the same children, with `*` between: `sum(lines.quantity * lines.unitPrice)`',
  }
}

/** `lines.quantity * lines.unitPrice` */
export function sumText({ children, factors }: Sum): string {
  return factors.map((factor) => `${children}.${factor}`).join(' * ')
}
