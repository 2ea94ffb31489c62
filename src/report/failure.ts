import { AshlarError, EXIT, type ExitCode, type Problem, type Sources } from '../errors.ts'
import { printableLines } from './printable.ts'
import { problemText } from './problems.ts'
import type { Paint } from './terminal.ts'

/** What to print where, and the exit code, when a command failed. */
export interface Failure {
  readonly exitCode: ExitCode
  readonly out?: string
  readonly err?: string
}

/** Any thrown value as words: expected errors without a stack, bugs with one and a request to report them. */
export function failureText(error: unknown, how: { readonly json: boolean; readonly paint: Paint }): Failure {
  const expected = expectedError(error)
  if (expected === undefined) return { exitCode: EXIT.bug, err: bugText(error) }
  const { exitCode, problems, sources } = expected
  if (how.json) return { exitCode, out: JSON.stringify({ exitCode, problems }, undefined, 2) }
  return { exitCode, err: problemText(problems, how.paint, sources) }
}

interface Expected {
  readonly exitCode: ExitCode
  readonly problems: readonly Problem[]
  readonly sources?: Sources
}

function expectedError(error: unknown): Expected | undefined {
  if (error instanceof AshlarError) return error
  return isSystemError(error) ? { exitCode: EXIT.environment, problems: [systemProblem(error)] } : undefined
}

/** A full disk or a forbidden folder is the machine's refusal, not a bug of ashlar's. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

function systemProblem(error: NodeJS.ErrnoException): Problem {
  const path = error.path === undefined ? '' : ` (${error.path})`
  return {
    code: 'ASH3000',
    message: `the system refused \`${error.syscall}\`: ${SYSTEM_REASONS[error.code ?? ''] ?? error.code}${path}`,
    hint: 'put that right and run the same command again; nothing is left half done',
  }
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
}

function bugText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `${printableLines(stack)}\n\nThis is a bug in ashlar, not in your description. Please report it with the lines above and the command that you ran.`
}
