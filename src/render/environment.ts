/**
 * A value in a `.env` file, as Node.js and Compose read it: bare where that is safe, else in quotes in which nothing is
 * replaced. Undefined when no quotes can hold it.
 *
 * @example
 * environmentValue('Thank you') // "'Thank you'"
 */
export function environmentValue(text: string): string | undefined {
  if (/^[A-Za-z0-9_./:@+-]*$/.test(text)) return text
  return /^[^'\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u.test(text) ? `'${text}'` : undefined
}
