import type { Problem } from '../../errors.ts'
import type { Source } from '../source.ts'
import { placesOf } from '../source.ts'

/** The largest description, in bytes of UTF-8. */
export const MAX_BYTES = 1024 * 1024

// U+FFFD is what a lenient reader puts in place of bytes that are not UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD\uFFFE\uFFFF]|\r(?!\n)|\p{Cs}|(?!^)\uFEFF/gu

/** Refuses what is too large to read, or is no text; at most ten places are named. */
export function checkText(source: Source): Problem[] {
  if (Buffer.byteLength(source.text, 'utf8') > MAX_BYTES) return [tooLarge(source.file)]
  const wide = /^(?:[^\0]\0){2}|^(?:\0[^\0]){2}/.test(source.text)
  if (wide) return [habit(source.file, 'the file is UTF-16 text', 'save it as UTF-8')]
  const macs = source.text.match(/\r(?!\n)/g)?.length ?? 0
  if (macs > 1)
    return [habit(source.file, 'the lines end with a carriage return alone', 'save it with line ends of Unix')]
  const placeAt = placesOf(source)
  const problems: Problem[] = []
  for (const match of source.text.matchAll(FORBIDDEN)) {
    if (problems.length === 10) break
    problems.push({
      code: 'ASH1002',
      message: describe(match[0].codePointAt(0) ?? 0),
      where: placeAt(match.index),
      hint: 'save the description as UTF-8 text, and write unusual characters as "\\u00e9" in double quotes',
    })
  }
  return problems
}

/** What is wrong with every line is said once. */
function habit(file: string, message: string, hint: string): Problem {
  return { code: 'ASH1002', message, where: { file, line: 1, column: 1 }, hint }
}

/** What is said of a description that is larger than {@link MAX_BYTES}. */
export function tooLarge(file: string): Problem {
  return {
    code: 'ASH1001',
    message: 'the description is larger than 1 MiB',
    where: { file, line: 1, column: 1 },
    hint: 'a description lists resources and fields; keep data elsewhere',
  }
}

function describe(code: number): string {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code === 0xfffd) return `the file is not valid UTF-8 here (${name})`
  return `a character that does not belong in a text file: ${name}`
}
