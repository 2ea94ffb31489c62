import type { ReadText } from './journal.ts'
import type { DataRenames } from './rename.ts'
import { inCircles } from './rename-order.ts'

/** Where it is kept which columns have changed names with each other; not there while none have. */
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

/** Those that were made already; tables that are called otherwise now have their new names. */
export function swapsDone(read: ReadText, { tables }: DataRenames): readonly string[] {
  const done = parsed(read(SWAPS_PATH) ?? '[]')
  return done.map((key) => {
    const table = key.slice(0, key.indexOf('.'))
    const to = tables.find(({ from }) => from === table)?.to
    return to === undefined ? key : to + key.slice(table.length)
  })
}

/** The file that remembers them; undefined where there is nothing to remember. */
export function printSwaps(swaps: readonly string[]): string | undefined {
  return swaps.length === 0 ? undefined : `${JSON.stringify(swaps.toSorted(), undefined, 2)}\n`
}

function parsed(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}
