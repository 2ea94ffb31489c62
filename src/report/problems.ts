import type { Problem, Sources } from '../errors.ts'
import { frameText } from './frame.ts'
import { printable, printableLines } from './printable.ts'
import type { Paint } from './terminal.ts'

/** Every problem as `file:line:column: sentence` with its code; then its line, where that is known, and its hint. */
export function problemText(problems: readonly Problem[], paint: Paint, sources: Sources = new Map()): string {
  const lines = new Map(Array.from(sources, ([file, text]) => [file, linesOf(text)]))
  return problems.map((problem) => oneProblem(problem, paint, lines)).join('\n')
}

type Lines = ReadonlyMap<string, readonly string[]>

/** A mark of the byte order takes no column. */
function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split('\n')
}

function oneProblem({ code, message, where, hint }: Problem, paint: Paint, lines: Lines): string {
  const place = where ? `${printable(where.file)}:${where.line}:${where.column}: ` : ''
  const frame = where && frameText(lines.get(where.file) ?? [], where, paint)
  return [
    `${paint.bold(place)}${printableLines(message)} ${paint.dim(`[${code}]`)}`,
    ...(frame === undefined ? [] : [frame]),
    ...(hint === undefined ? [] : [`  ${paint.cyan(printableLines(hint))}`]),
  ].join('\n')
}
