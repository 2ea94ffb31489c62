import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { placesOf } from '../spec/source.ts'
import type { SpecError } from './child-protocol.ts'

/** An error of loading with its place in the description, where the text tells what the stack did not. */
export async function placedFailure(error: SpecError, file: string): Promise<SpecError> {
  if (error.code !== 'ASH1072' && error.code !== 'ASH1073') return error
  const text = await readFile(file, 'utf8')
  const offset = error.code === 'ASH1072' ? importIn(text, error.message) : nameIn(text, error.message)
  if (offset !== undefined) return { ...error, ...lineAndColumn(text, offset) }
  return error.code === 'ASH1073' ? { ...error, ...(await syntaxErrorIn(text, file)) } : error
}

/** `Cannot find package 'dayjs'` and `Cannot find module '/home/me/limits.ts'` name what stands behind an import. */
function importIn(text: string, message: string): number | undefined {
  const missing = message.match(/Cannot find (?:package|module) '([^']+)'/)?.[1]
  if (missing === undefined) return undefined
  const written = [...text.matchAll(/(['"])([^'"\n]+)\1/g)]
  const isMeant = (specifier: string): boolean =>
    specifier === missing ||
    specifier.startsWith(`${missing}/`) ||
    (specifier.startsWith('.') && basename(specifier) === basename(missing))
  return written.find(([, , specifier = '']) => isMeant(specifier))?.index
}

/** A name that an import asks for and a module does not have. */
function nameIn(text: string, message: string): number | undefined {
  const missing = message.match(/does not provide an export named '([\w$]+)'/)?.[1]
  if (missing === undefined) return undefined
  const at = text.search(new RegExp(`(?<![\\w$])${missing.replaceAll('$', '\\$')}(?![\\w$])`))
  return at < 0 ? undefined : at
}

/** What the compiler says of the syntax: Node tells it without a place. */
async function syntaxErrorIn(text: string, file: string): Promise<Partial<SpecError>> {
  const { ts } = await import('ts-morph')
  const name = basename(file)
  const [first] = ts.transpileModule(text, { fileName: name, reportDiagnostics: true }).diagnostics ?? []
  if (first?.start === undefined) return {}
  const [reason = ''] = ts.flattenDiagnosticMessageText(first.messageText, '\n').split('\n')
  const message = `\`${name}\` is not TypeScript: ${reason.replace(/\.$/, '').replaceAll("'", '`')}`
  return { message, ...lineAndColumn(text, first.start) }
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const { line, column } = placesOf({ file: '', text })(offset)
  return { line, column }
}
