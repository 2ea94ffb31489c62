import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect, stripVTControlCharacters } from 'node:util'
import { AshlarError, invalid } from '../errors.ts'
import type { SpecError } from './child-protocol.ts'
import { NOT_TYPESCRIPT } from './loader-options.ts'

/** A module that runs and is no description. */
export function notASpec(why: string): AshlarError {
  const hint = 'end it with `export default defineSpec({ ashlar: 1, name: "my-api", resources: { … } })`'
  return invalid([{ code: 'ASH1071', message: `this is no description: ${why}`, hint }])
}

/** Why a description could not be loaded, in words; `file` is its absolute path. */
export function failureOf(error: unknown, file: string): SpecError {
  const name = basename(file)
  const [known] = error instanceof AshlarError ? error.problems : []
  if (known !== undefined) return { code: known.code, message: known.message, hint: known.hint ?? '' }
  const where = placeIn(error, file)
  const reason = reasonOf(error)
  if (isCode(error, 'ERR_MODULE_NOT_FOUND') || isCode(error, 'MODULE_NOT_FOUND')) {
    const hint = 'install what it imports, or correct the path'
    return { code: 'ASH1072', message: `\`${name}\` imports what is not there: ${reason}`, hint, ...where }
  }
  if (error instanceof SyntaxError || isCode(error, NOT_TYPESCRIPT)) {
    const hint = 'put that right; an editor shows the place'
    return { code: 'ASH1073', message: `\`${name}\` is not TypeScript that Node can run: ${reason}`, hint, ...where }
  }
  const hint = 'a description only describes: it needs no files, network or environment'
  return { code: 'ASH1074', message: `\`${name}\` failed while it ran: ${reason}`, hint, ...where }
}

/** On one line. */
const SHORT = { depth: 1, breakLength: Number.POSITIVE_INFINITY } as const

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** The first line of what was thrown, whatever that was. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === 'string' ? error : inspect(error, SHORT)
  const [line = ''] = stripVTControlCharacters(text).trim().split('\n')
  return line.length > 200 ? `${line.slice(0, 197)}...` : line
}

/** The place in the description that a stack names. */
function placeIn(error: unknown, file: string): Pick<SpecError, 'line' | 'column'> {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const written of [pathToFileURL(file).href, file]) {
    const at = stack.indexOf(`${written}:`)
    const [, line, column] = at < 0 ? [] : (stack.slice(at + written.length).match(/^:(\d+)(?::(\d+))?/) ?? [])
    if (line !== undefined) return { line: Number(line), column: Number(column ?? 1) }
  }
  return {}
}
