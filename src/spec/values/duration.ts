import { quoted } from '../source.ts'
import type { TextValue } from './text-value.ts'

/** Milliseconds by unit. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const PATTERN = /^([1-9]\d{0,6})(ms|s|m|h|d)$/

/**
 * A time span, in milliseconds.
 *
 * @example
 * DURATION.read('15m') // 900000
 */
export const DURATION: TextValue<number> = {
  what: 'a duration such as `2s`',
  pattern: PATTERN,
  read(text) {
    const [, amount, unit] = text.match(PATTERN) ?? []
    if (amount !== undefined && unit !== undefined) return Number(amount) * (UNITS[unit] ?? 0)
    return {
      code: 'ASH1037',
      message: `${quoted(text)} is not a duration`,
      hint: meant(text) ?? 'type a number and `ms`, `s`, `m`, `h` or `d`: `800ms`, `15m`, `30d`',
    }
  },
}

/** `5 minutes` is meant to be `5m`. */
function meant(text: string): string | undefined {
  const pattern = /^([1-9]\d{0,6})\s*(?:(ms|milli)|(s)|(m)|(h)|(d))[a-z]*$/i
  const [, amount, ...units] = text.match(pattern) ?? []
  const unit = ['ms', 's', 'm', 'h', 'd'][units.findIndex((found) => found !== undefined)]
  return unit === undefined ? undefined : `type \`${amount}${unit}\``
}

/** The shortest text for so many milliseconds: `15m`. */
export function durationText(milliseconds: number): string {
  const fitting = Object.entries(UNITS).filter(([, length]) => milliseconds % length === 0)
  const [unit, length] = fitting.at(-1) ?? ['ms', 1]
  return `${milliseconds / length}${unit}`
}
