import { quoted } from '../source.ts'
import type { Rate } from '../spec.ts'
import { DURATION, durationText } from './duration.ts'
import { isComplaint, type TextValue } from './text-value.ts'

const PATTERN = /^([1-9]\d{0,6})\/([1-9]\d{0,6}(?:ms|s|m|h|d))$/

/**
 * So many requests within a time.
 *
 * @example
 * RATE.read('300/1m') // { limit: 300, window: 60000 }
 */
export const RATE: TextValue<Rate> = {
  what: 'a rate such as `300/1m`',
  pattern: PATTERN,
  read(text) {
    const [, limit, span = ''] = text.match(PATTERN) ?? []
    const window = DURATION.read(span)
    if (limit !== undefined && !isComplaint(window)) return { limit: Number(limit), window }
    return {
      code: 'ASH1037',
      message: `${quoted(text)} is not a rate`,
      hint: meant(text) ?? 'type how many requests in which time: `300/1m`',
    }
  },
}

/** `100 per minute` is meant to be `100/1m`. */
function meant(text: string): string | undefined {
  const [, limit, unit] = text.match(/^([1-9]\d{0,6})\s*(?:\/|per|a|an)\s*([smhd])[a-z]*$/i) ?? []
  return unit && `type \`${limit}/1${unit.toLowerCase()}\``
}

/** `300/1m` */
export function rateText({ limit, window }: Rate): string {
  return `${limit}/${durationText(window)}`
}
