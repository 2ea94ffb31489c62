/**
 * One word of a POSIX shell: always in single quotes, in which nothing is expanded.
 *
 * @example
 * shellWord("it's $(id)") // `'it'\''s $(id)'`
 */
export function shellWord(text: string): string {
  return `'${text.replaceAll('\u0000', '').replaceAll("'", `'\\''`)}'`
}
