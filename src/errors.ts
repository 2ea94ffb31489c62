/** A position in a description or another file the user wrote; lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One thing that is wrong with the input, in the user's words. */
export interface Problem {
  /** Stable, listed in docs/errors.md: `ASH1043`. */
  readonly code: string
  /** A sentence without a final full stop. */
  readonly message: string
  readonly where?: Place
  /** What to type or do instead. */
  readonly hint?: string
}

/** The texts in which problems have their places, by the names that these places have. */
export type Sources = ReadonlyMap<string, string>

/** The exit codes of every command, the same at every verbosity. */
export const EXIT = { clean: 0, drift: 1, invalid: 2, environment: 3, bug: 70 } as const

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/**
 * The only error that ashlar throws on purpose. `main.ts` prints its problems and exits with its code;
 * anything else that reaches the door is a bug in ashlar.
 *
 * @example
 * throw new AshlarError(EXIT.environment, [{ code: 'ASH3001', message: 'ashlar.yaml is not there', hint: 'run it in the project' }])
 */
export class AshlarError extends Error {
  override readonly name = 'AshlarError'
  readonly exitCode: ExitCode
  readonly problems: readonly Problem[]
  /** For showing the lines that the problems are in, as far as they are known. */
  readonly sources: Sources

  constructor(exitCode: ExitCode, problems: readonly Problem[], options?: ErrorOptions & { sources?: Sources }) {
    super(problems.map((problem) => problem.message).join('; '), options)
    this.exitCode = exitCode
    this.problems = problems
    this.sources = options?.sources ?? new Map()
  }
}

/** The same error with the text that its places are in; what it has of this name already stays. */
export function withSource(error: unknown, { file, text }: { readonly file: string; readonly text: string }): unknown {
  if (!(error instanceof AshlarError) || error.sources.has(file)) return error
  const sources = new Map([...error.sources, [file, text]])
  return new AshlarError(error.exitCode, error.problems, { cause: error.cause, sources })
}

/** The description or the command line is wrong: exit code 2, nothing written. */
export function invalid(problems: readonly Problem[]): AshlarError {
  return new AshlarError(EXIT.invalid, problems)
}

/** The machine, the file system or a tool refused: exit code 3. */
export function environment(problem: Problem, cause?: unknown): AshlarError {
  return new AshlarError(EXIT.environment, [problem], cause === undefined ? undefined : { cause })
}
