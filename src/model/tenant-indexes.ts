import { keyFields } from './query-indexes.ts'
import { isTenantUnique, tenantField } from './tenant-field.ts'
import { plainIndex, type WantedIndex } from './wanted-indexes.ts'
import { isSoft, type Placed, type World } from './world.ts'

/**
 * What is unique is so among the rows of one tenant, and lists are of those rows. What is nested is listed below its
 * parent, which one tenant has.
 */
export function tenantIndexes(world: World, placed: Placed): WantedIndex[] {
  const { named, fields } = placed
  const name = tenantField(world.spec, named.name)
  const tenant = fields.find(({ field }) => field.name === name)?.field
  if (tenant === undefined) return []
  const unique = fields.filter((one) => one.field !== tenant && isTenantUnique(one, placed)).map(({ field }) => field)
  const listed = named.spec.parent === undefined ? [plainIndex([tenant, ...keyFields(placed)])] : []
  const live = isSoft(world, placed)
  return [...unique.map((field) => ({ ...plainIndex([tenant, field]), unique: true, live })), ...listed]
}

/** A declared index, with the tenant in front where no two rows of one tenant may be the same. */
export function withinTenant(world: World, placed: Placed, index: WantedIndex): WantedIndex {
  const name = tenantField(world.spec, placed.named.name)
  const tenant = placed.fields.find(({ field }) => field.name === name)?.field
  if (!index.unique || tenant === undefined || index.columns.includes(tenant)) return index
  return { ...index, columns: [tenant, ...index.columns] }
}
