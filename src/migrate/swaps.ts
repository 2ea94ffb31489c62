import { environment } from '../errors.ts'
import { hasConflictMarkers, markedTexts } from '../merge/conflict-markers.ts'
import { type ReadText, readJournal, sqlPath } from './journal.ts'
import type { DataRenames } from './rename.ts'
import { inCircles } from './rename-order.ts'

/** Where it is kept which columns have changed names with each other; not there until some have. */
export const SWAPS_PATH = '.ashlar/swaps.json'

/**
 * Columns whose names go round, as the description says it: `products.a<b`. Of these alone the schema does not tell
 * whether it was done already, so it is remembered for as long as the description says so.
 */
export function swapsIn({ columns }: DataRenames): readonly string[] {
  const tables = [...new Set(columns.map(({ table }) => table))]
  return tables.flatMap((table) =>
    inCircles(columns.filter((one) => one.table === table)).map((one) => swapKey(table, one)),
  )
}

/** A rename that is part of a swap, as it is remembered. */
export function swapKey(table: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return `${table}.${to}<${from}`
}

/**
 * Those that were made already; tables that are called otherwise now have their new names. Where that cannot be known any
 * more, nothing may be guessed (exit 3): to swap once more what was swapped gives each column the other one's values.
 */
export function swapsDone(read: ReadText, renames: DataRenames): readonly string[] {
  const text = read(SWAPS_PATH)
  const done = text === undefined ? [] : remembered(text)
  if (done === undefined || (text === undefined && swapsIn(renames).length > 0 && hasSwapped(read))) throw forgotten()
  const { tables } = renames
  return done.map((key) => {
    const table = key.slice(0, key.indexOf('.'))
    const to = tables.find(({ from }) => from === table)?.to
    return to === undefined ? key : to + key.slice(table.length)
  })
}

/** The file that remembers them, also that there are none any more; undefined where there never were any. */
export function printSwaps(swaps: readonly string[], before: string | undefined): string | undefined {
  if (swaps.length === 0) return before === undefined ? undefined : '[]\n'
  return `${JSON.stringify(swaps.toSorted(), undefined, 2)}\n`
}

/** Whether a migration let columns change names. */
function hasSwapped(read: ReadText): boolean {
  const tags = readJournal(read)?.entries.map(({ tag }) => tag) ?? []
  return tags.some((tag) => /RENAME COLUMN "[^"]+" TO "[^"]*_swapped/.test(read(sqlPath(tag)) ?? ''))
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
    message: `the description lets columns change names, and \`${SWAPS_PATH}\`, which tells whether they have, is gone or broken`,
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
