import { stripVTControlCharacters } from 'node:util'

/** Rows as lines with their cells below one another; the last cell is as long as it is. */
export function columns(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))
  }
  return rows
    .map((row) => (indent + row.map((cell, at) => padded(cell, widths[at] ?? 0)).join('  ')).trimEnd())
    .join('\n')
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell))
}

/** Colours take no room. */
function widthOf(cell: string): number {
  return stripVTControlCharacters(cell).length
}
