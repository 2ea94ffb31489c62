import { type Parts, partOf } from './named-parts.ts'
import { inFreeOrder, possible, type Renamed } from './rename-order.ts'
import { isRecord, type SchemaSnapshot, type TableSnapshot } from './schema-snapshot.ts'
import { quoted } from './sql-name.ts'
import { swapKey } from './swaps.ts'

/** What is called otherwise than before, where data is. */
export interface DataRenames {
  readonly tables: readonly { readonly from: string; readonly to: string }[]
  /** By the table as it is called now. */
  readonly columns: readonly { readonly table: string; readonly from: string; readonly to: string }[]
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
  let tables: Tables = previous.tables
  const statements: string[] = []
  const renamed: { from: string; to: string }[] = []
  for (const { from, to } of renames.tables) {
    const [old, now] = [`public.${from}`, `public.${to}`]
    if (!(old in tables) || now in tables || old in next.tables || !(now in next.tables)) continue
    statements.push(`ALTER TABLE ${quoted(from)} RENAME TO ${quoted(to)};`)
    tables = withTable(tables, from, to)
    renamed.push({ from, to })
  }
  for (const table of new Set(renames.columns.map((one) => one.table))) {
    const [before, after] = [tables[`public.${table}`]?.columns, next.tables[`public.${table}`]?.columns]
    if (before === undefined || after === undefined) continue
    const wanted = renames.columns.filter(
      (one) => one.table === table && !renames.swapped?.includes(swapKey(table, one)),
    )
    const open = openRenames(wanted, Object.keys(before), Object.keys(after))
    for (const { from, to } of inFreeOrder(open, Object.keys(before))) {
      statements.push(`ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(from)} TO ${quoted(to)};`)
      tables = withColumn(tables, table, { from, to })
    }
    renamed.push(...open.map(({ from, to }) => ({ from: `${table}.${from}`, to: `${table}.${to}` })))
  }
  if (renamed.length === 0) return { snapshot: previous, statements: [], renamed }
  for (const [key, table] of Object.entries(tables)) {
    const wanted = next.tables[key]
    if (wanted === undefined) continue
    const parts = renameParts(table, wanted)
    tables = { ...tables, [key]: parts.table }
    statements.push(...primaryKeyOf(table, renamed), ...parts.statements)
  }
  return { snapshot: { ...previous, tables }, statements, renamed }
}

type Tables = SchemaSnapshot['tables']

/** Those that are not done: the old name goes, or is that of another one now. */
function openRenames(
  renames: readonly Renamed[],
  before: readonly string[],
  after: readonly string[],
): readonly Renamed[] {
  const wanted = renames.filter(
    ({ from, to }) => after.includes(to) && (!after.includes(from) || renames.some((other) => other.to === from)),
  )
  return possible(wanted, before)
}

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

const KINDS = {
  foreignKeys: 'CONSTRAINT',
  uniqueConstraints: 'CONSTRAINT',
  checkConstraints: 'CONSTRAINT',
  compositePrimaryKeys: 'CONSTRAINT',
  indexes: 'INDEX',
} as const satisfies Partial<Record<Parts, string>>

/** Constraints and indexes that are the same but for their names get the new ones. */
function renameParts(table: TableSnapshot, wanted: TableSnapshot) {
  const statements: string[] = []
  let result = table
  for (const part of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
    const [before, after] = [partOf(table, part), partOf(wanted, part)]
    const renames = possible(otherNames(before, after), Object.keys(before))
    const steps = inFreeOrder(renames, Object.keys(before))
    statements.push(...steps.map(({ from, to }) => renameStatement(KINDS[part], table.name, from, to)))
    const names = new Map(renames.map(({ from, to }) => [from, to]))
    const renamed = Object.entries(before).map(([name, value]) => {
      const to = names.get(name) ?? name
      return [to, { ...value, name: to }] as const
    })
    result = { ...result, [part]: Object.fromEntries(renamed) }
  }
  const sequences = renameSequences(result, wanted)
  return { table: sequences.table, statements: [...statements, ...sequences.statements] }
}

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What is the same but for its name: of two that are the same, each has one of the names. */
function otherNames(before: Named, after: Named): readonly Renamed[] {
  const isKept = (name: string) => isSame(before[name], after[name])
  const free = new Set(Object.keys(after).filter((name) => !isKept(name)))
  return Object.entries(before).flatMap(([from, value]) => {
    if (isKept(from)) return []
    const to = [...free].find((name) => isSame(value, after[name]))
    if (to === undefined) return []
    free.delete(to)
    return [{ from, to }]
  })
}

/** The sequences of identity columns are named after their table and column. */
function renameSequences(table: TableSnapshot, wanted: TableSnapshot) {
  const statements: string[] = []
  const columns = Object.entries(table.columns).map(([name, column]) => {
    const [before, after] = [identityOf(column), identityOf(wanted.columns[name])]
    if (!isRecord(column) || before === undefined || after === undefined || before === after) return [name, column]
    statements.push(`ALTER SEQUENCE ${quoted(before)} RENAME TO ${quoted(after)};`)
    return [name, { ...column, identity: { ...(column.identity as object), name: after } }]
  })
  return { table: { ...table, columns: Object.fromEntries(columns) }, statements }
}

function identityOf(column: unknown): string | undefined {
  const identity = isRecord(column) ? column.identity : undefined
  return isRecord(identity) && typeof identity.name === 'string' ? identity.name : undefined
}

function renameStatement(kind: 'CONSTRAINT' | 'INDEX', table: string, from: string, to: string): string {
  return kind === 'INDEX'
    ? `ALTER INDEX ${quoted(from)} RENAME TO ${quoted(to)};`
    : `ALTER TABLE ${quoted(table)} RENAME CONSTRAINT ${quoted(from)} TO ${quoted(to)};`
}

/** PostgreSQL names the key of one column itself, and a service knows it by that name. */
function primaryKeyOf({ name, columns }: TableSnapshot, renamed: RenamedSchema['renamed']): string[] {
  const was = renamed.find(({ to }) => to === name)?.from
  const isSingle = Object.values(columns).some((column) => isRecord(column) && column.primaryKey === true)
  if (was === undefined || !isSingle) return []
  return [renameStatement('CONSTRAINT', name, `${was}_pkey`, `${name}_pkey`)]
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b
  return JSON.stringify({ ...(a as object), name: '' }) === JSON.stringify({ ...(b as object), name: '' })
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
