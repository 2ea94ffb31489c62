import { apiNews, apiTally, EFFECT_WORDS } from './api-words.ts'
import { changeLine, tally } from './changes.ts'
import { variableNews } from './environment-words.ts'
import { PUBLIC } from './generated.ts'
import { permissionNews } from './permission-words.ts'
import { type Compared, isNothing, type Planned, unknownSentence } from './planned.ts'
import { plannedMigrationLines } from './planned-migration.ts'
import { nothingToDo, someOf, verdict } from './planned-words.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What `generate` would do, section by section, for a terminal. */
export function plannedText(planned: Planned, paint: Paint): string {
  if (isNothing(planned)) return [...(planned.permissions.isPublic ? [PUBLIC] : []), nothingToDo(planned)].join('\n')
  const sections = [filesOf, databaseOf, apiOf, permissionsOf, environmentOf].map((one) => one(planned, paint))
  return [...sections.map((lines) => `${lines.join('\n')}\n`), verdict(planned)].join('\n')
}

interface Heading {
  readonly name: string
  /** What is said where there is nothing in the section. */
  readonly none: string
  readonly tally?: string
}

function section({ name, none, tally: sum = '' }: Heading, lines: readonly string[], paint: Paint): string[] {
  const beside = lines.length === 0 ? none : sum
  return [`${paint.bold(name)}${beside === '' ? '' : `  ${paint.dim(beside)}`}`, ...lines]
}

function filesOf({ changes }: Planned, paint: Paint): string[] {
  const lines = changes.flatMap((change) => changeLine(change, paint) ?? [])
  return section({ name: 'Files', none: 'no change', tally: tally(changes) }, lines, paint)
}

function databaseOf({ migration }: Planned, paint: Paint): string[] {
  return section({ name: 'Database', none: 'no migration' }, plannedMigrationLines(migration, paint), paint)
}

const COLORS = { breaking: 'red', mayBreak: 'yellow', compatible: 'green' } as const

function apiOf({ api }: Planned, paint: Paint): string[] {
  const news = 'changes' in api ? apiNews(api.changes) : []
  const lines = news.flatMap(({ effect, sentence, operations }) => [
    line({ verb: paint[COLORS[effect]](EFFECT_WORDS[effect].padEnd(10)), text: sentence }),
    ...(operations.length === 0 ? [] : [`${INDENT}${paint.dim(printable(someOf(operations)))}`]),
  ])
  return section(
    { name: 'API', none: 'no change', tally: apiTally(news) },
    [...unknownLine(api, paint), ...lines],
    paint,
  )
}

const INDENT = ' '.repeat('  may break  '.length)

function permissionsOf({ permissions }: Planned, paint: Paint): string[] {
  const publicly = permissions.isPublic ? [line({ verb: paint.yellow('public'.padEnd(9)), text: PUBLIC })] : []
  const lines = permissionNews(permissions.changes).map(({ verb, sentence }) =>
    line({ verb: (verb === 'new' ? paint.green : paint.yellow)(verb.padEnd(9)), text: sentence }),
  )
  return section({ name: 'Permissions', none: 'no change' }, [...publicly, ...lines], paint)
}

function environmentOf({ environment }: Planned, paint: Paint): string[] {
  const changes = 'changes' in environment ? environment.changes : []
  const lines = changes.map(variableNews).map(({ verb, name, note, isUrgent }) => {
    const painted = isUrgent ? paint.red : verb === 'new' ? paint.green : paint.yellow
    const about = note === '' ? '' : paint.dim(`  (${printable(note)})`)
    return `${line({ verb: painted(verb.padEnd(9)), text: name })}${about}`
  })
  const all = [...unknownLine(environment, paint), ...lines]
  return section({ name: 'Environment', none: 'no change' }, all, paint)
}

function unknownLine(compared: Compared<unknown>, paint: Paint): string[] {
  if ('changes' in compared) return []
  return [line({ verb: paint.yellow('unknown'.padEnd(9)), text: unknownSentence(compared) })]
}

function line({ verb, text }: { readonly verb: string; readonly text: string }): string {
  return `  ${verb} ${printable(text)}`
}
