import type { Field, Query } from './model.ts'
import { MOST_INDEXED, mostCharacters, NO_QUERY } from './query.ts'
import { plainIndex, type WantedIndex } from './wanted-indexes.ts'
import type { Placed, World } from './world.ts'

/** What the lists of all resources offer. */
export type Queries = ReadonlyMap<Placed, Query>

/**
 * The indexes that lists need of a resource: one for each field that its own list is sorted or filtered by, or that of
 * another one by way of references. Pages are told apart by the key, so it stands behind the field.
 */
export function queryIndexes(world: World, placed: Placed, queries: Queries): WantedIndex[] {
  const isListed = placed.named.spec.operations?.includes('list') ?? true
  const { filters, sorts, search } = (isListed && queries.get(placed)) || NO_QUERY
  const fieldsOf = (properties: readonly string[]): Field[] => properties.flatMap((one) => fieldOf(placed, one))
  const isShort = (field: Field): boolean => mostCharacters(field) <= MOST_INDEXED
  const own = fieldsOf(filters.filter(({ way }) => way.length === 1).flatMap(({ way }) => way)).filter(isShort)
  const foreign = fieldsOf(foreignFilters(world, placed, queries)).filter(isShort)
  const looked = [...fieldsOf([...parentOf(placed), ...ownerOf(world, placed)]), ...foreign]
  // The list of what is nested is that of one parent, so it stands in front.
  const within = fieldsOf(parentOf(placed))
  // Where no two rows have the same value, the index of that finds the one row.
  const isFound = (field: Field): boolean => field.unique || within.includes(field)
  return [
    ...looked.filter((field) => !field.unique).map((field) => filterIndex([field], placed)),
    ...own.filter((field) => !isFound(field)).map((field) => filterIndex([...within, field], placed)),
    // Rows without a value are the same, so they need the key to be told apart.
    ...fieldsOf(sorts)
      .filter((field) => !isFound(field) || field.optional)
      .map((field) => plainIndex(beforeKey([...within, field], placed))),
    ...(search.length > 0 ? [{ ...plainIndex(fieldsOf(search)), method: 'words' as const }] : []),
  ]
}

/** The list of what is nested is that of one parent. */
function parentOf({ named: { spec }, fields }: Placed): string[] {
  return fields.filter(({ field }) => field.name === spec.parent).map(({ field }) => field.property)
}

/** Where an owner lists what is theirs, that is the list of one reference as well. */
function ownerOf({ spec: { auth, defaults } }: World, { named: { spec }, fields }: Placed): string[] {
  const access = spec.access ?? defaults.access
  const rules = access === undefined || auth === undefined ? [] : 'all' in access ? access.all : access.each.list
  if (spec.owner?.length !== 1 || !rules?.some(({ who }) => who === 'owner')) return []
  return fields.filter(({ field }) => field.name === spec.owner?.[0]).map(({ field }) => field.property)
}

function filterIndex(fields: readonly Field[], placed: Placed): WantedIndex {
  const last = fields.at(-1)
  return last?.array ? { ...plainIndex([last]), method: 'gin' } : plainIndex(beforeKey(fields, placed))
}

/** The fields of the key, in its order. */
export function keyFields({ key, fields }: Placed): Field[] {
  const parts = key.made
    ? fields.filter(({ field }) => field.inKey)
    : key.fields.flatMap((name) => fields.find(({ field }) => field.name === name) ?? [])
  return parts.map(({ field }) => field)
}

function beforeKey(fields: readonly Field[], placed: Placed): Field[] {
  return [...fields, ...keyFields(placed).filter((part) => !fields.includes(part))]
}

function fieldOf({ fields }: Placed, property: string): Field[] {
  return fields.filter(({ field }) => field.property === property).map(({ field }) => field)
}

/** Properties of this resource that lists of others are filtered by: `slug`, for `category.slug` of an article. */
function foreignFilters(world: World, placed: Placed, queries: Queries): string[] {
  return Array.from(queries, ([from, { filters }]) =>
    filters.flatMap(({ way }) => (way.length > 1 && endOf(world, from, way) === placed ? way.slice(-1) : [])),
  ).flat()
}

function endOf(world: World, from: Placed, way: readonly string[]): Placed | undefined {
  return way.slice(0, -1).reduce<Placed | undefined>((at, property) => {
    const [field] = at === undefined ? [] : fieldOf(at, property)
    return world.resources.get(field?.reference?.resource ?? '')
  }, from)
}
