import { columnIn } from './column.ts'
import { type ColumnChange, isFilledAtOnce, isFilledLater, isRetyped } from './column-changes.ts'
import { conversion } from './conversion.ts'
import { quoted, quotedTable } from './sql-name.ts'

/** What gives columns the types and defaults that they are to have; drizzle-kit converts no values. */
export function alterColumns(changes: readonly ColumnChange[]): readonly string[] {
  return changes.flatMap((change) => (isRetyped(change) ? retyped(change) : redefaulted(change)))
}

function retyped({ table, name, before, after }: ColumnChange): readonly string[] {
  const alter = `ALTER TABLE ${quotedTable(table)} ALTER COLUMN ${quoted(name)}`
  const using = conversion(quoted(name), before?.type ?? '', after.type)
  return [
    // The old default may have no place in the new type.
    ...(before?.default === undefined ? [] : [`${alter} DROP DEFAULT;`]),
    `${alter} SET DATA TYPE ${after.type}${using === undefined ? '' : ` USING ${using}`};`,
    ...(after.default === undefined ? [] : [`${alter} SET DEFAULT ${after.default};`]),
  ]
}

/** The default that filled the rows of a new column has done its work. */
function redefaulted(change: ColumnChange): readonly string[] {
  const { table, name, fill } = change
  const filled = isFilledAtOnce(change) && fill !== undefined && 'sql' in fill ? fill.sql : undefined
  if (filled === undefined && !isFilledLater(change)) return []
  if (change.before !== undefined) return []
  const wanted = columnIn(table, name)?.default
  if (wanted === filled) return []
  const alter = `ALTER TABLE ${quotedTable(table)} ALTER COLUMN ${quoted(name)}`
  return [wanted === undefined ? `${alter} DROP DEFAULT;` : `${alter} SET DEFAULT ${wanted};`]
}
