import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'
import { environment, invalid, type Problem } from '../errors.ts'
import type { CommandContext } from './context.ts'

/** Options of every command. */
export const commonOptions = { cwd: z.string().optional() }

/** The options, checked by their schema; what is wrong is said in terms of flags (`--pm`), exit code 2. */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const result = schema.safeParse(options)
  if (result.success) return result.data
  throw invalid(result.error.issues.map(problemOf))
}

/** The project folder: `--cwd` from where ashlar was started; one that is not there is refused (exit 3). */
export function projectRoot(options: { readonly cwd?: string | undefined }, context: CommandContext): string {
  const root = resolve(context.cwd, options.cwd ?? '.')
  if (options.cwd === undefined || isFolder(root)) return root
  const hint = 'name the folder of a project: `-C my-api`'
  throw environment({ code: 'ASH3001', message: `\`${options.cwd}\` is no folder`, hint })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const flag = flagOf(String(issue.path[0] ?? ''))
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return {
      code: 'ASH4003',
      message: `\`${flag}\` is one of ${values.join(', ')}`,
      hint: `type \`${flag} ${values[0]}\``,
    }
  }
  return { code: 'ASH4003', message: `\`${flag}\`: ${issue.message}`, hint: 'run the command with --help' }
}

/** `dryRun` is typed `--dry-run`. */
function flagOf(property: string): string {
  return `--${property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
