import type { ExitCode } from '../errors.ts'
import type { Terminal } from '../report/terminal.ts'

/** What a command may use of the process around it. */
export interface CommandContext {
  readonly terminal: Terminal
  /** The folder that relative paths on the command line start from; absolute. */
  readonly cwd: string
  /** Whether somebody is there to answer questions. */
  readonly interactive: boolean
  /** Milliseconds that only ever grow, for durations. */
  readonly elapsed: () => number
  /** Milliseconds since 1970, for what is written down. */
  readonly now: () => number
}

/** A verb: options as the command line gave them, an exit code back; throws `AshlarError` for what the user must hear. */
export type Command = (options: unknown, context: CommandContext) => Promise<ExitCode>
