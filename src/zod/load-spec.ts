import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { invalid } from '../errors.ts'
import { packageRoot } from '../package.ts'
import type { Source } from '../spec/source.ts'
import type { ReadSpec, SpecError, SpecRequest } from './child-protocol.ts'

const TIME_LIMIT_MS = 30_000
const LARGEST = 8 * 1024 * 1024

/** The environment that the description sees: enough to run, nothing that is secret. */
const PASSED_ON = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'] as const

/** A description in TypeScript, read. */
export interface LoadedSpec {
  /** The plain description as JSON, under the name of the file. */
  readonly source: Source
  /** Local modules that it imports besides itself. */
  readonly modules: readonly string[]
}

/** Runs a description in a process of its own, with a time limit in milliseconds, and gives what it describes. */
export async function loadSpec(file: string, timeLimit = TIME_LIMIT_MS): Promise<LoadedSpec> {
  const { description, refused, modules } = await startChild(file, timeLimit)
  const text = JSON.stringify(description, undefined, 1)
  return { source: { file: basename(file), text, refused }, modules }
}

async function startChild(file: string, timeLimit: number): Promise<ReadSpec> {
  const { execa } = await import('execa')
  const request: SpecRequest = { file, own: ownModules() }
  const result = await execa(process.execPath, ['--disable-warning=ExperimentalWarning', programOf(import.meta.url)], {
    input: JSON.stringify(request),
    env: Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
    extendEnv: false,
    timeout: timeLimit,
    killSignal: 'SIGKILL',
    maxBuffer: LARGEST,
    reject: false,
  })
  const name = basename(file)
  if (result.timedOut)
    throw refused(name, { ...HASTE, message: `\`${name}\` took longer than ${timeLimit / 1000} seconds` })
  if (result.isMaxBuffer) throw refused(name, { ...HASTE, message: `\`${name}\` describes more than 8 MiB` })
  const answer = parsed(result.stdout)
  if (isRead(answer)) return answer
  const error = errorIn(answer)
  const said = lastLine(result.stderr)
  const ended = { ...HASTE, message: `\`${name}\` ended the process that read it${said === '' ? '' : `: ${said}`}` }
  throw refused(name, error ?? ended)
}

const HASTE = { code: 'ASH1075', hint: 'a description only describes: take out what waits, loops or exits' }

/** What a description imports though its folder may have nothing installed. */
function ownModules(): SpecRequest['own'] {
  const own = import.meta.url.endsWith('.ts') ? 'src/define/index.ts' : 'dist/spec.js'
  const zod = createRequire(import.meta.url).resolve('zod')
  return {
    'create-ashlar/spec': pathToFileURL(packageRoot + own).href,
    zod: pathToFileURL(zod.replace(/index\.cjs$/, 'index.js')).href,
  }
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

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}

function isRead(answer: unknown): answer is ReadSpec {
  return typeof answer === 'object' && answer !== null && 'description' in answer && 'refused' in answer
}

function errorIn(answer: unknown): SpecError | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined
  return answer.error as SpecError
}
