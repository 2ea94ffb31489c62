import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { printableLines } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What a file had and what it gets; `undefined` is no file. */
export interface TextChange {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The change as a unified diff that `patch` and `git apply` take, `/dev/null` for no file. */
export function unifiedDiff(change: TextChange): string {
  const from = change.before === undefined ? '/dev/null' : `a/${change.path}`
  const to = change.after === undefined ? '/dev/null' : `b/${change.path}`
  return createTwoFilesPatch(from, to, change.before ?? '', change.after ?? '', undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  }).trimEnd()
}

/** The same for a terminal: coloured, and with nothing in it that a terminal would obey. */
export function paintedDiff(change: TextChange, paint: Paint): string {
  return printableLines(unifiedDiff(change))
    .split('\n')
    .map((line) => paintLine(line, paint))
    .join('\n')
}

function paintLine(line: string, paint: Paint): string {
  if (/^(---|\+\+\+) /.test(line)) return paint.bold(line)
  if (line.startsWith('@@')) return paint.cyan(line)
  if (line.startsWith('+')) return paint.green(line)
  return line.startsWith('-') ? paint.red(line) : line
}
