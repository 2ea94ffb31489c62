import { markdownText } from '../render/markdown.ts'
import { printable, printableLines } from './printable.ts'

/** A text of somebody else's as code in a line: nothing in it is markup, a mention, or HTML. */
export function markdownCode(text: string): string {
  const line = printable(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  // Spaces that stand at both ends are taken off again.
  const room = /^[` ]|[` ]$/.test(line) || line === '' ? ' ' : ''
  return `${fence}${room}${line}${room}${fence}`
}

/** A text of somebody else's as a block of code. */
export function markdownBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${printableLines(text)}\n${fence}`
}

/**
 * A sentence of a report, in which names stand in backticks: they become code, and nothing else in it is markup.
 *
 * @example
 * markdownSentence('`a_b` is *gone*') // '`a_b` is \\*gone\\*'
 */
export function markdownSentence(sentence: string): string {
  return sentence
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? markdownCode(part.slice(1, -1)) : plain(part)))
    .join('')
}

/** Spaces at the ends lead to what stands beside it. A mention would call somebody. */
function plain(part: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? []
  return `${before}${markdownText(words).replaceAll(/@(?=\w)/g, '@<!-- -->')}${after}`
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
}
