import { CommanderError } from 'commander'
import type { CommandContext } from './commands/context.ts'
import { AshlarError, EXIT, type ExitCode } from './errors.ts'
import { packageVersion } from './package.ts'
import { createProgram } from './program.ts'
import { failureText } from './report/failure.ts'
import { createTerminal, type Terminal } from './report/terminal.ts'

/**
 * The whole of ashlar for one command line, and the only door to the process: here alone an error becomes words and
 * an exit code, and nothing throws out of it.
 *
 * @example
 * await main(['generate', '--dry-run'])
 */
export async function main(argv: readonly string[]): Promise<void> {
  const terminal = createTerminal({ out: process.stdout, err: process.stderr, color: wantsColor() })
  let refused = false
  const refuse = (other: (line: string) => void) => (error: NodeJS.ErrnoException) => {
    // `ashlar generate --diff | head` closes the pipe: that is no error of anyone's.
    if (error.code === 'EPIPE') return
    // A full disk refuses every line; one sentence about it is enough.
    if (!refused) other(failureText(error, { json: false, paint: terminal.paint }).err ?? '')
    refused = true
    process.exitCode = EXIT.environment
  }
  process.stdout.on('error', refuse(terminal.err))
  process.stderr.on('error', refuse(terminal.out))
  const ended = await exitCodeOf(argv, terminal)
  process.exitCode = refused ? EXIT.environment : ended
}

/** Runs the command line, and says what went wrong. */
async function exitCodeOf(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await runCommandLine(argv, terminal)
  } catch (error) {
    const failure = failureText(error, { json: argv.includes('--json'), paint: terminal.paint })
    if (failure.out !== undefined) terminal.out(failure.out)
    if (failure.err !== undefined) terminal.err(failure.err)
    return failure.exitCode
  }
}

async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.clean
  const context: CommandContext = {
    terminal,
    cwd: process.cwd(),
    interactive: isAttended(),
    elapsed: () => performance.now(),
    now: () => Date.now(),
  }
  const program = createProgram(await packageVersion(), async (load, options) => {
    const command = await load()
    exitCode = await command(options, context)
  })
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({ outputError: () => undefined })
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return commandLineExit(error, argv)
    throw error
  }
}

/** Help and version end well; everything else that commander refuses is invalid input. */
function commandLineExit(error: CommanderError, argv: readonly string[]): ExitCode {
  if (error.exitCode === 0) return EXIT.clean
  // Only `ashlar` was typed: commander has printed the help, which is the answer.
  if (error.code === 'commander.help') return EXIT.invalid
  const [sentence = '', suggestion] = error.message
    .replace(/^error: /, '')
    .replaceAll("'", '`')
    .split('\n')
  const verb = argv.find((word) => /^[a-z]/.test(word)) ?? ''
  const help = error.code === 'commander.unknownCommand' ? 'ashlar --help' : `ashlar ${verb} --help`.replace('  ', ' ')
  throw new AshlarError(EXIT.invalid, [
    { code: 'ASH4001', message: sentence, hint: suggestion?.replace(/^\((.*)\?\)$/, '$1?') ?? `see \`${help}\`` },
  ])
}

/** In CI a pseudo-terminal is no person. */
function isAttended(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI
}

function wantsColor(): boolean {
  const { NO_COLOR, TERM } = process.env
  return process.stdout.isTTY === true && process.stderr.isTTY === true && !NO_COLOR && TERM !== 'dumb'
}
