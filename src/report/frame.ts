import { shownText, shownWidth } from './cells.ts'
import type { Paint } from './terminal.ts'

/** How many characters of a line are shown at most, and how many of them stand before the place. */
const SHOWN = { most: 100, before: 60 }

/**
 * The line of a place with a mark under its column, and the line before it; nothing when there is nothing to show.
 *
 * @example
 *    9 |   book:
 * > 10 |     isbn: string(13..13) unique immutabel
 *      |                                 ^
 */
export function frameText(
  lines: readonly string[],
  { line, column }: { readonly line: number; readonly column: number },
  paint: Paint,
): string | undefined {
  const text = lines[line - 1]?.trimEnd() ?? ''
  if (text === '') return undefined
  const at = Math.min(column - 1, text.length)
  const from = text.length > SHOWN.most ? Math.max(0, at - SHOWN.before) : 0
  const above = partOf(lines[line - 2]?.trimEnd() ?? '', from)
  const gutter = (number: string): string => paint.dim(`${number.padStart(String(line).length)} |`)
  const indent = ' '.repeat(shownWidth(partOf(text.slice(0, at), from)))
  return [
    ...(above.trim() === '' ? [] : [`  ${gutter(String(line - 1))} ${shownText(above)}`]),
    `${paint.red('>')} ${gutter(String(line))} ${shownText(partOf(text, from))}`,
    `  ${gutter('')} ${indent}${paint.red('^')}`,
  ].join('\n')
}

/** What is shown of a line, from a character on, with dots for what is left out. */
function partOf(line: string, from: number): string {
  const start = from > 0 && isSecondHalf(line, from) ? from - 1 : from
  const end = start + SHOWN.most
  const part = line.slice(start, isSecondHalf(line, end) ? end - 1 : end)
  if (part === '') return ''
  return `${start > 0 ? '…' : ''}${part}${end < line.length ? '…' : ''}`
}

/** Whether a cut here would go through the middle of a character. */
function isSecondHalf(line: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(line.charAt(at))
}
