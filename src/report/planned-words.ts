import { touchesFile } from '../merge/change.ts'
import { flagsOf } from '../migrate/refusals.ts'
import { apiNews, apiTally } from './api-words.ts'
import { count } from './duration.ts'
import { variableNews } from './environment-words.ts'
import { migrationFiles } from './migration.ts'
import { conflictsIn, type Planned, refusedIn } from './planned.ts'

/** One of the things that a plan comes to. */
export interface Headline {
  readonly text: string
  /** Whether somebody has to do something about it, or to know of it before it is done. */
  readonly isUrgent: boolean
}

/** What a plan comes to; what is nothing is left out. */
export function headlines({ changes, migration, api, environment }: Planned): Headline[] {
  const news = 'changes' in api ? apiNews(api.changes).filter(({ effect }) => effect !== 'compatible') : []
  const variables = ('changes' in environment ? environment.changes : []).map(variableNews)
  const urgent = [
    some(conflictsIn(changes).length, 'conflict'),
    isLossy(migration) ? 'data would be lost' : '',
    isUnfilled(migration) ? 'rows would not be filled' : '',
    apiTally(news),
    some(variables.filter(({ isUrgent }) => isUrgent).length, 'variable', ' to set'),
  ]
  const others = [
    some(changes.filter(touchesFile).length, 'file'),
    some(migrationFiles(migration).length, 'migration'),
    'unavailable' in migration ? 'SQL unknown' : '',
  ]
  return [
    ...urgent.map((text) => ({ text, isUrgent: true })),
    ...others.map((text) => ({ text, isUrgent: false })),
  ].filter(({ text }) => text !== '')
}

function isLossy(migration: Planned['migration']): boolean {
  return refusedIn(migration).some(({ code }) => code !== UNFILLED)
}

function isUnfilled(migration: Planned['migration']): boolean {
  return refusedIn(migration).some(({ code }) => code === UNFILLED)
}

/** The one reason that is no loss. */
const UNFILLED = 'ASH3148'

function some(amount: number, noun: string, more = ''): string {
  return amount === 0 ? '' : count(amount, noun) + more
}

/** The one sentence where there is nothing else to tell. */
export function nothingToDo({ changes }: Planned): string {
  const files = changes.filter(({ wanted }) => wanted !== undefined).length
  return `Nothing to do: ${count(files, 'file')}, the migrations, the API and the environment are as the description says.`
}

/** What `generate` would make of it, as a sentence. */
export function verdict({ changes, migration }: Planned): string {
  if (refusedIn(migration).length > 0) {
    const why = isLossy(migration)
      ? 'data would be lost that nobody named'
      : 'nothing says what rows get that are there'
    return `\`ashlar generate\` refuses this and writes nothing: ${why}.`
  }
  const conflicts = conflictsIn(changes).length
  if (conflicts > 0) {
    return `\`ashlar generate\` does all but ${count(conflicts, 'file')} in conflict, and leaves that to you: \`ashlar resolve\`.`
  }
  return `Nothing was written. \`${commandFor(migration)}\` does it.`
}

/** What may go is named again, so that the command can be typed as it stands here. */
function commandFor(migration: Planned['migration']): string {
  const made = 'unavailable' in migration ? [] : migration.migrations
  const [drops, risks] = [made.flatMap((one) => one.drops), made.flatMap((one) => one.risks)]
  return `ashlar generate${flagsOf({ drops, risks })}`
}

const SHOWN = 6

/** The first of many names: what all errors have in common is in every operation. */
export function someOf(names: readonly string[], most = SHOWN): string {
  const more = names.length - most
  return more <= 1 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${more} more`
}
