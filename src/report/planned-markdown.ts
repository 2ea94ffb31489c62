import type { Change } from '../merge/change.ts'
import type { Migration } from '../migrate/plan.ts'
import { type ApiNews, apiNews, apiTally, EFFECT_WORDS } from './api-words.ts'
import { changeNews, tally } from './changes.ts'
import { variableNews } from './environment-words.ts'
import { PUBLIC } from './generated.ts'
import { markdownBlock, markdownCode, markdownSentence } from './markdown.ts'
import { mendedNote, riskSentence } from './migration.ts'
import { permissionNews } from './permission-words.ts'
import { type Compared, isNothing, type Planned, refusalsIn, unknownSentence } from './planned.ts'
import { locked, UNKNOWN_SQL } from './planned-migration.ts'
import { headlines, nothingToDo, someOf, verdict } from './planned-words.ts'

/** How much is shown of what may be long: items of a list, characters of a migration. */
interface Room {
  readonly items: number
  readonly sql: number
}

/** GitHub refuses a comment of more than 65,536 characters. */
const MOST = 60_000
const AMPLE: Room = { items: 200, sql: 20_000 }
const SCARCE: Room = { items: 20, sql: 3_000 }

/**
 * What `generate` would do, as a comment on a pull request: the same text for the same plan, so that the comment changes
 * only when the plan does. Nothing in it that comes from the project is markup.
 */
export function plannedMarkdown(planned: Planned): string {
  const whole = document(planned, AMPLE)
  return whole.length <= MOST ? whole : document(planned, SCARCE)
}

function document(planned: Planned, room: Room): string {
  const head = `## ashlar plan: ${markdownCode(planned.service)}`
  if (isNothing(planned)) return [head, nothingToDo(planned)].join('\n\n')
  return [
    head,
    headlines(planned)
      .map(({ text, isUrgent }) => (isUrgent ? `**${text}**` : text))
      .join(' · '),
    ...filesOf(planned, room),
    ...databaseOf(planned, room),
    ...apiOf(planned, room),
    ...permissionsOf(planned, room),
    ...environmentOf(planned, room),
    markdownSentence(verdict(planned)),
  ].join('\n\n')
}

/** What a reader has to look at stands in the open, the rest behind a line to click on. */
function filesOf({ changes }: Planned, room: Room): string[] {
  const open = changes.filter(({ kind }) => OPEN.has(kind))
  const others = changes.filter(({ kind }) => !OPEN.has(kind))
  return section('Files', 'No change.', [
    ...listOf(open.flatMap(fileItem), room),
    ...folded(tally(others), listOf(others.flatMap(fileItem), room)),
  ])
}

const OPEN: ReadonlySet<Change['kind']> = new Set(['conflict', 'merged', 'move', 'delete', 'orphan'])

function fileItem(change: Change): string[] {
  const news = changeNews(change)
  if (news === undefined) return []
  const verb = change.kind === 'conflict' ? `**${news.verb}**` : news.verb
  const note = news.note === undefined ? '' : `: ${markdownSentence(news.note)}`
  return [`${verb} ${markdownCode(change.path)}${note}`]
}

function databaseOf({ migration }: Planned, room: Room): string[] {
  const moved = listOf(
    migration.moved.map(({ from, to }) => `move ${markdownCode(to)}: from ${markdownCode(from)}`),
    room,
  )
  const mended = listOf(
    migration.mended.map(({ path, columns }) => `mend ${markdownCode(path)}: ${markdownSentence(mendedNote(columns))}`),
    room,
  )
  const before = [...moved, ...mended]
  if ('unavailable' in migration) return section('Database', '', [...before, markdownSentence(UNKNOWN_SQL)])
  const refused = refusalsIn(migration).flatMap(({ hint, problems }) => {
    const items = problems.map(({ code, message }) => `${markdownSentence(message)} (${code})`)
    return ['**Refused**, and so is the whole run:', ...listOf(items, room), markdownSentence(hint)]
  })
  return section('Database', 'No migration.', [
    ...before,
    ...migration.migrations.flatMap((one) => migrationOf(one, room)),
    ...refused,
  ])
}

function migrationOf(migration: Migration, room: Room): string[] {
  const { path, drops, risks } = migration
  const lost = drops.map(({ kind, name }) => `${kind} ${markdownCode(name)}`).join(', ')
  const careful = risks.map((risk) => `**careful**: ${markdownSentence(riskSentence(risk))}`)
  return [
    `${markdownCode(path)}${lost === '' ? '' : ` **drops** ${lost}`}`,
    sqlBlock(migration, room),
    ...listOf(careful, room),
  ]
}

function sqlBlock(migration: Migration, { sql }: Room): string {
  const text = locked(migration)
    .map(({ statement, words }) => `${statement}\n-- ${words}`)
    .join('\n')
  const cut = text.length > sql
  const shown = cut ? text.slice(0, text.lastIndexOf('\n', sql)) : text
  return markdownBlock(cut ? `${shown}\n-- … ${text.length - shown.length} characters more: ashlar plan` : shown, 'sql')
}

const SAFE_IN_THE_OPEN = 3

function apiOf({ api }: Planned, room: Room): string[] {
  if ('unknown' in api) return section('API', '', unknownOf(api))
  const news = apiNews(api.changes)
  const safe = news.filter(({ effect }) => effect === 'compatible')
  const open = safe.length > SAFE_IN_THE_OPEN ? news.filter(({ effect }) => effect !== 'compatible') : news
  const rest = open === news ? [] : listOf(safe.map(apiItem), room)
  return section('API', 'No change.', [...listOf(open.map(apiItem), room), ...folded(apiTally(safe), rest)])
}

function apiItem({ effect, sentence, operations }: ApiNews): string {
  const word = EFFECT_WORDS[effect]
  const where = operations.length === 0 ? '' : ` (${someOf(operations.map(markdownCode))})`
  return `${effect === 'compatible' ? word : `**${word}**`}: ${markdownSentence(sentence)}${where}`
}

function permissionsOf({ permissions }: Planned, room: Room): string[] {
  const items = permissionNews(permissions.changes).map(({ verb, sentence }) => {
    return `${verb === 'new' ? `${verb},` : `**${verb}**:`} ${markdownSentence(sentence)}`
  })
  return section('Permissions', 'No change.', [
    ...(permissions.isPublic ? [markdownSentence(PUBLIC)] : []),
    ...listOf(items, room),
  ])
}

function environmentOf({ environment }: Planned, room: Room): string[] {
  if ('unknown' in environment) return section('Environment', '', unknownOf(environment))
  const items = environment.changes.map(variableNews).map(({ verb, name, note, isUrgent }) => {
    const about = note === '' ? '' : `: ${markdownSentence(note)}`
    return `${isUrgent ? `**${verb}**` : verb} ${markdownCode(name)}${about}`
  })
  return section('Environment', 'No change.', listOf(items, room))
}

function unknownOf(compared: Extract<Compared<unknown>, { unknown: unknown }>): string[] {
  return [`Not compared: ${markdownSentence(unknownSentence(compared))}.`]
}

function section(name: string, none: string, blocks: readonly string[]): string[] {
  return [`### ${name}`, ...(blocks.length === 0 ? [none] : blocks)]
}

function listOf(items: readonly string[], { items: most }: Room): string[] {
  if (items.length === 0) return []
  const more = items.length - most
  const shown = items.slice(0, more > 0 ? most : items.length).map((item) => `- ${item}`)
  return [[...shown, ...(more > 0 ? [`- … and ${more} more: \`ashlar plan\``] : [])].join('\n')]
}

/** GitHub reads Markdown in there where an empty line stands around it. */
function folded(summary: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [`<details><summary>${summary}</summary>`, ...blocks, '</details>']
}
