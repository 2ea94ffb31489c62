import { isAbsolute, relative } from 'node:path'
import { TYPED } from '../plan/package-managers.ts'
import type { PackageManager } from '../plan/setup.ts'
import { duration } from './duration.ts'
import { changedForAllText, PUBLIC } from './generated.ts'
import { printable } from './printable.ts'
import { shellWord } from './shell-word.ts'
import type { Paint } from './terminal.ts'

/** A project that `new` made, as far as the last words need it. */
export interface Created {
  readonly root: string
  /** Where the user stands, and so where `cd` starts. */
  readonly cwd: string
  readonly manager: PackageManager
  readonly installed: boolean
  /** Whether nobody signs in, and so everybody may do everything. */
  readonly isPublic: boolean
  /** Resources that belong to no tenant, and that people of any tenant may change. */
  readonly changedForAll: readonly string[]
  /** The files with actions that are still to be written, and what those are called. */
  readonly actions: readonly { readonly path: string; readonly names: readonly string[] }[]
  /** The version of Node that the project brings along, if any. */
  readonly node: string | undefined
}

/** A step that is done. */
export interface Step {
  readonly what: string
  readonly milliseconds: number
}

/** What a step did and how long it took. */
export function timed({ what, milliseconds }: Step, paint: Paint): string {
  return `${printable(what)} ${paint.dim(`(${duration(milliseconds)})`)}`
}

/** The same on a line of its own. */
export function stepLine(step: Step, paint: Paint): string {
  return `${paint.green('done')}  ${timed(step, paint)}`
}

/** What there is to know about a new project, and the next three commands. */
export function createdText(created: Created, paint: Paint): string {
  const commands = nextCommands(created).map((command) => `  ${paint.cyan(printable(command))}`)
  const node = created.node === undefined ? [] : [`${nodeText(created.node)}`]
  const known = [
    ...(created.isPublic ? [PUBLIC] : []),
    ...(created.changedForAll.length > 0 ? [changedForAllText(created.changedForAll)] : []),
  ]
  const forms = created.actions.map(({ path, names }) => `  ${printable(path)}  ${names.map(printable).join(', ')}`)
  if (forms.length > 0) known.push(`Yours to write; until then the project does not compile:\n${forms.join('\n')}`)
  return ['', ...known, ...node, '', 'Next:', ...commands].join('\n')
}

function nodeText(version: string): string {
  const own = `This machine has Node ${process.versions.node}, and the service needs 22.18 or newer`
  return `${own}: the project brings ${version} along, for its scripts.`
}

function nextCommands({ root, cwd, manager, installed }: Created): string[] {
  const rest = installed
    ? [`${manager} run dev`, `${manager} run test`]
    : [TYPED[manager].install, `${TYPED[manager].exec} ashlar generate`]
  return [`cd ${shellWord(shorter(root, cwd))}`, ...rest]
}

/** The way that is shorter to type. */
function shorter(root: string, cwd: string): string {
  const path = relative(cwd, root) || '.'
  return isAbsolute(path) || path.length > root.length ? root : path
}
