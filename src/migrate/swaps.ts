import { environment } from '../errors.ts'
import { hasConflictMarkers, markedTexts } from '../merge/conflict-markers.ts'
import { inCircles } from '../model/rename-order.ts'
import { type ReadText, readJournal, sqlPath } from './journal.ts'
import type { DataRenames } from './rename.ts'

/** Where it is kept what has changed names with each other; not there until something has. */
export const SWAPS_PATH = '.ashlar/swaps.json'

/**
 * Resources and columns whose names go round, as the description says it: `note<tag`, `products.a<b`. Of these alone the
 * schema does not tell whether it was done already, so it is remembered for as long as the description says so.
 */
export function swapsIn({ columns, circles = [] }: Pick<DataRenames, 'columns' | 'circles'>): readonly string[] {
  const tables = [...new Set(columns.map(({ table }) => table))]
  const swapped = tables.flatMap((table) =>
    inCircles(columns.filter((one) => one.table === table)).map((one) => swapKey(table, one)),
  )
  return [...circles, ...swapped]
}

/** A rename of a column that is part of a swap, as it is remembered. */
export function swapKey(table: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return `${table}.${to}<${from}`
}

/**
 * Those that were made already; tables that get other names in this run have those. Where that cannot be known any
 * more, nothing may be guessed (exit 3): to swap once more what was swapped gives each the other one's values.
 */
export function swapsDone(read: ReadText, renames: DataRenames): readonly string[] {
  const text = read(SWAPS_PATH)
  const done = text === undefined ? [] : remembered(text)
  if (done === undefined || (text === undefined && swapsIn(renames).length > 0 && hasSwapped(read))) throw forgotten()
  const { tables } = renames
  return done.map((key) => {
    const table = key.slice(0, Math.max(0, key.indexOf('.')))
    const to = tables.find(({ from }) => from === table)?.to
    return to === undefined ? key : to + key.slice(table.length)
  })
}

/**
 * Code and data of resources that change names do it together: what is done of one would be taken for done of both, so
 * without what plans the migration nothing is done (exit 3).
 */
export function refuseHalfSwapped({ circles = [] }: DataRenames, done: readonly string[]): void {
  const [open] = circles.filter((one) => !done.includes(one))
  if (open === undefined) return
  throw environment({
    code: 'ASH3174',
    message: `resources change names (\`${open.replace('<', '` was `')}\`), and what plans their migration is not installed`,
    hint: 'install the dependencies of the project first, as with npm ci',
  })
}

/** The file that remembers them, also that there are none any more; undefined where there never were any. */
export function printSwaps(swaps: readonly string[], before: string | undefined): string | undefined {
  if (swaps.length === 0) return before === undefined ? undefined : '[]\n'
  return `${JSON.stringify(swaps.toSorted(), undefined, 2)}\n`
}

/** Whether a migration let columns or tables change names. */
function hasSwapped(read: ReadText): boolean {
  const tags = readJournal(read)?.entries.map(({ tag }) => tag) ?? []
  return tags.some((tag) => /RENAME (?:COLUMN "[^"]+" )?TO "[^"]*_swapped/.test(read(sqlPath(tag)) ?? ''))
}

/** What a file says; of one that git made of two, what both say. */
function remembered(text: string): readonly string[] | undefined {
  if (!hasConflictMarkers(text)) return parsed(text)
  const { ours, theirs } = markedTexts(text) ?? {}
  const [own, others] = [parsed(ours ?? ''), parsed(theirs ?? '')]
  return own === undefined || others === undefined ? undefined : [...new Set([...own, ...others])]
}

function forgotten() {
  return environment({
    code: 'ASH3173',
    message: `the description lets names change places, and \`${SWAPS_PATH}\`, which tells whether they have, is gone or broken`,
    hint: `take it back from git: git checkout -- ${SWAPS_PATH}; or, where they have, take both \`renamedFrom\` out`,
  })
}

function parsed(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined
  } catch {
    return undefined
  }
}
