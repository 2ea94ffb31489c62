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

/**
 * Text that is Markdown itself, as descriptions in OpenAPI are: it keeps its markup, but no tag of HTML begins in it,
 * and no link leads to anything but the web, a mailbox or a place beside it.
 *
 * @example
 * markdownProse('*a* <b> [c](javascript:d)') // '*a* &lt;b> [c]\\(javascript:d)'
 */
export function markdownProse(text: string): string {
  return text
    .replaceAll(/<(?=[a-z/!?])/gi, '&lt;')
    .replaceAll(/\](?=[(:])(?![(:]\s*(?!\s)(?:https?:\/\/|mailto:|[\w./#-]*(?:[)\s]|$)))/gi, ']\\')
}
