import type { Place } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import { columns } from './columns.ts'
import { unifiedDiff } from './diff.ts'
import { count } from './duration.ts'
import { fileSentence, unitSentence } from './explained-words.ts'
import { printable, printableLines } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What there is to say about a place in a generated file. */
export interface Explained {
  readonly target: { readonly path: string; readonly line: number | undefined; readonly column: number | undefined }
  readonly change: Change
  /** The path of its template in ashlar's package, and the line there, where one is known. */
  readonly template: { readonly path: string; readonly line: number | undefined } | undefined
  /** What the line belongs to; none where a file is asked about as a whole, or where nothing smaller is there. */
  readonly unit: ExplainedUnit | undefined
  /** None of what the user added, and of what is no longer generated. */
  readonly causes: PlacedCauses | undefined
  /** What the user made of a file that is asked about as a whole. */
  readonly edits: readonly ExplainedEdit[]
}

/** The smallest part of a file that holds a place. */
export interface ExplainedUnit {
  /** What it is called, from the outside in. */
  readonly name: readonly string[]
  /** Its own lines, from 1. */
  readonly lines: { readonly first: number; readonly last: number }
  readonly text: string
  /** As ashlar wrote it, or what the user did with it. */
  readonly state: 'generated' | 'edited' | 'added'
  /** What is generated of it now, against what was written last. */
  readonly news: 'same' | 'changed' | 'gone'
  /** How many others beside it say the same; which of them is which is told by what is around them. */
  readonly twins: number
  /** What was written last, of one that was edited. */
  readonly base: string | undefined
  /** What is generated now, of one of which that has changed since. */
  readonly now: string | undefined
}

/** A part of a file that the user has changed. */
export interface ExplainedEdit {
  readonly kind: 'edited' | 'added' | 'removed'
  readonly name: readonly string[]
  /** In the user's text; of what is not there any more in what was written last. */
  readonly line: number
}

/** A part of the description as people find it. */
export interface PlacedCause {
  /** `ashlar.yaml#/resources/product/fields/price` */
  readonly pointer: string
  /** What of that part is meant, where it is not all of it: one operation. */
  readonly of: string | undefined
  /** Whether it stands in the description, or is a default that could be said otherwise. */
  readonly written: boolean
  /** Of a part that is not written that of what is around it. */
  readonly where: Place
}

/** The parts of the description that something comes from. */
export interface PlacedCauses {
  /** Were one of them otherwise, it would be another. */
  readonly needed: readonly PlacedCause[]
  /** Where no part is needed by itself: those of which one is enough. */
  readonly enough: readonly PlacedCause[]
  /** Resources whose name it says. */
  readonly names: readonly PlacedCause[]
  /** Several parts make it, and none of them by itself. */
  readonly together: boolean
  /** What is kept in the lock, because no description says it: the package manager, and the like. */
  readonly setup: readonly string[]
  /** The one resource that all of `needed` belong to. */
  readonly around: PlacedCause | undefined
}

/** The unit, what became of it, the part of the description, the template: one below the other. */
export function explainedText(explained: Explained, paint: Paint): string {
  const { target, change, template, unit, causes, edits } = explained
  const rows = [
    ...(unit === undefined ? [] : unitRows(unit)),
    ...(unit === undefined && target.line !== undefined && change.before !== undefined ? [NOTHING_SMALLER] : []),
    ...(causes === undefined ? [] : causeRows(causes, change.identity.subject)),
    ...(template === undefined ? [] : [['template', placeText(template)]]),
    ['file', fileSentence(change)],
  ]
  return [
    paint.bold(printable(placeText(target))),
    columns(rows.map(([key = '', ...cells]) => [paint.dim(key), ...cells.map(printable)])),
    ...(unit?.base === undefined ? [] : [unitDiff(unit.base, unit.text, paint)]),
    ...(unit?.now === undefined ? [] : [GENERATED_NOW, unitDiff(unit.base ?? unit.text, unit.now, paint)]),
    ...(edits.length === 0 ? [] : [editsText(edits, paint)]),
  ].join('\n')
}

/** The same as data, for `--json`. */
export function explainedData({ target, change, template, unit, causes, edits }: Explained): object {
  const { kind, path, identity, conflict } = change
  return {
    ...target,
    path,
    file: { state: kind, sentence: fileSentence(change), ...identity, ...(conflict && { conflict }) },
    template,
    unit: unit && {
      name: unit.name,
      lines: unit.lines,
      state: unit.state,
      generatedNow: unit.news,
      text: unit.text,
      base: unit.base,
      now: unit.now,
    },
    from: causes && { ...causes, around: undefined },
    ...(unit === undefined && { edits }),
  }
}

function unitRows(unit: ExplainedUnit): string[][] {
  const { first, last } = unit.lines
  return [
    ['unit', `${nameText(unit.name)}  (${first === last ? `line ${first}` : `lines ${first} to ${last}`})`],
    ['state', unitSentence(unit)],
    ...(unit.twins > 0 ? [['', `${TWINS} ${unit.twins} more`]] : []),
  ]
}

const GENERATED_NOW = '  generated now'

const TWINS = 'it stands there more than once, and is told from the others by what is around it:'

const NOTHING_SMALLER = ['unit', 'nothing smaller than the file']

/** So many parts are listed; what depends on more depends on nearly everything. */
const MOST = 6

function causeRows(causes: PlacedCauses, subject: string): string[][] {
  const found = descriptionRows(causes)
  const setup = causes.setup.length === 0 ? [] : [['set up', `${causes.setup.join(', ')}: see .ashlar/lock.json`]]
  const others = otherNames(causes, subject)
  const named = others.length === 0 ? [] : partRows('names', others)
  if (found.length + setup.length > 0) return [...found, ...named, ...setup]
  return [['from', `no part of the description: every ${subject === '' ? 'service' : 'resource'} has it`]]
}

function descriptionRows({ needed, enough, names, together, around }: PlacedCauses): string[][] {
  if (around !== undefined && needed.length > MOST) {
    return [['from', `${causeText(around)}, ${needed.length} of its parts: --json has them`]]
  }
  if (needed.length > 0) return partRows('from', needed)
  if (enough.length > 0) return [...partRows('from', enough), ['', 'any one of them is enough']]
  if (together) return [['from', 'several parts of the description together']]
  if (names.length > 0) return [...partRows('from', names), ['', 'its name; whatever else it says, every one has this']]
  return []
}

/** Resources whose name it says, and which are not named already. */
function otherNames({ needed, enough, names }: PlacedCauses, subject: string): readonly PlacedCause[] {
  if (needed.length + enough.length === 0) return []
  const told = [...needed, ...enough].map(({ pointer }) => pointer)
  return names.filter(
    ({ pointer }) =>
      !pointer.endsWith(`#/resources/${subject}`) && !told.some((one) => `${one}/`.startsWith(`${pointer}/`)),
  )
}

function partRows(title: string, parts: readonly PlacedCause[]): string[][] {
  const texts = [...new Map(parts.map((part) => [part.pointer, causeText(part, parts)])).values()]
  const rows = texts.slice(0, MOST).map((text, at) => [at === 0 ? title : '', text])
  const left = texts.length - MOST
  return left > 0 ? [...rows, ['', `and ${count(left, 'more part')}: --json has them all`]] : rows
}

/** What is meant of one part, such as several operations, is said together. */
function causeText({ pointer, written, where }: PlacedCause, all: readonly PlacedCause[] = []): string {
  const [, part = ''] = pointer.split('#')
  const meant = all.flatMap((one) => (one.pointer === pointer ? (one.of ?? []) : []))
  const which = meant.length === 0 ? '' : ` (${meant.join(', ')})`
  if (!written) return `#${part}${which}, which ${where.file} does not say: the default`
  return `${where.file}:${where.line}:${where.column}  #${part}${which}`
}

function placeText({ path, line, column }: { path: string; line: number | undefined; column?: number | undefined }) {
  return [path, line, column].filter((part) => part !== undefined).join(':')
}

/** Names of units may be whole texts. */
function nameText(name: readonly string[]): string {
  return name.map((part) => (part.length > 60 ? `${part.slice(0, 57)}...` : part)).join(', ')
}

function unitDiff(before: string, after: string, paint: Paint): string {
  const lines = unifiedDiff({ path: '', before: `${before}\n`, after: `${after}\n` })
    .split('\n')
    .slice(2)
    .filter((line) => !line.startsWith('@@'))
  return lines
    .map((line) => {
      const shown = `    ${printableLines(line)}`
      return line.startsWith('+') ? paint.green(shown) : line.startsWith('-') ? paint.red(shown) : shown
    })
    .join('\n')
}

function editsText(edits: readonly ExplainedEdit[], paint: Paint): string {
  const words = { edited: 'changed by you', added: 'added by you', removed: 'taken out by you' } as const
  return columns(
    edits.map(({ kind, name, line }) => [
      paint.dim(kind === 'removed' ? '' : `line ${line}`),
      printable(nameText(name)),
      paint.dim(words[kind]),
    ]),
    '    ',
  )
}

/** A file that is not generated, and what it is instead. */
export function notGeneratedText({ path }: Pick<Explained['target'], 'path'>, sentence: string): string {
  return printable(`${path}: ${sentence}`)
}
