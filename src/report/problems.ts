import type { Problem } from '../errors.ts'
import { printable, printableLines } from './printable.ts'
import type { Paint } from './terminal.ts'

/** Every problem as `file:line:column: sentence`, its hint on the next line, and its code. */
export function problemText(problems: readonly Problem[], paint: Paint): string {
  return problems.map((problem) => oneProblem(problem, paint)).join('\n')
}

function oneProblem({ code, message, where, hint }: Problem, paint: Paint): string {
  const place = where ? `${printable(where.file)}:${where.line}:${where.column}: ` : ''
  const sentence = `${paint.bold(place)}${printableLines(message)} ${paint.dim(`[${code}]`)}`
  return hint === undefined ? sentence : `${sentence}\n  ${paint.cyan(printableLines(hint))}`
}
