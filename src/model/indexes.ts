import { declaredIndexes } from './declared-indexes.ts'
import type { IndexNames } from './index-names.ts'
import type { Field, Index } from './model.ts'
import { uniqueName } from './naming.ts'
import { keyFields, type Queries, queryIndexes } from './query-indexes.ts'
import { tenantIndexes } from './tenant-indexes.ts'
import { plainIndex, type UniqueColumns, type WantedIndex, withoutCovered } from './wanted-indexes.ts'
import { isSoft, type Placed, type World } from './world.ts'

/** What the indexes of one resource depend on beside the resource. */
export interface IndexContext {
  readonly names: IndexNames
  readonly queries: Queries
}

/**
 * Declared indexes, then those of single fields and references, then those that lists need; without what something
 * else covers already.
 */
export function buildIndexes(world: World, placed: Placed, { names, queries }: IndexContext): Index[] {
  const soft = isSoft(world, placed)
  const single = placed.fields.filter(({ field, spec }) => field.reference !== undefined || spec?.index === true)
  const wanted = [
    ...declaredIndexes(world, placed),
    ...tenantIndexes(world, placed),
    ...single.map(({ field }) => plainIndex([field])),
    ...queryIndexes(world, placed, queries),
  ]
  const made = withoutCovered(wanted, uniqueColumns(placed, soft)).map((index) => named(index, placed, names))
  return [...(soft ? uniqueFields(placed).map((field) => liveIndex(field, placed)) : []), ...made]
}

/** What a unique field has instead of a constraint where rows are only marked as deleted. */
function liveIndex(field: Field, { named: { table } }: Placed): Index {
  const { columns: _, ...plain } = plainIndex([field])
  return { ...plain, name: uniqueName(table, field.column), properties: [field.property], unique: true, live: true }
}

function named({ columns, ...index }: WantedIndex, { named: { table }, fields }: Placed, names: IndexNames): Index {
  const { lower, unique, where } = index
  const filtered = where && fields.find(({ field }) => field.property === where.property)?.field
  const name = names.next(table, {
    columns: columns.map(({ column, property }) => (lower.includes(property) ? `lower_${column}` : column)),
    unique,
    where: where && filtered && { column: filtered.column, value: where.value },
  })
  return { name, properties: columns.map(({ property }) => property), ...index }
}

/**
 * The key and the unique fields, each of which has an index of its own. Lists ask for live rows only, so an index of
 * those serves them; what looks for referring rows asks for all.
 */
function uniqueColumns(placed: Placed, soft: boolean): UniqueColumns {
  const single = uniqueFields(placed).filter(({ reference }) => !soft || reference === undefined)
  return [keyFields(placed), ...single.map((field) => [field])]
}

function uniqueFields({ fields }: Placed): Field[] {
  return fields.map(({ field }) => field).filter(({ unique }) => unique)
}
