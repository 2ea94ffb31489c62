import type { Field, Resource, Service } from '../model/model.ts'
import { sqlConstant, sqlNow } from '../render/sql-constant.ts'

/** What rows that are there already get, as far as the description says it. */
export interface DataChanges {
  readonly fills: readonly Fill[]
  readonly values: readonly ValueRename[]
  /** What leads out where a migration was written that rows make fail. */
  readonly remedies?: readonly Remedy[]
}

/** What the description says now of a column: that it is filled, or that it may be null. */
export type Remedy = Fill | { readonly table: string; readonly column: string; readonly optional: true }

/** What a column gets in rows that have nothing for it: an expression in SQL, or the value of another column. */
export type Fill = { readonly table: string; readonly column: string } & (
  | { readonly sql: string }
  | { readonly from: string }
)

/** A value of an enum, and the one that takes its place. */
export interface ValueRename {
  readonly table: string
  readonly column: string
  readonly from: string
  readonly to: string
}

/** All that the description says of rows that are there, done long ago or not. */
export function dataChangesOf({ resources }: Service): DataChanges {
  const own = resources.filter(({ external }) => external === undefined)
  const columns = own.flatMap((resource) => resource.fields.map((field) => ({ resource, field })))
  return {
    fills: columns.flatMap(({ resource, field }) => fillOf(resource, field)),
    remedies: columns.flatMap(({ resource, field }) => remedyOf(resource, field)),
    values: columns.flatMap(({ resource: { table }, field: { column, renamedValues } }) =>
      Object.entries(renamedValues).map(([from, to]) => ({ table, column, from, to })),
    ),
  }
}

function remedyOf(resource: Resource, field: Field): readonly Remedy[] {
  if (field.optional) return [{ table: resource.table, column: field.column, optional: true }]
  return fillOf(resource, { ...field, backfill: field.backfill ?? field.default })
}

function fillOf({ table, fields }: Resource, { column, backfill, type, array }: Field): Fill[] {
  if (backfill === undefined) return []
  if (backfill.kind === 'now') return [{ table, column, sql: sqlNow(type.kind) }]
  if (backfill.kind === 'literal') {
    return [{ table, column, sql: sqlConstant(backfill.value, { kind: type.kind, array }) }]
  }
  const source = fields.find(({ property }) => property === backfill.property)
  return source === undefined ? [] : [{ table, column, from: source.column }]
}
