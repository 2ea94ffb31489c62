/**
 * Plain text in Markdown: one line, with everything that could be markup or HTML escaped.
 *
 * @example
 * markdownText('<b> [x](y)') // '\\<b\\> \\[x\\]\\(y\\)'
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\\`*_{}[\]()<>#+!|~&$]/g, '\\$&')
    .trim()
    .replace(/^[-=]|(?<=^\d+)\./, '\\$&')
}
