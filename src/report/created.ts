import { isAbsolute, relative } from 'node:path'
import { duration } from './duration.ts'
import { PUBLIC } from './generated.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** A project that `new` made, as far as the last words need it. */
export interface Created {
  readonly root: string
  /** Where the user stands, and so where `cd` starts. */
  readonly cwd: string
  readonly manager: string
  readonly installed: boolean
}

/** A step that is done, on one line with how long it took. */
export function stepLine(step: { readonly what: string; readonly milliseconds: number }, paint: Paint): string {
  return `${paint.green('done')}  ${printable(step.what)} ${paint.dim(`(${duration(step.milliseconds)})`)}`
}

/** What there is to know about a new project, and the next three commands. */
export function createdText(created: Created, paint: Paint): string {
  const commands = nextCommands(created).map((command) => `  ${paint.cyan(printable(command))}`)
  return ['', PUBLIC, '', 'Next:', ...commands].join('\n')
}

function nextCommands({ root, cwd, manager, installed }: Created): string[] {
  const rest = installed ? [`${manager} run dev`, `${manager} run test`] : [`${manager} install`, 'npx ashlar generate']
  return [`cd ${shellWord(shorter(root, cwd))}`, ...rest]
}

/** The way that is shorter to type. */
function shorter(root: string, cwd: string): string {
  const path = relative(cwd, root) || '.'
  return isAbsolute(path) || path.length > root.length ? root : path
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
