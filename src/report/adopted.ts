import { diffLines } from 'diff'
import type { Adopted } from '../merge/adoption.ts'
import type { LockEntry } from '../merge/lock.ts'
import { toLf } from '../merge/text.ts'
import type { Setup } from '../plan/setup.ts'
import { paintedDiff } from './diff.ts'
import { count } from './duration.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What `adopt` found, and did or would do. */
export interface AdoptedProject {
  readonly state: 'whole' | 'broken' | 'missing'
  readonly setup: Setup
  /** The commit with the description that the files come from, where that is not the one that lies there. */
  readonly commit: string | undefined
  /** Lines of the lock that stay, each with where the text was that it names. */
  readonly held: readonly { readonly entry: LockEntry; readonly from: 'objects' | 'files' | 'git' | 'nowhere' }[]
  /** Files of which the text that was written last is nowhere, and which stay as they are. */
  readonly lost: readonly string[]
  readonly adopted: readonly Adopted[]
  /** How many of all files that stand there are as generated. */
  readonly unchanged: number
  readonly dryRun: boolean
}

/** Whether there was nothing to take back. */
export function wasWhole({ state, held, lost, adopted }: AdoptedProject): boolean {
  const isMended = held.some(({ from }) => from === 'git' || from === 'files')
  return state === 'whole' && adopted.length === 0 && lost.length === 0 && !isMended
}

/** One line a file that is not as generated, what the project was found to be, and what to do next. */
export function adoptedText(project: AdoptedProject, how: { readonly paint: Paint; readonly diff: boolean }): string {
  if (wasWhole(project)) return 'There is nothing to take back: `.ashlar/` is whole.'
  const { state, adopted, held } = project
  return [
    ...adopted.flatMap((one) => lines(one, how)),
    ...mendedText(project, how.paint),
    ...lostText(project, how.paint),
    ...(state === 'broken'
      ? [`The lock could not be read as a whole: ${count(held.length, 'line')} of it could.`]
      : []),
    ...(state === 'whole' ? [] : [setupText(project.setup)]),
    ...originText(project),
    ...(hasLess(project) ? [LESS] : []),
    ...doubtText(project),
    summary(project),
  ].join('\n')
}

/** The same as data, for `--json`; files as they are generated are only counted. */
export function adoptedData(project: AdoptedProject): object {
  const { state, setup, commit, held, lost, adopted, unchanged, dryRun } = project
  return {
    dryRun,
    lock: state,
    setup,
    ...(commit !== undefined && { descriptionOf: commit }),
    unchanged,
    kept: held.length,
    mended: held.filter(({ from }) => from === 'git' || from === 'files').map(({ entry }) => entry.path),
    lost,
    files: adopted
      .filter(({ as }) => as !== 'generated')
      .map((one) => ({ state: one.as, path: one.path, ...one.file.identity, ...(one.disk && amounts(one)) })),
  }
}

const WORDING = {
  edited: ['keep', 'dim', 'differs from what is generated: your edit'],
  foreign: ['keep', 'yellow', 'has nothing of what is generated: yours, kept like an edit'],
  absent: ['absent', 'yellow', '`ashlar generate` writes it'],
  deleted: ['absent', 'dim', 'git had it: it stays deleted'],
} as const

function lines(one: Adopted, { paint, diff }: { readonly paint: Paint; readonly diff: boolean }): string[] {
  const { as, path, disk, file } = one
  if (as === 'generated' || (file.owner === 'once' && as !== 'absent')) return []
  const [verb, color, words] = WORDING[as]
  const { added, removed } = amounts(one)
  const size = as === 'edited' ? ` +${added} -${removed}` : ''
  const line = `  ${paint[color](verb.padEnd(9))} ${printable(path)}${size}${paint.dim(`  (${words})`)}`
  if (!diff || disk?.text === undefined) return [line]
  return [line, paintedDiff({ path, before: file.text, after: toLf(disk.text) }, paint)]
}

/** How many lines the user's text has more, and how many of the generated ones it lacks. */
function amounts({ file, disk }: Adopted): { readonly added: number; readonly removed: number } {
  const parts = disk?.text === undefined ? [] : diffLines(file.text, toLf(disk.text))
  const sum = (kind: 'added' | 'removed'): number =>
    parts.filter((part) => part[kind]).reduce((all, part) => all + part.count, 0)
  return { added: sum('added'), removed: sum('removed') }
}

/** Texts that are known by their hash, wherever they were found: none of them is a guess. */
function mendedText({ held }: AdoptedProject, paint: Paint): string[] {
  const found = held.filter(({ from }) => from === 'git')
  const made = held.filter(({ from }) => from === 'files').length
  return [
    ...found.map(
      ({ entry }) =>
        `  ${paint.green('mend'.padEnd(9))} ${printable(entry.path)}${paint.dim('  (what was written last was lost here; git has it)')}`,
    ),
    ...(made === 0 ? [] : [`${count(made, 'lost text')} of .ashlar/objects made again.`]),
  ]
}

function lostText({ lost }: AdoptedProject, paint: Paint): string[] {
  if (lost.length === 0) return []
  return [
    ...lost.map((path) => `  ${paint.red('lost'.padEnd(9))} ${printable(path)}${paint.dim(LOST)}`),
    'Put the description back as it was when they were generated, adopt, and change it again: nothing is lost then. Or take what is\ngenerated now for a base, so that what has changed since stays out of them: ashlar adopt --anew',
  ]
}

const LOST = '  (edited, and what was written last is nowhere, and not what is generated now)'

function setupText({ embed, manager = 'npm', dependency, node, member }: Setup): string {
  if (embed !== undefined) {
    const { module, name, driver } = embed
    return `Taken for an API inside of an application, with its database \`${printable(`${module}#${name}`)}\` by ${driver}.`
  }
  const facts = [
    manager,
    dependency === undefined ? 'without a dependency on ashlar' : `create-ashlar ${printable(dependency)}`,
    ...(node === undefined ? [] : [`Node ${printable(node)} of its own`]),
    ...(member ? ['a package of a repository with several'] : []),
  ]
  return `Taken for a service with ${facts.join(', ')}.`
}

function originText({ commit }: AdoptedProject): string[] {
  if (commit === undefined) return []
  return [
    `The files come from the description in ${printable(commit)}: what was changed in it since, \`ashlar generate\` brings in.`,
  ]
}

/** Whether a file of the user's has less than what is generated, and nothing tells why. */
function hasLess({ state, adopted }: AdoptedProject): boolean {
  const less = (one: Adopted): boolean => amounts(one).removed > amounts(one).added
  return state !== 'whole' && adopted.some((one) => one.as === 'edited' && less(one))
}

const LESS =
  'Generated lines that your files lack count as taken out by you (--diff shows them). Where the description was changed since\nthe last `generate`: adopt with the old one, then change it again.'

function doubtText({ adopted, unchanged, state }: AdoptedProject): string[] {
  const differing = adopted.filter(({ as }) => as === 'edited' || as === 'foreign').length
  if (state !== 'missing' || differing <= unchanged) return []
  return [
    'Most files are not as this ashlar generates them: they may come from another version of it, or from a description that was\nchanged since. Adopt with those, then update; as it is now, whatever differs stays as it is.',
  ]
}

function summary({ adopted, unchanged, dryRun }: AdoptedProject): string {
  const amount = (...kinds: readonly string[]): number => adopted.filter(({ as }) => kinds.includes(as)).length
  const facts = [
    `${count(unchanged, 'file')} as generated`,
    ...(amount('edited', 'foreign') > 0 ? [`${amount('edited', 'foreign')} kept as you have them`] : []),
    ...(amount('absent', 'deleted') > 0 ? [`${amount('absent', 'deleted')} not there`] : []),
  ].join(', ')
  const done = dryRun ? 'Nothing was written: this was a dry run.' : 'Only .ashlar/ was written; commit it.'
  return `${facts}. ${done}`
}
