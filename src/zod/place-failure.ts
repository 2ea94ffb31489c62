import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { placesOf, quoted } from '../spec/source.ts'
import type { SpecError } from './child-protocol.ts'
import { withoutTypes } from './erasable.ts'
import { mistyped } from './mistyped.ts'

/** An error of loading with its place in the description, where the text tells what the stack did not. */
export async function placedFailure(error: SpecError, file: string): Promise<SpecError> {
  const text = await readFile(file, 'utf8')
  if (error.code === 'ASH1072') return missingImport(error, text, basename(file))
  if (error.code === 'ASH1074') return (await mistyped(error, text)) ?? error
  if (error.code !== 'ASH1073') return error
  const offset = nameIn(text, error.message)
  if (offset !== undefined) return { ...error, ...lineAndColumn(text, offset) }
  return { ...error, ...(await syntaxErrorIn(text, file)) }
}

/** `Cannot find package 'dayjs'` and `Cannot find module '/home/me/limits.ts'` name what stands behind an import. */
function missingImport(error: SpecError, text: string, name: string): SpecError {
  const missing = error.message.match(/Cannot find (?:package|module) '([^']+)'/)?.[1]
  if (missing === undefined) return error
  const written = [...text.matchAll(/(['"])([^'"\n]+)\1/g)]
  const isMeant = (specifier: string): boolean =>
    specifier === missing ||
    specifier.startsWith(`${missing}/`) ||
    (specifier.startsWith('.') && basename(specifier) === basename(missing))
  const found = written.find(([, , specifier = '']) => isMeant(specifier))
  const shown = found?.[2] ?? (missing.includes('/node_modules/') ? missing : basename(missing))
  const message = `\`${name}\` imports what is not there: ${quoted(shown)}`
  return { ...error, message, ...(found !== undefined && lineAndColumn(text, found.index)) }
}

/** A name that an import asks for and a module does not have. */
function nameIn(text: string, message: string): number | undefined {
  const missing = message.match(/does not provide an export named '([\w$]+)'/)?.[1]
  if (missing === undefined) return undefined
  const at = text.search(new RegExp(`(?<![\\w$])${missing.replaceAll('$', '\\$')}(?![\\w$])`))
  return at < 0 ? undefined : at
}

/** What the compiler says of the syntax, also of that of local modules: each Node words it otherwise. */
async function syntaxErrorIn(text: string, file: string): Promise<Partial<SpecError>> {
  const { ts } = await import('ts-morph')
  const read = withoutTypes(ts, text, basename(file))
  if (!('code' in read)) {
    const { message, hint, offset } = read
    return { message: `\`${basename(file)}\` ${message}`, hint, ...lineAndColumn(text, offset) }
  }
  for (const { fileName, pos } of ts.preProcessFile(text).importedFiles) {
    if (!/^\.{1,2}\/.*\.[mc]?ts$/.test(fileName)) continue
    const path = join(dirname(file), fileName)
    const inner = await readFile(path, 'utf8').catch(() => '')
    const { message, hint = '' } = await syntaxErrorIn(inner, path)
    if (message !== undefined) return { message, hint, ...lineAndColumn(text, pos) }
  }
  return {}
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const { line, column } = placesOf({ file: '', text })(offset)
  return { line, column }
}
