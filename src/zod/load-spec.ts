import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { invalid } from '../errors.ts'
import type { Source } from '../spec/source.ts'
import { ANSWER_FD, type ReadSpec, type SpecError, type SpecRequest } from './child-protocol.ts'
import type { LoaderOptions } from './loader-options.ts'
import { ownModulesFor } from './own-modules.ts'
import { placedFailure } from './place-failure.ts'
import { runApart } from './run-apart.ts'

/** How long a description may take. */
export const TIME_LIMIT_MS = 30_000
const LARGEST = 8 * 1024 * 1024
const MEMORY_MB = 512

/** The environment that the description sees: enough to run, nothing that is secret. */
const PASSED_ON = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'] as const

/** A description in TypeScript, read. */
export interface LoadedSpec {
  /** The plain description as JSON, under the name of the file. */
  readonly source: Source
  /** Local modules that it imports besides itself. */
  readonly modules: readonly string[]
}

/**
 * Runs a description in a process of its own, with a time limit in milliseconds, and gives what it describes. The text
 * of the file `standIn` is run as if it stood in `file`.
 */
export async function loadSpec(file: string, timeLimit = TIME_LIMIT_MS, standIn?: string): Promise<LoadedSpec> {
  const request: SpecRequest = { file, own: ownModulesFor(file), ...(standIn !== undefined && { standIn }) }
  const { description, refused, modules } = await startChild(request, timeLimit)
  const text = JSON.stringify(description, undefined, 1).replace(UNUSUAL, escaped)
  return { source: { file: basename(file), text, refused }, modules }
}

// What the parser takes for damage in a file is as good as any other character in a text of TypeScript.
const UNUSUAL = /[\u007F-\u009F\uFEFF\uFFFD-\uFFFF]/g

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}

async function startChild(request: SpecRequest, timeLimit: number): Promise<ReadSpec> {
  const { file } = request
  const { end, answer: text } = await runApart({
    program: programOf(import.meta.url),
    flags: flagsFor(request),
    input: JSON.stringify(request),
    env: Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
    timeLimit,
    largest: LARGEST,
    answerFd: ANSWER_FD,
  })
  const name = basename(file)
  if (end === 'timedOut')
    throw refused(name, { ...HASTE, message: `\`${name}\` took longer than ${timeLimit / 1000} seconds` })
  if (end === 'tooMuch') throw refused(name, { ...HASTE, message: `\`${name}\` describes more than 8 MiB` })
  if (end === 'outOfMemory')
    throw refused(name, { ...HASTE, message: `\`${name}\` took more than ${MEMORY_MB} MB of memory` })
  const answer = parsed(text)
  if (isRead(answer)) return answer
  const error = errorIn(answer) ?? { ...HASTE, message: `\`${name}\` ended the process that read it` }
  throw refused(name, request.standIn === undefined ? await placedFailure(error, file) : error)
}

const HASTE = { code: 'ASH1075', hint: 'a description only describes: take out what waits, loops or exits' }

/** A Node that does not read TypeScript itself is given hooks that do. */
function flagsFor({ file, standIn, own }: SpecRequest): string[] {
  const always = ['--no-warnings', `--max-old-space-size=${MEMORY_MB}`]
  if (process.features.typescript) return always
  const options: LoaderOptions = {
    entry: pathToFileURL(file).href,
    own,
    ...(standIn !== undefined && { standIn }),
  }
  const loader = new URL('./spec-loader.js', import.meta.url)
  loader.searchParams.set('options', JSON.stringify(options))
  return [...always, '--enable-source-maps', '--experimental-loader', loader.href]
}

/** Beside this module: as source in a clone, as a bundle in the package. */
function programOf(url: string): string {
  return fileURLToPath(new URL(url.endsWith('.ts') ? './child.ts' : './spec-child.js', url))
}

function refused(file: string, { line, column, ...problem }: SpecError): Error {
  return invalid([{ ...problem, where: { file, line: line ?? 1, column: column ?? 1 } }])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRead(answer: unknown): answer is ReadSpec {
  return typeof answer === 'object' && answer !== null && 'description' in answer && 'refused' in answer
}

function errorIn(answer: unknown): SpecError | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined
  return answer.error as SpecError
}
