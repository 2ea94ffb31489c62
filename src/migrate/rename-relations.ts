import { goingName } from '../model/naming.ts'
import { inFreeOrder } from '../model/rename-order.ts'
import type { Renamed } from '../model/renamed.ts'
import { partOf } from './named-parts.ts'
import { otherNames } from './same-part.ts'
import { isRecord, type SchemaSnapshot, type TableSnapshot } from './schema-snapshot.ts'
import { quoted, quotedTable } from './sql-name.ts'

/** The tables that there shall be, and what those that were renamed were called, by what they are called now. */
export interface Wanted {
  readonly tables: SchemaSnapshot['tables']
  readonly renamed: ReadonlyMap<string, string>
}

/** What shares its names with all tables of its schema: an index, what stands on one, a sequence. */
export interface Relation {
  readonly part: (typeof ON_INDEXES)[number] | 'key' | 'sequence'
  readonly table: TableSnapshot
  readonly from: string
  /** Undefined where it goes. */
  readonly to: string | undefined
}

export const ON_INDEXES = ['uniqueConstraints', 'compositePrimaryKeys', 'indexes'] as const

/** Those of a table, with the names that they get. */
export function relationsOf(table: TableSnapshot, { tables, renamed }: Wanted): readonly Relation[] {
  const after = tables[`${table.schema === '' ? 'public' : table.schema}.${table.name}`]
  const parts = ON_INDEXES.flatMap((part) => {
    const [before, wanted] = [partOf(table, part), after === undefined ? {} : partOf(after, part)]
    const names = new Map(otherNames(before, wanted).map(({ from, to }) => [from, to]))
    const free = new Set(Object.keys(wanted))
    for (const name of names.values()) free.delete(name)
    return Object.keys(before).map((from) => ({
      part,
      table,
      from,
      to: names.get(from) ?? (free.has(from) ? from : undefined),
    }))
  })
  return [...singleKey(table, renamed.get(table.name)), ...parts, ...sequencesOf(table, after)]
}

/** PostgreSQL names the key of one column itself, and a service knows it by that name. */
function singleKey(table: TableSnapshot, before = table.name): readonly Relation[] {
  const isSingle = Object.values(table.columns).some((column) => isRecord(column) && column.primaryKey === true)
  return isSingle ? [{ part: 'key', table, from: `${before}_pkey`, to: `${table.name}_pkey` }] : []
}

/** The sequences of identity columns are named after their table and column. */
function sequencesOf(table: TableSnapshot, after: TableSnapshot | undefined): readonly Relation[] {
  return Object.entries(table.columns).flatMap(([name, column]) => {
    const from = identityOf(column)
    return from === undefined ? [] : [{ part: 'sequence' as const, table, from, to: identityOf(after?.columns[name]) }]
  })
}

/** The sequence of an identity column. */
export function identityOf(column: unknown): string | undefined {
  const identity = isRecord(column) ? column.identity : undefined
  return isRecord(identity) && typeof identity.name === 'string' ? identity.name : undefined
}

/** What is called otherwise now, and the statements that do it. */
export interface RenamedRelations {
  readonly renamed: readonly (Relation & { readonly to: string })[]
  readonly statements: readonly string[]
}

/** Renames of what is in one schema, one after the other, so that each name is free; what goes and is in the way gets out of it. */
export function renameRelations(all: readonly Relation[], tables: readonly string[]): RenamedRelations {
  const moves = movesOf(all)
  const current = new Map(all.map((one) => [one.from, one]))
  const statements = inFreeOrder(moves, [...tables, ...current.keys()]).flatMap(({ from, to }) => {
    const one = current.get(from)
    if (one === undefined) return []
    current.delete(from)
    current.set(to, one)
    return [renameStatement(one, from, to)]
  })
  const renamed = [...current].flatMap(([to, one]) => (one.from === to ? [] : [{ ...one, to }]))
  return { renamed, statements }
}

function movesOf(all: readonly Relation[]): readonly Renamed[] {
  const wanted = new Set(all.flatMap(({ from, to }) => (to === undefined || to === from ? [] : [to])))
  return all.flatMap(({ from, to = wanted.has(from) ? goingName(from) : from }) => (to === from ? [] : [{ from, to }]))
}

function renameStatement({ part, table }: Relation, from: string, to: string): string {
  const schema = table.schema === '' ? '' : `${quoted(table.schema)}.`
  switch (part) {
    case 'indexes':
      return `ALTER INDEX ${schema}${quoted(from)} RENAME TO ${quoted(to)};`
    case 'sequence':
      return `ALTER SEQUENCE ${schema}${quoted(from)} RENAME TO ${quoted(to)};`
    default:
      return `ALTER TABLE ${quotedTable(table)} RENAME CONSTRAINT ${quoted(from)} TO ${quoted(to)};`
  }
}
