import { inFreeOrder, openRenames } from '../model/rename-order.ts'
import { partOf } from './named-parts.ts'
import { renameParts } from './rename-parts.ts'
import { isRecord, type SchemaSnapshot, type TableSnapshot } from './schema-snapshot.ts'
import { quoted } from './sql-name.ts'
import { swapKey } from './swaps.ts'

/** What is called otherwise than before, where data is. */
export interface DataRenames {
  readonly tables: readonly { readonly from: string; readonly to: string }[]
  /** By the table as it is called now. */
  readonly columns: readonly { readonly table: string; readonly from: string; readonly to: string }[]
  /** Resources whose names go round, of which only those renames are among these that are not done yet: `note<tag`. */
  readonly circles?: readonly string[]
  /** Columns that have changed names with each other already, see {@link swapKey}. */
  readonly swapped?: readonly string[]
}

/** A schema after renames, and the statements that lead there; what is called as before is left alone. */
export interface RenamedSchema {
  readonly snapshot: SchemaSnapshot
  readonly statements: readonly string[]
  /** `products` or `items.price`, and what each is called now. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
}

/**
 * Renames tables and columns of the schema that is there, and their constraints and indexes, so that what follows sees
 * nothing that has to be dropped and made anew. A rename that was done before, or that the schema does not ask for, is none.
 */
export function renameIn(previous: SchemaSnapshot, next: SchemaSnapshot, renames: DataRenames): RenamedSchema {
  const open = openRenames(renames.tables, namesIn(previous), namesIn(next))
  const statements: string[] = []
  let tables: Tables = previous.tables
  for (const { from, to } of inFreeOrder(open, namesIn(previous))) {
    statements.push(`ALTER TABLE ${quoted(from)} RENAME TO ${quoted(to)};`)
    tables = withTable(tables, from, to)
  }
  const renamed = [...open]
  for (const table of new Set(renames.columns.map((one) => one.table))) {
    const [before, after] = [tables[`public.${table}`]?.columns, next.tables[`public.${table}`]?.columns]
    if (before === undefined || after === undefined) continue
    const wanted = renames.columns.filter(
      (one) => one.table === table && !renames.swapped?.includes(swapKey(table, one)),
    )
    const columns = openRenames(wanted, Object.keys(before), Object.keys(after))
    for (const { from, to } of inFreeOrder(columns, Object.keys(before))) {
      statements.push(`ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(from)} TO ${quoted(to)};`)
      tables = withColumn(tables, table, { from, to })
    }
    renamed.push(...columns.map(({ from, to }) => ({ from: `${table}.${from}`, to: `${table}.${to}` })))
  }
  if (renamed.length === 0) return { snapshot: previous, statements: [], renamed }
  const parts = renameParts(tables, { tables: next.tables, renamed: new Map(open.map(({ from, to }) => [to, from])) })
  return {
    snapshot: { ...previous, tables: parts.tables },
    statements: [...statements, ...parts.statements],
    renamed: renamed.map(({ from, to }) => ({ from, to })),
  }
}

function namesIn({ tables }: SchemaSnapshot): readonly string[] {
  return Object.values(tables).flatMap(({ name, schema }) => (schema === '' ? [name] : []))
}

type Tables = SchemaSnapshot['tables']

function withTable(tables: Tables, from: string, to: string): Tables {
  return Object.fromEntries(
    Object.entries(tables).map(([key, table]) => {
      const isIt = key === `public.${from}`
      const parts = mapTexts(table, (text) => text.replaceAll(`${quoted(from)}.`, `${quoted(to)}.`))
      const own = isIt ? { ...parts, name: to } : parts
      return [isIt ? `public.${to}` : key, withForeignKeys(own, { tableFrom: [from, to], tableTo: [from, to] })]
    }),
  )
}

type Change = readonly [from: unknown, to: unknown]

function withForeignKeys(table: TableSnapshot, changes: Readonly<Record<string, Change>>): TableSnapshot {
  const keys = Object.entries(partOf(table, 'foreignKeys')).map(([name, key]) => {
    const changed = Object.entries(changes).filter(([part, [from]]) => key[part] === from)
    return [name, { ...key, ...Object.fromEntries(changed.map(([part, [, to]]) => [part, to])) }] as const
  })
  return { ...table, foreignKeys: Object.fromEntries(keys) }
}

function withColumn(tables: Tables, table: string, { from, to }: { from: string; to: string }): Tables {
  const name = (text: unknown): unknown => (text === from ? to : text)
  return Object.fromEntries(
    Object.entries(tables).map(([key, one]) => {
      const foreignKeys = Object.entries(partOf(one, 'foreignKeys')).map(([id, foreign]) => {
        const columnsFrom = key === `public.${table}` ? listOf(foreign.columnsFrom).map(name) : foreign.columnsFrom
        const columnsTo = foreign.tableTo === table ? listOf(foreign.columnsTo).map(name) : foreign.columnsTo
        return [id, { ...foreign, columnsFrom, columnsTo }] as const
      })
      const own = key === `public.${table}` ? withOwnColumn(one, from, to) : one
      return [key, { ...own, foreignKeys: Object.fromEntries(foreignKeys) }]
    }),
  )
}

function withOwnColumn(table: TableSnapshot, from: string, to: string): TableSnapshot {
  const texts = mapTexts(table, (text) => (text === from ? to : text.replaceAll(quoted(from), quoted(to))))
  const columns = Object.entries(table.columns).map(([name, column]) =>
    name === from && isRecord(column) ? [to, { ...column, name: to }] : [name, column],
  )
  return { ...texts, columns: Object.fromEntries(columns) }
}

/** The parts that a name of a column, or of the table, may stand in; their own names stay. */
function mapTexts(table: TableSnapshot, change: (text: string) => string): TableSnapshot {
  const changed = (['indexes', 'compositePrimaryKeys', 'uniqueConstraints', 'checkConstraints'] as const).map(
    (part) => {
      const entries = Object.entries(partOf(table, part)).map(([name, value]) => [
        name,
        { ...deep(value, change), name },
      ])
      return [part, Object.fromEntries(entries)] as const
    },
  )
  return { ...table, ...Object.fromEntries(changed) }
}

function deep(
  value: Readonly<Record<string, unknown>>,
  change: (text: string) => string,
): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(value), (_key, one: unknown) => (typeof one === 'string' ? change(one) : one))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
