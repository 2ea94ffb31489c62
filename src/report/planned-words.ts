import { touchesFile } from '../merge/change.ts'
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
    refusedIn(migration).length === 0 ? '' : 'data would be lost',
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
    return '`ashlar generate` refuses this and writes nothing: data would be lost that nobody named.'
  }
  const conflicts = conflictsIn(changes).length
  if (conflicts > 0) {
    return `\`ashlar generate\` does all but ${count(conflicts, 'file')} in conflict, left as you made them: \`ashlar resolve\` settles them then.`
  }
  return 'Nothing was written. `ashlar generate` does it.'
}

const SHOWN = 6

/** The first of many names; the problem that all errors are is in every operation. */
export function someOf(names: readonly string[]): { readonly shown: readonly string[]; readonly more: number } {
  const more = names.length - SHOWN
  return more <= 1 ? { shown: names, more: 0 } : { shown: names.slice(0, SHOWN), more }
}
