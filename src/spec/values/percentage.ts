import { quoted } from '../source.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^(100|[1-9]?\d)%$/

/**
 * A share, between 0 and 1.
 *
 * @example
 * PERCENTAGE.read('50%') // 0.5
 */
export const PERCENTAGE: TextValue<number> = {
  what: 'a percentage such as `50%`',
  pattern: PATTERN,
  read(text) {
    const percent = text.match(PATTERN)?.[1]
    if (percent !== undefined) return Number(percent) / 100
    return {
      code: 'ASH1037',
      message: `${quoted(text)} is not a percentage`,
      hint: 'type a whole number from 0 to 100 and `%`: `50%`',
    }
  },
}

/** `50%` */
export function percentageText(share: number): string {
  return `${Math.round(share * 100)}%`
}
