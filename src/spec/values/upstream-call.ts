import { quoted } from '../source.ts'
import type { UpstreamCall } from '../spec.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^[a-z][A-Za-z0-9]{0,62}\.[a-z][A-Za-z0-9]{0,62}$/

/**
 * A call of an upstream.
 *
 * @example
 * UPSTREAM_CALL.read('payments.charge') // { upstream: 'payments', call: 'charge' }
 */
export const UPSTREAM_CALL: TextValue<UpstreamCall> = {
  what: 'a call of an upstream, such as `payments.charge`',
  pattern: PATTERN,
  read(text) {
    const [upstream = '', call = ''] = text.split('.')
    if (PATTERN.test(text)) return { upstream, call }
    return {
      code: 'ASH1038',
      message: `${quoted(text)} is not a call of an upstream`,
      hint: 'type the upstream and its call with a `.` between: `payments.charge`',
    }
  },
}
