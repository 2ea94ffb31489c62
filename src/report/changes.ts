import type { Change, ChangeKind } from '../merge/change.ts'
import { count, duration } from './duration.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

type Color = 'green' | 'cyan' | 'red' | 'yellow' | 'dim'

/** How a kind of change is printed; what is not here is nothing that a user would act on. */
interface Wording {
  readonly verb: string
  readonly color: Color
  /** For the summary: `3 created`. */
  readonly done: string
  readonly note?: string
}

const WORDING: Partial<Readonly<Record<ChangeKind, Wording>>> = {
  create: { verb: 'create', color: 'green', done: 'created' },
  update: { verb: 'update', color: 'cyan', done: 'updated' },
  merged: { verb: 'merge', color: 'cyan', done: 'merged', note: 'with your edit' },
  mode: { verb: 'mode', color: 'cyan', done: 'made executable or not' },
  move: { verb: 'move', color: 'cyan', done: 'moved' },
  delete: { verb: 'delete', color: 'red', done: 'deleted' },
  adopt: { verb: 'adopt', color: 'dim', done: 'adopted', note: 'it was there already' },
  keepEdit: { verb: 'keep', color: 'dim', done: 'kept as you edited them', note: 'your edit' },
  orphan: {
    verb: 'orphan',
    color: 'yellow',
    done: 'left over',
    note: 'edited by you and no longer generated: yours now',
  },
  stayDeleted: { verb: 'absent', color: 'dim', done: 'still deleted', note: 'you deleted it' },
  conflict: { verb: 'conflict', color: 'yellow', done: 'in conflict' },
}

/** What happens to a file in a word, and what to know of it; nothing where a user would not act on it. */
export function changeNews(change: Change): (Pick<Wording, 'verb' | 'color'> & { readonly note?: string }) | undefined {
  const wording = WORDING[change.kind]
  if (wording === undefined || isUsersOwn(change)) return undefined
  const note = noteOf(change, wording)
  return { verb: wording.verb, color: wording.color, ...(note === undefined ? {} : { note }) }
}

/** One line for a file that changes or that was left alone for a reason; nothing for the rest. */
export function changeLine(change: Change, paint: Paint): string | undefined {
  const news = changeNews(change)
  if (news === undefined) return undefined
  const { note } = news
  const verb = paint[news.color](news.verb.padEnd(9))
  return `  ${verb} ${printable(change.path)}${note === undefined ? '' : paint.dim(`  (${printable(note)})`)}`
}

/** `3 created, 1 updated, 2 in conflict`; empty when there is nothing to say. */
export function tally(changes: readonly Change[]): string {
  return Object.entries(WORDING)
    .map(([kind, { done }]) => ({
      done,
      amount: changes.filter((one) => one.kind === kind && !isUsersOwn(one)).length,
    }))
    .filter(({ amount }) => amount > 0)
    .map(({ amount, done }) => `${amount} ${done}`)
    .join(', ')
}

/** The last line of a run: what happened to how many files, and how long it took. */
export function summaryLine(
  changes: readonly Change[],
  run: { milliseconds: number; dryRun: boolean; migrations: number },
): string {
  const wanted = changes.filter((change) => change.wanted !== undefined).length
  const made = run.migrations > 0 ? `${count(run.migrations, 'migration')} made` : 'nothing to do'
  const what = tally(changes) || made
  const dry = run.dryRun ? ' Nothing was written: this was a dry run.' : ''
  return `${count(wanted, 'file')} generated in ${duration(run.milliseconds)}: ${what}.${dry}`
}

function noteOf(change: Change, wording: Wording): string | undefined {
  if (change.kind === 'conflict') return `${change.conflict ?? 'changed on both sides'}: left alone`
  const note = change.from === undefined ? wording.note : `from ${change.from}`
  return change.notes.length === 0 ? note : [note, ...change.notes].join('; ')
}

/** A file that is written once is the user's from then on, and a form is there to be filled in: that is no news. */
function isUsersOwn({ kind, wanted }: Change): boolean {
  if (wanted?.owner === 'form') return kind === 'keepEdit'
  return wanted?.owner === 'once' && (kind === 'keepEdit' || kind === 'stayDeleted')
}
