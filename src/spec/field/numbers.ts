const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/

/** The largest double has 309 digits; what is far longer is not exact, or no number. */
const LONGEST = 400

/**
 * Whether a number as written keeps its value when it becomes a JavaScript number and is printed again.
 * Only plain decimal notation counts; `0x1F`, `.inf` and `007` do not.
 *
 * @example
 * isExact('0.10') // true
 * isExact('9007199254740993') // false
 */
export function isExact(written: string): boolean {
  if (/^[+-]?0\d/.test(written)) return false
  const wanted = canonical(written)
  const value = Number(written)
  return wanted !== undefined && Number.isFinite(value) && canonical(String(value)) === wanted
}

/** Digits without zeros at either end, and the power of ten of the last one: equal for equal decimal numbers. */
function canonical(written: string): string | undefined {
  const match = written.length > LONGEST ? null : written.match(DECIMAL)
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  if (trimmed === '') return '0'
  const power = Number(exponent) - fraction.length + (digits.length - trimmed.length)
  return `${sign === '-' ? '-' : ''}${trimmed}e${power}`
}

/**
 * The first number in a JSON text that would change its value by being read, outside its strings. One that is never
 * closed goes to the end, so that each character is looked at once.
 */
export function inexactIn(json: string): string | undefined {
  const tokens = json.matchAll(/"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|-?\d[\d.eE+-]*/g)
  for (const [token] of tokens) {
    if (!token.startsWith('"') && !isExact(token)) return token
  }
  return undefined
}
