import { environment } from '../errors.ts'

/** A program to run in a project; never through a shell. */
export interface Tool {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Added to ashlar's own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What to do when the program is not installed. */
  readonly hint: string
  /** What it prints is a text of which every byte counts, the last line feed too. */
  readonly verbatim?: boolean
}

/** How a program ended. */
export interface ToolResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end with nothing on its standard input; one that is not installed is refused (exit 3). */
export async function runTool({ program, args, cwd, env, hint, verbatim = false }: Tool): Promise<ToolResult> {
  const { execa } = await import('execa')
  const how = { cwd, ...(env && { env }), stdin: 'ignore', reject: false, stripFinalNewline: !verbatim } as const
  const result = await execa(program, [...args], how)
  if (result.exitCode !== undefined) return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr }
  if (result.code === 'ENOENT') throw missing(program, hint)
  throw failed(program, args, result.shortMessage ?? '')
}

/** Like `runTool`, for a program that has to succeed; its last words are in the error (exit 3). */
export async function requireTool(tool: Tool): Promise<string> {
  const { exitCode, stdout, stderr } = await runTool(tool)
  if (exitCode === 0) return stdout
  throw failed(tool.program, tool.args, lastLines(stderr === '' ? stdout : stderr))
}

const LAST_LINES = 12

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-LAST_LINES).join('\n')
}

function missing(program: string, hint: string) {
  return environment({ code: 'ASH3130', message: `\`${program}\` is not installed, or not on the PATH`, hint })
}

function failed(program: string, args: readonly string[], reason: string) {
  const command = [program, ...args.filter((arg) => !arg.startsWith('-'))].slice(0, 2).join(' ')
  return environment({
    code: 'ASH3131',
    message: `\`${command}\` failed: ${reason}`,
    hint: 'run it yourself to see all of it',
  })
}
