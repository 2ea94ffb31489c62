import { inFreeOrder } from '../model/rename-order.ts'
import { type Parts, partOf } from './named-parts.ts'
import { identityOf, ON_INDEXES, type Relation, relationsOf, renameRelations, type Wanted } from './rename-relations.ts'
import { otherNames } from './same-part.ts'
import { isRecord, type SchemaSnapshot, type TableSnapshot } from './schema-snapshot.ts'
import { quoted, quotedTable } from './sql-name.ts'

type Tables = SchemaSnapshot['tables']

/** Constraints, indexes and sequences that are the same but for their names get the new ones. */
export function renameParts(
  tables: Tables,
  wanted: Wanted,
): { readonly tables: Tables; readonly statements: string[] } {
  const own = Object.entries(tables).map(([key, table]) => ({ key, ...ownParts(table, wanted.tables[key]) }))
  const schemas = [...new Set(own.map(({ table }) => table.schema))]
  const relations = schemas.map((schema) => {
    const inIt = own.flatMap(({ table }) => (table.schema === schema ? [table] : []))
    return renameRelations(
      inIt.flatMap((table) => relationsOf(table, wanted)),
      inIt.map(({ name }) => name),
    )
  })
  const renamed = relations.flatMap((one) => one.renamed)
  return {
    tables: Object.fromEntries(own.map(({ key, table }) => [key, withRelations(table, renamed)])),
    statements: [...own, ...relations].flatMap(({ statements }) => statements),
  }
}

/** Names that only others of the same table must not have. */
function ownParts(table: TableSnapshot, wanted: TableSnapshot | undefined) {
  const statements: string[] = []
  let result = table
  for (const part of ['foreignKeys', 'checkConstraints'] as const) {
    const before = partOf(table, part)
    const names = wanted === undefined ? [] : otherNames(before, partOf(wanted, part))
    const steps = inFreeOrder(names, Object.keys(before))
    statements.push(
      ...steps.map(
        ({ from, to }) => `ALTER TABLE ${quotedTable(table)} RENAME CONSTRAINT ${quoted(from)} TO ${quoted(to)};`,
      ),
    )
    result = withNames(result, part, new Map(names.map(({ from, to }) => [from, to])))
  }
  return { table: result, statements }
}

function withRelations(table: TableSnapshot, all: readonly (Relation & { readonly to: string })[]): TableSnapshot {
  const namesOf = (part: Relation['part']) =>
    new Map(all.flatMap((one) => (one.table === table && one.part === part ? [[one.from, one.to] as const] : [])))
  const parts = ON_INDEXES.reduce((result, part) => withNames(result, part, namesOf(part)), table)
  const sequences = namesOf('sequence')
  if (sequences.size === 0) return parts
  const columns = Object.entries(parts.columns).map(([name, column]) => {
    const to = sequences.get(identityOf(column) ?? '')
    if (to === undefined || !isRecord(column)) return [name, column]
    return [name, { ...column, identity: { ...(column.identity as object), name: to } }]
  })
  return { ...parts, columns: Object.fromEntries(columns) }
}

function withNames(table: TableSnapshot, part: Parts, names: ReadonlyMap<string, string>): TableSnapshot {
  if (names.size === 0) return table
  const renamed = Object.entries(partOf(table, part)).map(([name, value]) => {
    const to = names.get(name) ?? name
    return [to, { ...value, name: to }] as const
  })
  return { ...table, [part]: Object.fromEntries(renamed) }
}
