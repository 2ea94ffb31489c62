import { copiedFields, keepersInOrder, keptFields } from '../model/kept.ts'
import { fieldNamed, resourceNamed } from '../model/lookup.ts'
import type { Field, Resource, Service } from '../model/model.ts'
import { sqlConstant, sqlNow } from '../render/sql-constant.ts'
import { aggregateSql } from './kinds/aggregate.ts'

/** What rows that are there already get, as far as the description says it. */
export interface DataChanges {
  readonly fills: readonly Fill[]
  readonly values: readonly ValueRename[]
  /** What follows from other rows; what is below comes first. */
  readonly kept?: readonly KeptColumn[]
  /** What leads out where a migration was written that rows make fail. */
  readonly remedies?: readonly Remedy[]
}

/** What the description says now of a column: that it is filled, or that it may be null. */
export type Remedy = Fill | { readonly table: string; readonly column: string; readonly optional: true }

/**
 * What a column gets in rows that have nothing for it: an expression in SQL, the value of another column, or an expression
 * that has another value for each row.
 */
export type Fill = { readonly table: string; readonly column: string } & (
  | { readonly sql: string }
  | { readonly from: string }
  | { readonly each: string }
)

/** A column that follows from rows of other tables, and how. */
export interface KeptColumn {
  readonly table: string
  readonly column: string
  /** What it should be in a row of its table. */
  readonly due: string
}

/** A value of an enum, and the one that takes its place. */
export interface ValueRename {
  readonly table: string
  readonly column: string
  readonly from: string
  readonly to: string
}

/** All that the description says of rows that are there, done long ago or not. */
export function dataChangesOf(service: Service): DataChanges {
  const { resources } = service
  const own = resources.filter(({ external }) => external === undefined)
  const columns = own.flatMap((resource) => resource.fields.map((field) => ({ resource, field })))
  return {
    fills: columns.flatMap(({ resource, field }) => fillOf(resource, field, service)),
    remedies: columns.flatMap(({ resource, field }) => remedyOf(resource, field, service)),
    kept: keepersInOrder(service).flatMap((keeper) => keptColumns(keeper, service)),
    values: columns.flatMap(({ resource: { table }, field: { column, renamedValues } }) =>
      Object.entries(renamedValues).map(([from, to]) => ({ table, column, from, to })),
    ),
  }
}

function remedyOf(resource: Resource, field: Field, service: Service): readonly Remedy[] {
  if (field.optional) return [{ table: resource.table, column: field.column, optional: true }]
  return fillOf(resource, { ...field, backfill: field.backfill ?? field.default }, service)
}

function fillOf(resource: Resource, field: Field, service: Service): Fill[] {
  const { table, fields } = resource
  const { column, backfill, type, array } = field
  if (backfill === undefined) return copyOf(resource, field, service)
  if (backfill.kind === 'now') return [{ table, column, sql: sqlNow(type.kind) }]
  if (backfill.kind === 'literal') {
    return [{ table, column, sql: sqlConstant(backfill.value, { kind: type.kind, array }) }]
  }
  const source = fields.find(({ property }) => property === backfill.property)
  return source === undefined ? [] : [{ table, column, from: source.column }]
}

/** What is copied is filled from where the rows refer to now. */
function copyOf(resource: Resource, field: Field, service: Service): Fill[] {
  const copied = copiedFields(resource).find((one) => one.field.property === field.property)
  if (copied === undefined) return []
  const { reference, property } = copied
  const target = resourceNamed(service, reference.reference?.resource ?? '')
  const [value, key] = [property, reference.reference?.key ?? ''].map((name) => fieldNamed(target, name).column)
  const where = `source."${key}" = "${resource.table}"."${reference.column}"`
  const each = `(SELECT source."${value}" FROM "${target.table}" AS source WHERE ${where})`
  return [{ table: resource.table, column: field.column, each }]
}

function keptColumns(keeper: Resource, service: Service): KeptColumn[] {
  const [key] = keeper.key
  return keptFields(keeper).map((kept) => {
    const below = resourceNamed(service, kept.relation.resource)
    const sum = aggregateSql(kept, below, ({ column }) => `below."${column}"`)
    const isLive = below.softDelete ? ' AND below."deleted_at" IS NULL' : ''
    const reference = fieldNamed(below, kept.relation.property).column
    const where = `below."${reference}" = "${keeper.table}"."${key?.column}"${isLive}`
    const due = `(SELECT ${sum} FROM "${below.table}" AS below WHERE ${where})`
    return { table: keeper.table, column: kept.field.column, due }
  })
}
